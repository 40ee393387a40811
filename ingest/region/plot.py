"""What the planted cases add to the region: firms of the registers, rows of authorities, and the answers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from ingest.region import numbers
from ingest.region.enrolled import COURT_OF_AACHEN
from ingest.region.firms import Firm, Office
from ingest.region.national import NOBODY
from ingest.region.people import Person, make_person
from ingest.region.shapes import Values, organisation_row, person_row, premises_row
from ingest.region.streets import Address, planted_address
from ingest.region.towns import Town, town_of
from ingest.region.trades import activity_code, firm_name
from ingest.region.world import TODAY, World

MAASTRICHT, HEERLEN, GENK = "gm0935", "gm0917", "nis71016"
AT_MAASTRICHT = "nl-gm0935"


def authority_of(town_code: str) -> str:
    return town_of(town_code).authority


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def numbered(town: Town, index: int) -> dict[str, Any]:
    """Numbers and form of a private company in its country's register."""
    if town.country == "NL":
        kvk, unit = numbers.kvk_number(index), numbers.vestigingsnummer(2 * index)
        return {"number": kvk, "unit": unit, "form": "BV", "rsin": numbers.rsin(index)}
    if town.country == "BE":
        return {"number": numbers.enterprise_number(index), "unit": numbers.unit_number(index), "form": "610"}
    if town.country == "DE":
        told = {"trade_id": numbers.trade_number(town.code, index), "court": COURT_OF_AACHEN}
        return {"number": numbers.court_entry(index, "GmbH"), "unit": "", "form": "GmbH", **told}
    return {"number": numbers.rcs_number(index), "unit": "", "form": "SARL"}


@dataclass
class Plot:
    """Collects the planted cases; all its numbers lie in ranges that the rest of the region never uses."""

    world: World
    firms: list[Firm] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    rows: dict[str, list[tuple[str, Values]]] = field(default_factory=lambda: defaultdict(list))
    answers: list[dict[str, object]] = field(default_factory=list)
    _refs: dict[tuple[str, object], str] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def next(self) -> int:
        return next(self._numbers)

    def address(self, town_code: str, use: str = "retail", area: int = 0) -> Address:
        self.addresses.append(planted_address(town_of(town_code), next(self._numbers), use, area))
        return self.addresses[-1]

    def places(self, town: Town) -> Iterator[tuple[Address, str]]:
        """The planted addresses of a town as an address register tells them, which knows no business centre."""
        return ((address, address.use) for address in self.addresses if address.town == town)

    def person(self, town_code: str = MAASTRICHT) -> Person:
        number, town = next(self._numbers), town_of(town_code)
        roll = self.world.roll("planted person", number)
        home = planted_address(town, next(self._numbers))  # homes of planted people stay out of the address register
        person = make_person(
            roll, roll, town.language, home, (town.country, numbers.PLANTED_PEOPLE + number), f"planted/{number}"
        )
        return person if town.country == "NL" else replace(person, national=NOBODY)

    def firm(
        self,
        town_code: str = MAASTRICHT,
        *,
        founded: date = date(2019, 3, 4),
        seat: Address | None = None,
        offices: tuple[Office, ...] = (),
        name: str = "",
        trade: str = "",
        form: str = "",
        bankrupt: date | None = None,
        ended: date | None = None,
    ) -> Firm:
        """A private company in the register of its country, which follows from the town; named like any other."""
        number, town = next(self._numbers), town_of(town_code)
        made_up, activity = firm_name(self.world.roll("planted firm", number), town.language, trade)
        index, seat, name = numbers.PLANTED + number, seat or self.address(town_code), name or made_up
        told = numbered(town, index)
        told |= {"name": name, "founded": founded, "seat": seat, "activity": activity_code(town.country, activity)}
        told |= {"form": form} if form else {}
        self.firms.append(Firm(town.country, **told, offices=offices, ended=ended, bankrupt=bankrupt))
        return self.firms[-1]

    def row(self, authority: str, kind: str, /, **values: object) -> None:
        """One row; a name that is a word of Python ends in `_` (`from_`)."""
        self.rows[authority].append((kind, {name.rstrip("_"): value for name, value in values.items()}))

    def ref(self, authority: str, thing: Firm | Person | Address, use: str = "catering") -> str:
        """The thing's ref in this authority's delivery; its identity row is written once."""
        key = (authority, thing)
        if key not in self._refs:
            self._refs[key] = ref = f"S{next(self._numbers)}"
            if isinstance(thing, Firm):
                self.rows[authority].append(("organisation", organisation_row(ref, thing)))
            elif isinstance(thing, Person):
                self.rows[authority].append(("person", person_row(ref, thing)))
            else:
                self.rows[authority].append(("premises", premises_row(ref, thing, use)))
        return self._refs[key]

    def permit(self, authority: str, applicant: Firm | Person, site: Address | None = None, **values: object) -> str:
        """One permit row, by default a decided one of some years ago; answers its case number."""
        case = f"Z/{25}/{800_000 + next(self._numbers)}"
        row: dict[str, object] = {
            "permit_type": "horeca_operation",
            "status": "granted",
            "date_application": days_ago(1_200),
        }
        row |= {"case_number": case, "applicant_ref": self.ref(authority, applicant)}
        if site:
            row["premises_ref"] = self.ref(authority, site)
        self.row(authority, "permit", **{**row, **values})
        return case

    def apply(self, subject: Firm | Person, site: Address | None = None) -> str:
        """The pending application of the subject at Maastricht, in the last month."""
        day = days_ago(3 + next(self._numbers) % 25)
        site = site or self.address(MAASTRICHT)
        return self.permit(AT_MAASTRICHT, subject, site, status="under_review", date_application=day)

    def answer(
        self,
        pattern: str,
        variant: str,
        case: str,
        subject: Firm | Person,
        expect: str,
        why: str,
        all_open: str = "",
        alone: str = "",
        **more: object,
    ) -> None:
        """`expect` is for an official of Maastricht, `all_open` for somebody who may see everything.

        `alone`: for the official where only Dutch deliveries lie in the store.
        """
        ref = self.ref(AT_MAASTRICHT, subject)
        named = {"organisation_ref": ref, "euid": subject.euid} if isinstance(subject, Firm) else {"person_ref": ref}
        self.answers.append(
            {
                "pattern": pattern,
                "variant": variant,
                "authority": AT_MAASTRICHT,
                "case_number": case,
                "subject": named,
                "expect": expect,
                "all_open": all_open or expect,
                "alone": alone or expect,
                "why": why,
                **more,
            }
        )
