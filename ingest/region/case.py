"""One planted case of an indicator, told row by row: things get their references, days ago become dates.

A module of the folder `planted` names CODE, VARIANTS (variant -> whether it is met if everything may be seen, and why)
and `plant(case)`, which is called once for each variant.
"""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from ingest.contract.kind import Column, kinds
from ingest.region.firms import Firm, Office
from ingest.region.people import Person
from ingest.region.plot import AT_MAASTRICHT, MAASTRICHT, Plot, days_ago
from ingest.region.streets import Address

Choice = TypeVar("Choice")
Told = dict[str, Any]
HEERLEN, GENK, AACHEN = "nl-gm0917", "be-nis71016", "de-ags05334002"
POLICE, TAX, LABOUR, LAND = "nl-pol-limburg", "nl-tax", "nl-labour", "nl-kadaster"
DEFAULTS: dict[str, Told] = {
    "loan": {"currency": "EUR", "origin": "declared", "date": 200},
    "lease": {"per": "month", "from": 400, "rent": 1_000, "reference_rent": 1_000, "cash": "no", "written": "yes"},
    "party": {"origin": "declared", "from": 60},
    "measure": {"legal_ground": "other", "reason": "drugs", "date_start": 200, "outcome": "none"},
    "inspection": {"inspection_type": "joint", "date": 90, "finding": "none"},
    "permit": {"permit_type": "horeca_operation", "status": "granted", "date_application": 1_200},
    "report": {"kind": "bestuurlijke_rapportage", "issuer": "politie-eenheid", "date": 2, "statement_date": 100},
    "declaration": {"declared_on": 20},
    "incident": {"kind": "concrete", "date_from": 300, "town": "Maastricht"},
    "affiliation": {"role": "member", "from": 900, "last_confirmed": 100, "grade": "A1"},
    "group": {"type": "outlaw_motorcycle_club", "status": "active", "country_scope": "NL", "name": "Zinkvogels MC"},
    "tax_debt": {"tax_kind": "vat", "status": "open", "plan_kept": "no", "reference_date": 60},
    "vat_status": {"state": "active", "from": 600},
    "supply": {"origin": "invoice", "kind": "domestic", "vat": 0},
    "transfer": {"date": 300},
    "labour_finding": {"finding": "underpaid", "date": 400, "sanction": "fine", "final": "yes"},
    "service_contract": {"from": 200},
    "title": {"right": "owner", "share_pct": 100, "from": 2_000},
}  # fmt: skip


@dataclass
class Case:
    """A pending application at Maastricht and what surrounds it. `variant`: which of its variants is being planted."""

    plot: Plot
    variant: str
    applicant: Firm | Person
    site: Address
    number: str = ""
    asked_by: str = "official"
    about: dict[str, str] = field(default_factory=dict)

    def of(self, positive: Choice, **others: Choice) -> Choice:
        """The value for this variant (near_miss, innocent, hidden); the positive one's where none is given."""
        return others.get(self.variant.replace("-", "_"), positive)

    def other(self, known: str, hidden: str) -> str:
        """Which authority tells: another one in the hidden case."""
        return hidden if self.variant == "hidden" else known

    def person(self, town: str = MAASTRICHT) -> Person:
        return self.plot.person(town)

    def place(self, town: str = MAASTRICHT, use: str = "retail", area: int = 0) -> Address:
        return self.plot.address(town, use, area)

    def firm(self, director: Person | Firm | None = None, town: str = MAASTRICHT, days: int = 900, **told: Any) -> Firm:
        """A company founded so many days ago, run by the director since then."""
        since = days_ago(days)
        offices = told.pop("offices", None) or ((Office("director", director, since),) if director else ())
        return self.plot.firm(town, founded=since, offices=offices, **told)

    def tell(self, kind: str, where: str = AT_MAASTRICHT, /, **values: Any) -> str:
        """One row of an authority; answers its number, which is made up where the kind has one.

        A thing becomes its reference there, a number in a date column so many days ago; a name that is a word of Python
        ends in `_`. A kind that belongs to a case belongs to this one.
        """
        columns, own = kinds()[kind].columns, kinds()[kind].key[0]
        row = {**DEFAULTS.get(kind, {}), **{name.rstrip("_"): value for name, value in values.items()}}
        if own == "case_number" and kind == "permit":
            row.setdefault(own, f"Z/25/8{self.plot.next():05d}")
        elif not columns[own].refers() and columns[own].type != "vat" and own != "case_number":
            row.setdefault(own, f"{kind[:1].upper()}S{self.plot.next()}")
        if "case_number" in columns and columns["case_number"].required and self.number:
            row.setdefault("case_number", self.number)
        if kind == "supply" and row["kind"] == "domestic":  # sold at home, with the ordinary rate
            row["vat"] = row["net"] * 21 // 100
        self.plot.rows[where].append((kind, {name: self._told(columns.get(name), where, row[name]) for name in row}))
        return str(row.get(own, ""))

    def _told(self, column: Column | None, where: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return ";".join(str(self._told(column, where, one)) for one in value)
        if isinstance(value, Firm | Person | Address):
            return self.plot.ref(where, value)
        return days_ago(value) if column and column.type == "date" and isinstance(value, int) else value

    def member(self, person: Person, where: str = POLICE, group: str = "", **told: Any) -> str:
        """The police knows the person as a member of a group; answers the group."""
        group = group or self.tell("group", where)
        incident = self.tell("incident", where)
        self.tell("affiliation", where, person_ref=person, group_id=group, incident_ids=incident, **told)
        return group
