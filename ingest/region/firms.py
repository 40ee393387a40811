"""Made-up firms of the four countries, and who holds an office in them."""

from dataclasses import dataclass
from datetime import date

from graph.resolve.identifiers import euid
from ingest.region.numbers import vat_number
from ingest.region.people import Person
from ingest.region.streets import Address

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
