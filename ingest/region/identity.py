"""The identity key of the region: which refs of which deliveries are one person or one organisation.

`identity_key.jsonl` has one line for each person or organisation in each delivery, in the order of writing, so that it
costs no memory. Lines of one `who` speak of one person or organisation. Persons of one `name` (or `name` and `born`)
and another `who` are namesakes; both are the true ones, whatever the authority wrote. Of a register in files of its own
the ref is the one that the import gives.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from ingest.region.firms import Firm
from ingest.region.people import Person

FILE = "identity_key.jsonl"
Thing = Person | Firm


class IdentityKey:
    """Open while the delivery of one authority at `folder` is written; its lines follow those of earlier deliveries."""

    def __init__(self, folder: Path, source: str, authority: str) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._stream = (folder.parent / FILE).open("a", encoding="utf-8")
        self._told = {"delivery": folder.name, "source": source, "authority": authority}

    def __enter__(self) -> "IdentityKey":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def note(self, ref: str, thing: Thing) -> None:
        told: dict[str, str] = {"who": thing.who, **self._told, "ref": ref}
        if isinstance(thing, Person):
            told |= {"kind": "person", "name": thing.full_name, "born": thing.born.isoformat()}
        else:
            told |= {"kind": "organisation", "name": thing.name, "euid": thing.euid}
        self._stream.write(json.dumps(told, ensure_ascii=False) + "\n")

    def noting(self, firms: Iterable[Firm]) -> Iterator[Firm]:
        """The firms as they come, each noted with its people under the refs of this register."""
        for firm in firms:
            self.entry(firm)
            yield firm

    def entry(self, firm: Firm, people: bool = True) -> None:
        source = self._told["source"]
        self.note(firm_ref(firm), firm)
        offices = people and source != "be_kbo"  # its open data tells no directors
        for person in dict.fromkeys(_people(firm, offices)) if people else ():
            self.note(REFS[source](firm, person), person)


def _people(firm: Firm, offices: bool) -> Iterator[Person]:
    holders = [firm.owner, *(office.holder for office in firm.offices if offices)]
    return (one for one in holders if isinstance(one, Person))


def firm_ref(firm: Firm) -> str:
    return f"euid:{firm.euid}" if firm.euid else f"de-ga:{firm.trade_id}"


def _hashed(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).casefold().encode()).hexdigest()[:24]


def _kbo(firm: Firm, _: Person) -> str:
    return f"euid:person:{firm.euid}"


def _kvk(firm: Firm, one: Person) -> str:
    return f"nl-hr:{_hashed(firm.number, one.surname, one.prefix, one.given, f'{one.born:%Y%m%d}')}"


def _notice(firm: Firm, one: Person) -> str:
    return f"de-ga:{_hashed(firm.trade_id, one.family_name, one.given, f'{one.born:%d%m%Y}')}"


def _offene(firm: Firm, one: Person) -> str:
    return f"de-or:{_hashed(firm_ref(firm), one.given, one.family_name, one.home.town.local_name)}"


REFS = {"be_kbo": _kbo, "nl_kvk_hr": _kvk, "de_gewerbeanzeige": _notice, "de_offeneregister": _offene}
