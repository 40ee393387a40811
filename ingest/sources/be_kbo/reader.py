"""Reads a full or update set of the KBO open data, entity by entity (cookbook R018.00)."""

from collections.abc import Callable, Iterator

from graph.errors import UsageError
from ingest.readers.beside import read_beside
from ingest.readers.folder import Folder
from ingest.rows import Delivery, Refusal, Removal, Row
from ingest.shares import Share
from ingest.sources.be_kbo.entities import Group
from ingest.sources.be_kbo.groups import Numbers, groups
from ingest.sources.be_kbo.layout import TABLES, check_files, day, open_table, read_meta
from ingest.sources.be_kbo.tables import MAKERS, removed

LEGAL_PERSON = "2"

Found = Callable[[str, str, int], None]
Told = Iterator[Row | Removal | Refusal]


def open_delivery(folder: Folder) -> Delivery:
    """What meta.csv says; the day is that of the snapshot, not the one on which the files were written."""
    meta = read_meta(folder)
    full = meta["ExtractType"] == "full"
    check_files(folder, full)
    try:
        taken = day(meta["SnapshotDate"])
    except ValueError as error:
        raise UsageError(f"meta.csv of {folder.name}: SnapshotDate is no date dd-mm-yyyy.") from error
    return Delivery(
        source="be_kbo",
        authority="be-kbo",
        name=f"KBO {meta['ExtractNumber'].zfill(4)} {meta['ExtractType']}",
        extracted_on=taken,
        complete=full,
        synthetic=read_beside(folder, ("synthetic",)).get("synthetic", False),
        legal_instrument="Licence of the KBO/BCE open data",
    )


def read_rows(folder: Folder, found: Found, share: Share | None = None) -> Told:
    """All rows, removals and refusals of a share; `found(file, outcome, lines)` counts the lines used and ignored."""
    share = share or Share()
    full = open_delivery(folder).complete
    for file, outcome in (("meta.csv", "used"), ("code.csv", "ignored")):
        if file in folder.names() and share.first():
            yield from _counted(folder, file, outcome, found)
    legal = Numbers()
    for table in TABLES:
        if full:
            yield from _inserted(folder, table, f"{table}.csv", found, legal, share)
        else:
            yield from _updated(folder, table, found, legal, share)


def _counted(folder: Folder, file: str, outcome: str, found: Found) -> Iterator[Refusal]:
    count = 0
    with open_table(folder, file) as lines:
        for line in lines:
            if isinstance(line, Refusal):
                yield line
            else:
                count += 1
    found(file, outcome, count)


def _updated(folder: Folder, table: str, found: Found, legal: Numbers, share: Share) -> Told:
    """Delete, then insert, per entity: what is inserted again is replaced, so only the rest is removed."""
    again: set[tuple[str, str]] = set()
    for told in _inserted(folder, table, f"{table}_insert.csv", found, legal, share):
        if isinstance(told, Row):
            again.add((told.kind, told.values["record_id"]))
        yield told
    file = f"{table}_delete.csv"
    for group in _shared(groups(folder, file), share):
        if isinstance(group, Refusal):
            yield group
            continue
        gone = [one for one in removed(table, group) if one not in again]
        yield from (Removal(kind, file, group.lines[0][0], record) for kind, record in gone)
        found(file, "used", len(group.lines))


def _shared(found: Iterator[Group | Refusal], share: Share) -> Iterator[Group | Refusal]:
    """The entities of one share, and for the first share what belongs to no entity."""
    for group in found:
        if share.first() if isinstance(group, Refusal) else share.mine(group.number):
            yield group


def _inserted(folder: Folder, table: str, file: str, found: Found, legal: Numbers, share: Share) -> Told:
    for group in _shared(groups(folder, file), share):
        if isinstance(group, Refusal):
            yield group
            continue
        lines, refused = len(group.lines), 0
        if group.lines[0][1].get("TypeOfEnterprise") == LEGAL_PERSON:
            legal.add(group.number)
        group.legal = group.number in legal
        for told in MAKERS[table](group):
            refused += isinstance(told, Refusal) and told.whole
            yield told
        found(file, "ignored", group.ignored)
        found(file, "used", lines - refused - group.ignored)
