"""The register of exports: which records went to whom, until when, and where their files were written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from graph.errors import UsageError
from graph.export.manifest import FILE, hash_of, read_manifest
from graph.store.connection import Store

KEEP = "CREATE (e:StateExport) SET e = $export"
ALL = "MATCH (e:StateExport) RETURN e {.*} AS export ORDER BY e.id"
DROP = "MATCH (e:StateExport {id: $id}) DETACH DELETE e"


@dataclass(frozen=True)
class Export:
    """`records` are ids of versions; `keep_until` none where the recipient's country has no settled term."""

    case: str
    authority: str
    recipient: str
    on: date
    keep_until: date | None
    folder: str
    manifest: str
    records: tuple[str, ...]
    id: str = ""


def note_export(store: Store, export: Export) -> None:
    """Before the files take their place: what is given away is known from then on."""
    store.write(KEEP, export={**vars(export), "records": list(export.records), "id": uuid4().hex})


def read_exports(store: Store) -> list[Export]:
    rows = (row["export"] for row in store.read(ALL))
    return [Export(**{"keep_until": None, **row, "records": tuple(row["records"])}) for row in rows]


def due_exports(exports: Iterable[Export], today: date) -> list[Export]:
    return [one for one in exports if one.keep_until and one.keep_until < today]


def erase_export(store: Store, export: Export) -> None:
    """The files that still lie where they were written, unchanged in their manifest, then the entry."""
    folder = Path(export.folder)
    if (folder / FILE).is_file() and hash_of(folder / FILE) == export.manifest:
        _erase_files(folder)
    store.write(DROP, id=export.id)


def _erase_files(folder: Path) -> None:
    """The manifest goes last, so that an interruption can be repeated; what was added later stays."""
    try:
        names = read_manifest(folder)["sha256"]
    except UsageError:
        return
    for name in (*sorted(names), FILE):
        (folder / name).unlink(missing_ok=True)
    for each in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        _drop_empty(each)
    _drop_empty(folder)


def _drop_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()
