"""Copy everything out: graph, state, keys, audit log, quarantine and reports, whichever engine holds the graph."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from graph.settings import Settings
from graph.store.archive import Archive
from graph.store.contents import encode, kinds, rows_of
from graph.store.digests import Digest
from graph.store.leases import Lease
from graph.store.loads import published
from graph.store.state_nodes import state_labels, state_rows

FOLDERS = ("audit", "quarantine", "reports")
KEEP_ROWS = 1_000
NOTE = "MERGE (b:StateBackup {id: $path}) SET b.made_at = $made_at"
BACKUPS = "MATCH (b:StateBackup) RETURN b.id AS path, b.made_at AS made_at ORDER BY path"


def back_up(lease: Lease, settings: Settings, out: Path) -> dict[str, str]:
    """Write the file, while the lease keeps loads away; returns the digest of each kind of the graph.

    It is noted where the file lies before it does, so that retention finds it once it is past its schedule.
    """
    store, digests = lease.store, {}
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    with Archive(out) as archive:
        lease.write(NOTE, path=str(out.resolve()), made_at=made_at)
        for label in state_labels():
            archive.add_lines(f"state/{label}.jsonl", map(encode, state_rows(store, label)))
        for kind in kinds():
            digest = Digest()
            archive.add_lines(f"graph/{kind}.jsonl", _counted(lease, kind, digest))
            digests[kind] = str(digest)
        for name, path in _files(settings):
            archive.add_file(name, path)
        archive.finish({"made_at": made_at, "published": published(store), "digests": digests})
    return digests


def _counted(lease: Lease, kind: str, digest: Digest) -> Iterator[str]:
    for number, row in enumerate(rows_of(lease.store, kind)):
        if number % KEEP_ROWS == 0:
            lease.keep()
        line = encode(row)
        digest.add(line)
        yield line


def _files(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Name in the backup and path: files of the data folder, and apart from them the keys."""
    for folder in FOLDERS:
        for path in sorted((settings.data / folder).rglob("*")):
            if path.is_file():
                yield f"files/{path.relative_to(settings.data).as_posix()}", path
    for path in sorted(settings.keys.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield f"keys/{path.relative_to(settings.keys).as_posix()}", path
