"""The log: hash-chained lines, each on disk before the result it tells of is shown.

One chain per process and country of the accounts that ask, because countries keep logs for different times
(graph/access/log). Subject and parameters are encrypted under a key per subject, which lies with the keys and not
with the data: destroying that key erases what the log says of the subject, and the chain stays whole.
"""

import getpass
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from cryptography.fernet import Fernet

from graph.access.log.adoption import Note, adopting
from graph.access.log.chain import Chain
from graph.access.log.holders import holder
from graph.access.log.reading import show, subject_mark
from graph.access.log.signing import signed
from graph.access.log.verify import verify
from graph.errors import StoreError
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.subject_keys import subject_key

__all__ = ["AuditLog", "show", "verify"]

REGISTER = "MERGE (c:StateChain {id: $id}) ON CREATE SET c.opened_at = $at"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class AuditLog:
    """The chains of this process; each is opened on disk and in the graph with its first line."""

    store: Store
    settings: Settings
    clock: Callable[[], datetime] = _now
    _chains: dict[str, Chain] = field(default_factory=dict)
    _one_at_a_time: Lock = field(default_factory=Lock, repr=False)

    def write(self, account: str, case: str, action: str, subject: str, told: Mapping[str, Any]) -> None:
        """Append a line and force it to disk. StoreError when that fails: then nothing may be shown."""
        try:
            with self._one_at_a_time:
                self._append(account, case, action, subject, told)
        except OSError as error:
            raise StoreError(
                f"The log in {self._folder} cannot be written ({error.strerror}): nothing is shown."
            ) from error

    def _append(self, account: str, case: str, action: str, subject: str, told: Mapping[str, Any]) -> None:
        who = holder(self.store, account)  # asked each time, so that a known account and none cost the same
        chain = self._chains.setdefault(who.country, Chain(self._folder, who.country))
        secret = subject_key(self.settings.keys, subject)
        line = {
            "account": account,
            "role": who.role,
            "authority": who.authority,
            "system_user": getpass.getuser(),
            "case": case,
            "action": action,
            "subject": subject_mark(secret, subject),
            "told": Fernet(secret).encrypt(json.dumps({"subject": subject, **told}, default=str).encode()).decode(),
        }
        if chain.count:
            chain.append(line, self.clock())
        else:
            self._open(chain, line)
        if not chain.registered:
            self.store.write(REGISTER, id=chain.id, at=self.clock().isoformat())
            chain.registered = True

    def _open(self, chain: Chain, line: dict[str, Any]) -> None:
        """The first line of a chain: it adopts those whose processes have ended."""
        with adopting(self._folder) as notes:
            chain.append({**line, "opens": self._opening(chain, notes)}, self.clock())

    def _opening(self, chain: Chain, notes: list[Note]) -> dict[str, Any]:
        return signed(self.settings.keys, {"chain": chain.id, "country": chain.country, "adopts": notes})

    @property
    def files(self) -> list[Path]:
        """The files that this process has written."""
        return [path for chain in self._chains.values() for path in chain.files]

    @property
    def count(self) -> int:
        """How many lines this process has written."""
        return sum(chain.count for chain in self._chains.values())

    @property
    def _folder(self) -> Path:
        return self.settings.data / "audit"

    def close(self) -> None:
        for chain in self._chains.values():
            chain.close()
