"""Reading the log: lines without their content, and for one subject also what its lines tell."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from graph.access.log.files import read_lines
from graph.settings import Settings
from graph.store.subject_keys import find_key

SHOWN = ("at", "account", "role", "authority", "system_user", "case", "action", "subject")


@dataclass(frozen=True)
class Wanted:
    """Which lines: of an account, in a case, of days (UTC) from `since` to `until`, of a subject; empty means any."""

    account: str = ""
    case: str = ""
    since: date | None = None
    until: date | None = None

    def has(self, line: dict[str, Any]) -> bool:
        return self.account in ("", line["account"]) and self.case in ("", line["case"])


def subject_mark(secret: bytes, subject: str) -> str:
    """What stands for a subject in the open part of a line; without the subject's key it tells nothing."""
    return blake2b(subject.encode(), key=secret[:32], digest_size=8).hexdigest()


def lines(settings: Settings, wanted: Wanted) -> list[dict[str, Any]]:
    """The whole lines, the oldest first."""
    since, until = str(wanted.since or ""), str(wanted.until or "9999")
    found = [one.told for one in read_lines(settings.data / "audit", since, until) if wanted.has(one.told)]
    return sorted(found, key=lambda line: (str(line["at"]), str(line["chain"]), str(line["number"]).zfill(12)))


def show(settings: Settings, account: str = "", case: str = "") -> Iterator[dict[str, Any]]:
    """The lines of the log without subject and parameters: the auditor sees no content."""
    yield from map(shown, lines(settings, Wanted(account, case)))


def shown(line: dict[str, Any]) -> dict[str, Any]:
    return {name: line.get(name, "") for name in SHOWN}


def lines_of(settings: Settings, subject: str, wanted: Wanted = Wanted()) -> list[dict[str, Any]]:
    """Who looked at a subject, when and in which case, and what each line tells: for the subject's own report.

    Nothing is decrypted but with this subject's key; without one (never looked at, or forgotten) there is nothing.
    """
    secret = find_key(settings.keys, subject)
    if secret is None:
        return []
    mark = subject_mark(secret, subject)
    return [
        {**shown(line), "told": told}
        for line in lines(settings, wanted)
        if line["subject"] == mark and (told := read_told(secret, line)) is not None
    ]


def read_told(secret: bytes, line: dict[str, Any]) -> dict[str, Any] | None:
    """The content of a line; None where this key is not its own."""
    try:
        told = json.loads(Fernet(secret).decrypt(line["told"].encode()))
    except InvalidToken:
        return None
    return told if isinstance(told, dict) else None
