"""The log: one hash-chained file per process, each line on disk before the result it tells of is shown.

Subject and parameters are encrypted under a key per subject, which lies with the keys and not with the
data: destroying that key erases what the log says of the subject, and the chain stays whole.
"""

import getpass
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b, sha256
from pathlib import Path
from threading import Lock
from typing import Any, TextIO
from uuid import uuid4

from cryptography.fernet import Fernet

from graph.errors import StoreError
from graph.settings import Settings
from graph.store.connection import Store

REGISTER = "MERGE (c:StateChain {id: $id}) ON CREATE SET c.opened_at = $at"
CHAINS = "MATCH (c:StateChain) RETURN c.id AS id ORDER BY c.opened_at"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@dataclass
class AuditLog:
    """The chain of this process; opened in the graph and on disk with its first line."""

    store: Store
    settings: Settings
    id: str = field(default_factory=lambda: uuid4().hex)
    _file: TextIO | None = None
    _last: str = ""
    _count: int = 0
    _one_at_a_time: Lock = field(default_factory=Lock, repr=False)

    def write(self, account: str, case: str, action: str, subject: str, told: Mapping[str, Any]) -> None:
        """Append a line and force it to disk. StoreError when that fails: then nothing may be shown."""
        try:
            with self._one_at_a_time:
                self._append(account, case, action, subject, told)
        except OSError as error:
            raise StoreError(
                f"The log in {self.settings.data / 'audit'} cannot be written ({error.strerror}): nothing is shown."
            ) from error

    def _append(self, account: str, case: str, action: str, subject: str, told: Mapping[str, Any]) -> None:
        file = self._file or self._open()
        secret = _subject_key(self.settings.keys, subject)
        line: dict[str, Any] = {
            "chain": self.id,
            "number": self._count,
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "account": account,
            "system_user": getpass.getuser(),
            "case": case,
            "action": action,
            "subject": blake2b(subject.encode(), key=secret[:32], digest_size=8).hexdigest(),
            "told": Fernet(secret).encrypt(json.dumps({"subject": subject, **told}, default=str).encode()).decode(),
            "before": self._last,
        }
        line["hash"] = _hash(line)
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
        self._last, self._count = line["hash"], self._count + 1

    def _open(self) -> TextIO:
        folder = self.settings.data / "audit"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.store.write(REGISTER, id=self.id, at=datetime.now(UTC).isoformat())
        path = folder / f"{self.id}.jsonl"
        self._file = open(path, "a", encoding="utf-8", opener=_private)  # noqa: SIM115 - closed by close()
        return self._file

    def close(self) -> None:
        if self._file:
            self._file.close()


def _hash(line: Mapping[str, Any]) -> str:
    told = {name: value for name, value in line.items() if name != "hash"}
    return sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _subject_key(keys: Path, subject: str) -> bytes:
    """The key of a subject, made at its first look-up; its file name tells nothing without the folder's salt."""
    return _kept(keys / "subjects" / f"{subject_mark(keys, subject)}.key", Fernet.generate_key())


def subject_mark(keys: Path, subject: str) -> str:
    """What stands for a subject outside the log: it cannot be tried out without the salt, which lies with the keys."""
    folder = keys / "subjects"
    for each in (keys, folder):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    salt = _kept(folder / "salt", os.urandom(32))
    return blake2b(subject.encode(), key=salt, digest_size=16).hexdigest()


def _kept(path: Path, fresh: bytes) -> bytes:
    try:
        with open(path, "xb", opener=_private) as file:
            file.write(fresh)
    except FileExistsError:
        return path.read_bytes()
    return fresh


def read_chain(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def verify(store: Store, settings: Settings) -> list[str]:
    """What is wrong with the log: changed, missing or swapped lines by file and line, and chains without a file."""
    folder = settings.data / "audit"
    found = [
        f"chain {row['id']} was opened in the graph, but its file is missing"
        for row in store.read(CHAINS)
        if not (folder / f"{row['id']}.jsonl").is_file()
    ]
    for path in sorted(folder.glob("*.jsonl")):
        found += _wrong(path)
    return found


def _wrong(path: Path) -> Iterator[str]:
    before = ""
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines()):
        try:
            line = json.loads(text)
            whole = (line["before"], line["number"], line["hash"]) == (before, number, _hash(line))
        except (ValueError, KeyError, TypeError):
            whole, line = False, {}
        if not whole:
            yield f"{path.name} line {number + 1}: not what was written there"
        before = line.get("hash", "")


def show(settings: Settings, account: str = "", case: str = "") -> Iterator[dict[str, Any]]:
    """The lines of the log without subject and parameters: the auditor sees no content."""
    for path in sorted((settings.data / "audit").glob("*.jsonl")):
        for line in read_chain(path):
            if account in ("", line["account"]) and case in ("", line["case"]):
                yield {name: line[name] for name in ("at", "account", "system_user", "case", "action", "subject")}
