"""Reads a full or update set of the KBO open data, entity by entity (cookbook R018.00)."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from graph.errors import UsageError
from ingest.readers.beside import read_beside
from ingest.readers.folder import Folder
from ingest.rows import Delivery, Refusal, Removal, Row
from ingest.shares import Share
from ingest.sources.be_kbo.entities import Group
from ingest.sources.be_kbo.groups import Numbers, groups
from ingest.sources.be_kbo.layout import TABLES, check_files, day, open_table, read_meta
from ingest.sources.be_kbo.tables import MAKERS, kinds_told, records

LEGAL_PERSON = "2"
NOT_REMOVED = "not removed: an inserted line that cannot be read may be about it"

Found = Callable[[str, str, int], None]
Told = Iterator[Row | Removal | Refusal]


def open_delivery(folder: Folder) -> Delivery:
    """What meta.csv says; the day is that of the snapshot, not the one on which the files were written."""
    meta = read_meta(folder)
    full = meta["ExtractType"] == "full"
    check_files(folder, full)
    if not meta["ExtractNumber"].isascii() or not meta["ExtractNumber"].isdigit():
        raise UsageError(f"meta.csv of {folder.name}: ExtractNumber is no number.")
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
        serial=int(meta["ExtractNumber"]),
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
            yield from _inserted(folder, table, f"{table}.csv", found, legal, share, set())
        else:
            yield from _updated(folder, table, found, legal, share)


def _counted(folder: Folder, file: str, outcome: str, found: Found) -> Iterator[Refusal]:
    count = 0
    with open_table(folder, file) as lines:
        for line in lines:
            if isinstance(line, Refusal):
                yield replace(line, spares=())
            else:
                count += 1
    found(file, outcome, count)


def _updated(folder: Folder, table: str, found: Found, legal: Numbers, share: Share) -> Told:
    """Delete, then insert, per entity: what is inserted again is replaced, so only the rest is removed.

    An inserted line of nobody knows which entity may be of any that is deleted: then none is removed.
    """
    again: set[tuple[str, str]] = set()
    lost: set[str] = set()
    for told in _inserted(folder, table, f"{table}_insert.csv", found, legal, share, lost):
        if isinstance(told, Row):
            again.add((told.kind, told.values["record_id"]))
        yield told
    file = f"{table}_delete.csv"
    for group in _shared(groups(folder, file), share, set()):
        for refusal in [group] if isinstance(group, Refusal) else group.unread:
            yield replace(refusal, spares=())
        if isinstance(group, Refusal) or not group.lines:
            continue
        gone = [one for one in records(table, group.kind, group.key) if one not in again]
        line = group.lines[0][0]
        if lost and gone:
            yield Refusal(file, line, "", NOT_REMOVED, whole=False)
        else:
            yield from (Removal(kind, file, line, record) for kind, record in gone)
        found(file, "used", len(group.lines))


def _shared(found: Iterator[Group | Refusal], share: Share, lost: set[str]) -> Iterator[Group | Refusal]:
    """The entities of one share, and for the first share what belongs to no entity; `lost` names its file."""
    for group in found:
        if isinstance(group, Refusal):
            lost.add(group.file)
        if share.first() if isinstance(group, Refusal) else share.mine(group.number):
            yield group


def _inserted(
    folder: Folder, table: str, file: str, found: Found, legal: Numbers, share: Share, lost: set[str]
) -> Told:
    for group in _shared(groups(folder, file), share, lost):
        if isinstance(group, Refusal):
            yield replace(group, spares=kinds_told(table))
            continue
        lines = len(group.lines)
        if lines and group.lines[0][1].get("TypeOfEnterprise") == LEGAL_PERSON:
            legal.add(group.number)
        group.legal = group.number in legal
        told = list(MAKERS[table](group)) if lines else []
        refused = [one for one in told if isinstance(one, Refusal) and one.whole]
        if unreadable := (*group.unread, *refused):
            spares = tuple(records(table, group.kind, group.key))
            yield from (replace(one, spares=spares) for one in unreadable)
        for one in told:
            if isinstance(one, Row):
                yield replace(one, partial=True) if unreadable else one
            elif not one.whole:
                yield one
        found(file, "ignored", group.ignored)
        found(file, "used", lines - len(refused) - group.ignored)
