"""Made-up firms of the four countries, and who holds an office in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from graph.resolve.identifiers import euid
from ingest.region.dice import Roll
from ingest.region.numbers import vat_number
from ingest.region.people import Person
from ingest.region.streets import Address
from ingest.region.towns import words

SBI = {
    "Horeca": "5630",
    "Transport": "4941",
    "Bouw": "4120",
    "Catering": "5610",
    "Automotive": "4511",
    "Mode": "4771",
}
NACE = {"5630": "56301", "5610": "56111", "4941": "49410", "4120": "41001", "4511": "45110", "4771": "47711"}
WZ = {"5630": "56301", "5610": "56101", "4941": "49410", "4120": "41201", "4511": "45110", "4771": "47710"}
CODES = {"BE": (NACE, "70220"), "DE": (WZ, "70221")}
REGISTERS = {"NL": "NL_KVK", "BE": "BE_KBO", "DE": "DE_HR", "LU": "LU_RCS"}


@dataclass(frozen=True, slots=True)
class Office:
    """One line of the trade register: who holds which office from when to when (`until` None: still)."""

    kind: str
    holder: "Person | Firm"
    since: date
    until: date | None = None
    identified: bool = True


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm as its register tells it; `owner` is set where the firm is a natural person.

    `number` is empty where no register numbers it; `court` and `trade_id` (of trade notices) are German.
    """

    country: str
    number: str
    unit: str
    name: str
    form: str
    founded: date
    seat: Address
    activity: str
    rsin: str = ""
    owner: Person | None = None
    offices: tuple[Office, ...] = ()
    ended: date | None = None
    bankrupt: date | None = None
    second_unit: str = ""
    second_site: Address | None = None
    court: str = ""
    trade_id: str = ""

    @property
    def who(self) -> str:
        """Tells this firm from every other one of the region."""
        return self.euid or self.trade_id

    @property
    def euid(self) -> str:
        """Empty where no register numbers it."""
        return euid(self.register, self.number, self.court) or "" if self.number else ""

    @property
    def vat(self) -> str:
        """Empty where no register numbers it."""
        return vat_number(self.country, self.number, self.rsin) if self.number else ""

    @property
    def register(self) -> str:
        return REGISTERS[self.country] if self.number else ""

    @property
    def status(self) -> str:
        if self.ended:
            return "dissolved"
        return "bankrupt" if self.bankrupt else "active"


def brands() -> Iterator[str]:
    """All that a firm can be called by."""
    return map("".join, product(words("firm", "first"), words("firm", "second")))


def firm_name(roll: Roll, language: str) -> tuple[str, str]:
    """A brand with the trade of the firm, and the four digits of that trade."""
    place = roll.below(len(words("nl", "word")))
    brand = roll.pick(words("firm", "first")) + roll.pick(words("firm", "second"))
    return f"{brand} {words(language, 'word')[place]}", SBI.get(words("nl", "word")[place], "7022")


def activity_code(country: str, sbi: str) -> str:
    """The same trade in the list of that country: NACE-BEL and WZ have five digits, SBI and NACE four."""
    codes, other = CODES.get(country, ({}, sbi))
    return codes.get(sbi, other)
