"""The lines of a file put together per entity, in bounded memory."""

from collections.abc import Iterator
from itertools import chain, pairwise

from graph.errors import UsageError
from ingest.readers.csv_rows import Line
from ingest.readers.folder import Folder
from ingest.rows import Refusal
from ingest.sources.be_kbo.entities import Group, entity
from ingest.sources.be_kbo.layout import columns, open_table

Told = tuple[str, str, Line | Refusal]  # kind and number of an entity, and a line about it
HELD = 100_000  # lines grouped in memory; in a longer file the lines of an entity must be adjacent


class Numbers:
    """A set of numbers, one bit each: the last two of ten digits follow from the first eight."""

    def __init__(self) -> None:
        self._bits = bytearray(12_500_000)

    def add(self, number: str) -> bool:
        """False when it was there before."""
        place, bit = divmod(int(number[:8]), 8)
        new = not self._bits[place] >> bit & 1
        self._bits[place] |= 1 << bit
        return new

    def __contains__(self, number: str) -> bool:
        place, bit = divmod(int(number[:8]), 8)
        return bool(self._bits[place] >> bit & 1)


def groups(folder: Folder, file: str) -> Iterator[Group | Refusal]:
    """The lines per entity: in any order in a file that fits in memory, else adjacent, or it is an error."""
    held: dict[str, Group] = {}
    count = 0
    with open_table(folder, file) as lines:
        entities = _entities(lines, file)
        for found in entities:
            if isinstance(found, Refusal):
                yield found
                continue
            kind, number, line = found
            held.setdefault(number, Group(file, kind, number)).add(line)
            count += 1
            if count == HELD:
                yield from _adjacent(held, entities, file)
                return
        yield from held.values()


def _adjacent(held: dict[str, Group], entities: Iterator[Told | Refusal], file: str) -> Iterator[Group | Refusal]:
    seen = Numbers()
    current = held.popitem()[1]
    while held:  # emptied on the way, so that the rest of the file is not read beside it
        group = held.pop(next(iter(held)))
        seen.add(group.number)
        yield group
    seen.add(current.number)
    for found in entities:
        if isinstance(found, Refusal):
            yield found
            continue
        kind, number, line = found
        if number != current.number:
            yield current
            if not seen.add(number):
                place = line.line if isinstance(line, Refusal) else line[0]
                raise UsageError(f"{file}, line {place}: an entity appears again; sort the file by its first column.")
            current = Group(file, kind, number)
        current.add(line)
    yield current


def _entities(lines: Iterator[Line | Refusal], file: str) -> Iterator[Told | Refusal]:
    """Each line with the kind and number of its entity; a number whose check digits fail refuses the line.

    So has an unreadable line that begins with a number, but for the last one: the file may break off there.
    """
    key = columns(file)[0]
    last, read = "", None
    for line, after in pairwise(chain(lines, (None,))):
        if isinstance(line, Refusal):
            known = entity(line.begins.partition(",")[0].strip('"')) if after else None
            yield (*known, line) if known else line
        elif line is not None:
            text = line[1][key]
            if text != last:
                last, read = text, entity(text)
            yield (*read, line) if read else Refusal(file, line[0], key, "the check digits fail", text)
