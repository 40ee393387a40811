"""One company of OffeneRegister into rows: the firm, its officers, and what they hold."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from graph.resolve.identifiers import SCHEMES
from ingest.readers.json_objects import Told
from ingest.rows import Refusal, Row
from ingest.sources.de_offeneregister.parts import Entry, address, day, firm

STATUS = {"currently registered": "active", "removed": "struck_off"}
POWERS = " mit der Befugnis"  # what an officer may do was read into some first names


@cache
def _functions() -> dict[str, str]:
    text = Path(__file__).with_name("functions.yaml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return found


def text(told: object, *keys: str) -> str:
    """A text (or number, as written) inside nested objects; "" where there is none."""
    for key in keys:
        told = told.get(key) if isinstance(told, dict) else None
    return told.strip() if isinstance(told, str) else ""


@dataclass
class Company:
    """One object of the file; `rows` and `warnings` fill up as it is read."""

    file: str
    line: int
    told: Told
    entry: Entry
    rows: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    warnings: list[Refusal] = field(default_factory=list)

    def warn(self, name: str, reason: str) -> None:
        self.warnings.append(Refusal(self.file, self.line, name, reason, whole=False))

    def read(self) -> Iterator[Row | Refusal]:
        self._firm()
        officers = self.told.get("officers")
        for officer in officers if isinstance(officers, list) else []:
            self._officer(officer)
        self._join_events()
        for (kind, record), values in self.rows.items():
            known = {name: value for name, value in values.items() if value}
            yield Row(kind, self.file, self.line, known | {"record_id": record})
        yield from dict.fromkeys(self.warnings)

    def _firm(self) -> None:
        where = address(text(self.told, "registered_address"))
        if text(self.told, "registered_address") and not where:
            self.warn("registered_address", "no street with number, postcode and town: left out")
        status = text(self.told, "current_status")
        if status and status not in STATUS:
            self.warn("current_status", "unknown status: left out")
        self.rows["organisation", self.entry.ref] = {
            "organisation_ref": self.entry.ref,
            "name": text(self.told, "name"),
            "register": "DE_HR",
            "register_number": self.entry.entry,
            "register_court": self.entry.court,
            "status": STATUS.get(status, ""),
            "town": text(self.told, "all_attributes", "registered_office"),
            "country": "DE",
        } | where

    def _officer(self, officer: object) -> None:
        position = text(officer, "position")
        function = _functions().get(position)
        if not function:
            self.warn("position", "an officer without a role" if not position else f"unknown position {position[:40]}")
            return
        holder = self._holder(officer)
        if not holder:
            self.warn("name", "an officer without a name")
            return
        self._mandate(officer, holder, function, position)

    def _holder(self, officer: object) -> str:
        """The reference of the officer, whose row is noted: a firm by its entry, whatever type it was given."""
        name, own = text(officer, "name"), firm(text(officer, "name"))
        if own or text(officer, "type") == "company":
            return self._firm_as_officer(*(own or (name, "", "")))
        town = text(officer, "other_attributes", "city")
        surname = text(officer, "other_attributes", "lastname")
        given = text(officer, "other_attributes", "firstname").partition(POWERS)[0]
        if not surname:
            return ""
        ref = f"de-or:{stable(self.entry.ref, given, surname, town)}"
        self.rows["person", ref] = {"person_ref": ref, "surname": surname, "given_names": given, "town": town}
        return ref

    def _firm_as_officer(self, name: str, court: str, entry: str) -> str:
        code, number = SCHEMES["DE_COURT"].normalise(court), SCHEMES["DE_HR"].normalise(entry)
        if not name:
            return ""
        ref = f"euid:DE{code}.{number}" if code and number else f"de-or:{stable(self.entry.ref, name, court, entry)}"
        if not (code and number):
            self.warn("officers", "a firm as officer whose court is not known: known by its name in this firm only")
        row = {"organisation_ref": ref, "name": name, "country": "DE", "register_number": number or ""}
        if code and number:
            row |= {"register": "DE_HR", "register_court": code}
        self.rows["organisation", f"{self.entry.ref}/{ref}"] = row
        return ref

    def _mandate(self, officer: object, holder: str, function: str, position: str) -> None:
        since, until = self._day(officer, "start_date"), self._day(officer, "end_date")
        if not until and (text(officer, "end_date") or _dismissed(officer)):
            until = day(text(self.told, "retrieved_at")) or ""
            self.warn("end_date", "dismissed without a day that is known: ended on the day on which it was read")
        key = f"{self.entry.ref}/{holder}/{position}/{since or f'until {until}'}"
        values = {"organisation_ref": self.entry.ref, "holder_ref": holder, "function": function, "title": position}
        if not self.rows.get(("mandate", key), {}).get("to"):
            self.rows["mandate", key] = values | {"from": since, "to": until}

    def _join_events(self) -> None:
        """An appointment and a dismissal are told apart: each end alone closes the last mandate open by then."""
        mandates = {key: row for key, row in self.rows.items() if key[0] == "mandate"}
        for key, ended in sorted(mandates.items(), key=lambda item: item[1]["to"]):
            if ended["from"] or not ended["to"]:
                continue
            open_ = [row for row in mandates.values() if _same_office(row, ended) and not row["to"]]
            begun = [row for row in open_ if row["from"] and row["from"] <= ended["to"]]
            if begun:
                max(begun, key=lambda row: row["from"])["to"] = ended["to"]
                del self.rows[key]

    def _day(self, officer: object, name: str) -> str:
        raw = text(officer, name)
        found = day(raw) if raw else None
        if raw and not found:
            self.warn(name, "no day in a shape that is known: left empty")
        return found or ""


def _same_office(one: dict[str, str], other: dict[str, str]) -> bool:
    return all(one[name] == other[name] for name in ("holder_ref", "function", "title"))


def _dismissed(officer: object) -> bool:
    told = officer.get("other_attributes") if isinstance(officer, dict) else None
    return isinstance(told, dict) and told.get("dismissed") is True


def stable(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).casefold().encode()).hexdigest()[:24]
