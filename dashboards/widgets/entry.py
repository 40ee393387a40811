"""What an official typed of an application, as rows of the contracts (contracts.md, sections 2 and 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Row = dict[str, str]
REGISTERS = {"NL": "NL_KVK", "BE": "BE_KBO", "DE": "DE_HR", "LU": "LU_RCS"}


def ref(*parts: str) -> str:
    """A reference that follows from what is typed: typing the same person in again means the same person."""
    return "|".join(part.strip().casefold() for part in parts)


@dataclass(frozen=True)
class Named:
    """A person whom the application names, and as what; `role` empty: the applicant."""

    surname: str
    given_names: str = ""
    birth_date: str = ""
    role: str = ""

    @property
    def ref(self) -> str:
        return ref(self.surname, self.given_names, self.birth_date)

    @property
    def row(self) -> Row:
        told = {"surname": self.surname, "given_names": self.given_names, "birth_date": self.birth_date}
        return _filled({"person_ref": self.ref, **told})


@dataclass(frozen=True)
class Firm:
    name: str
    country: str
    number: str = ""
    court: str = ""

    @property
    def ref(self) -> str:
        return ref(self.country, self.number or self.name, self.court)

    @property
    def row(self) -> Row:
        numbered = {"register": REGISTERS[self.country], "register_number": self.number, "register_court": self.court}
        return _filled({"organisation_ref": self.ref, "name": self.name, **(numbered if self.number else {})})


@dataclass(frozen=True)
class Entry:
    """`place`, `loan` and `lease` are columns of their kinds; empty where the application has none.

    In `loan` the lender and in `lease` the landlord is one of `people`, by its place in the list.
    """

    permit: Row
    applicant: Named | Firm
    people: tuple[Named, ...] = ()
    place: Row = field(default_factory=dict)
    loan: tuple[int, Row] | None = None
    lease: tuple[int, Row] | None = None

    def rows(self) -> Mapping[str, list[Row]]:
        """Kind -> rows; a kind without rows is left out."""
        persons = [one for one in (self.applicant, *self.people) if isinstance(one, Named)]
        found = {
            "permit": [self._permit()],
            "person": list({one.ref: one.row for one in persons}.values()),
            "organisation": [self.applicant.row] if isinstance(self.applicant, Firm) else [],
            "premises": [_filled({"premises_ref": self._place, **self.place})] if self._place else [],
            "party": [self._party(one) for one in self.people],
            "loan": self._between(self.loan, "lender_ref", "borrower_ref", {"origin": "declared"}),
            "lease": self._between(self.lease, "landlord_ref", "tenant_ref", {"premises_ref": self._place}),
        }
        return {kind: rows for kind, rows in found.items() if rows}

    @property
    def _place(self) -> str:
        return ref(*self.place.values()) if self.place.get("town") else ""

    def _permit(self) -> Row:
        refs = {"applicant_ref": self.applicant.ref, "premises_ref": self._place, "status": "applied"}
        return _filled({**self.permit, **refs})

    def _party(self, one: Named) -> Row:
        told = {"case_number": self.permit["case_number"], "party_ref": one.ref, "role": one.role}
        return _filled({**told, "origin": "declared", "from": self.permit["date_application"]})

    def _between(self, told: tuple[int, Row] | None, giver: str, taker: str, more: Row) -> list[Row]:
        if told is None:
            return []
        index, values = told
        ends = {giver: self.people[index].ref, taker: self.applicant.ref, "case_number": self.permit["case_number"]}
        return [_filled({**ends, **more, **values})]


def _filled(row: Row) -> Row:
    return {name: value.strip() for name, value in row.items() if value.strip()}
