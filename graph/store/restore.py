"""Put a backup back into an empty store and empty folders; after an interruption, again.

What has come to its day since the backup was made is erased before anything is served, and no destroyed key comes
back. While a restore is unfinished the store says so at its own node, and `apply_schema` refuses to serve it.
"""

import os
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.errors import StoreError, UsageError
from graph.model.kinds import the_model
from graph.settings import Settings
from graph.store.archive import Backup
from graph.store.backup import FOLDERS
from graph.store.batches import batches
from graph.store.connection import Store
from graph.store.contents import Row, decode, kinds
from graph.store.digests import digest
from graph.store.erasure import erase_expired
from graph.store.leases import Lease, leased
from graph.store.schema import RESTORING, bring_up_to_date
from graph.store.secrets import OWNER_ONLY
from graph.store.state_nodes import state_labels
from graph.store.subject_keys import DESTROYED, destroyed, forget_again

ROWS = 1_000
GONE = f"keys/subjects/{DESTROYED}"
ANY = "MATCH (n:{label}) RETURN 1 AS one LIMIT 1"
CLEAR = "MATCH (n:{label}) WITH n LIMIT 2000 DETACH DELETE n RETURN count(*) AS changed"
MARK = "MERGE (s:StateStore {id: 'store'}) SET s.restoring = true"
UNMARK = "MATCH (s:StateStore {id: 'store'}) REMOVE s.restoring"
NODES = "UNWIND $rows AS r CREATE (n:{label}) SET n = r.own"
STORE = "UNWIND $rows AS r MATCH (s:StateStore {id: 'store'}) SET s += r.own"
LINES = """
UNWIND $rows AS r MATCH (a:{start} {{{start_key}: r.start[1]}}) MATCH (b:{end} {{{end_key}: r.end[1]}})
CREATE (a)-[x:{kind}]->(b) SET x = r.own
"""


@dataclass(frozen=True)
class Restored:
    """The digests of the graph as it came back, which are those of the backup, and what was erased then, by kind."""

    digests: dict[str, str]
    erased: dict[str, int]


def restore_from(store: Store, settings: Settings, path: Path, today: date) -> Restored:
    """The backup put back as it may stand on a day; UsageError before anything is written."""
    with Backup(path) as backup:
        backup.check()
        bring_up_to_date(store)
        with leased(store) as lease:
            if store.read(RESTORING):
                _clear(lease)
            else:
                _refuse_full(store, settings, backup)
            lease.write(MARK)
            _restore_nodes(lease, backup)
            _restore_lines(lease, backup)
            _restore_files(settings, backup)
            found = _compared(store, backup)
            erased = erase_expired(lease, today)
            lease.write(STORE, rows=list(map(decode, backup.lines("state/StateStore.jsonl"))))
            lease.write(UNMARK)
    return Restored(found, erased)


def _labels() -> list[str]:
    """Every label but that of the store's own node."""
    model = the_model()
    return [*model.things, *model.records, *(label for label in state_labels() if label != "StateStore")]


def _refuse_full(store: Store, settings: Settings, backup: Backup) -> None:
    held = [label for label in _labels() if store.read(ANY.format(label=label))]
    held += [folder for folder in FOLDERS if any((settings.data / folder).rglob("*"))]
    keys = (name for name in backup.names("keys") if name != GONE)
    held += [name for name in keys if _other(settings.keys / name.removeprefix("keys/"), backup, name)]
    if held:
        raise UsageError(f"There is something already ({held[0]}): restore into an empty store and new folders only.")


def _other(path: Path, backup: Backup, name: str) -> bool:
    """Whether another file than that of the backup lies at this place."""
    if not path.exists():
        return False
    with backup.open(name) as member:
        return path.read_bytes() != member.read()


def _clear(lease: Lease) -> None:
    for label in _labels():
        lease.repeat(CLEAR.format(label=label))


def _restore_nodes(lease: Lease, backup: Backup) -> None:
    for label in _labels():
        part = "graph" if label in the_model().kinds else "state"
        for rows in batches(map(decode, backup.lines(f"{part}/{label}.jsonl")), ROWS):
            lease.write(NODES.format(label=label), rows=rows)


def _restore_lines(lease: Lease, backup: Backup) -> None:
    for kind in the_model().relationships:
        for rows in batches(map(decode, backup.lines(f"graph/{kind}.jsonl")), ROWS):
            shapes: dict[tuple[str, str], list[Row]] = defaultdict(list)
            for row in rows:
                shapes[row["start"][0], row["end"][0]].append(row)
            for (start, end), some in shapes.items():
                _connect(lease, kind, start, end, some)


def _connect(lease: Lease, kind: str, start: str, end: str, rows: list[Row]) -> None:
    for label in (start, end):
        if label not in the_model().kinds:
            raise UsageError(f"The backup names {label}, which this version's model does not have.")
    keys = {"start_key": _key(start), "end_key": _key(end)}
    lease.write(LINES.format(kind=kind, start=start, end=end, **keys), rows=rows)


def _key(label: str) -> str:
    return "id" if label in the_model().things else "record"


def _restore_files(settings: Settings, backup: Backup) -> None:
    """Files and keys; a key that was destroyed, before the backup or since, does not come back."""
    forget_again(settings.keys, set(backup.lines(GONE)) if GONE in backup.names("keys") else set())
    gone = {GONE, *(f"keys/subjects/{name}" for name in destroyed(settings.keys))}
    for part, folder in (("files", settings.data), ("keys", settings.keys)):
        for name in (name for name in backup.names(part) if name not in gone):
            path = folder / name.removeprefix(f"{part}/")
            _make_folders(folder, path.parent)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
            with os.fdopen(handle, "wb") as file, backup.open(name) as member:
                while block := member.read(1 << 20):
                    file.write(block)
                os.fsync(file.fileno())


def _make_folders(top: Path, folder: Path) -> None:
    """`mkdir` gives its mode to the last folder only."""
    if folder != top:
        _make_folders(top, folder.parent)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _compared(store: Store, backup: Backup) -> dict[str, str]:
    found, told = digest(store), backup.manifest["digests"]
    if wrong := [kind for kind in {*found, *told, *kinds()} if found.get(kind) != told.get(kind)]:
        raise StoreError(f"The restored graph differs from the backup in {', '.join(sorted(wrong))}: restore again.")
    return found
