"""Rows of a CSV file with their physical lines; a bad row is refused alone (contracts.md, section 8)."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from graph.errors import UsageError
from ingest.readers.lines import FIELD_BYTES, Lines, fault_in, fault_in_name
from ingest.rows import Refusal

RECORD_LINES = 1000
BEGINS = 16  # characters: a number with its points and quotes
SHORT = FIELD_BYTES // 4  # a line of so many characters holds no field over the limit, whatever its bytes

Line = tuple[int, dict[str, str]]


def open_csv(stream: BinaryIO, file: str) -> tuple[list[str], Iterator[Line | Refusal]]:
    """The header, and the rows as column -> text with their first physical line (the header is 1)."""
    lines = Lines(stream)
    header = _header(lines, file)
    return header, _rows(lines, header, file)


def _header(lines: Lines, file: str) -> list[str]:
    if not lines.fill():
        raise UsageError(f"{file} is empty: it needs a header of column names in its first line.")
    names, used = _record(lines, columns=100)
    if isinstance(names, str):
        raise UsageError(f"{file}: the header in line 1 cannot be read, {names}.")
    if not names or not all(names):
        raise UsageError(f"{file}: the header in line 1 has a column without a name.")
    if reason := next(filter(None, map(fault_in_name, names)), ""):
        raise UsageError(f"{file}: the header in line 1 holds {reason}.")
    if twice := {name for name in names if names.count(name) > 1}:
        raise UsageError(f"{file}: the header in line 1 names {', '.join(sorted(twice))} twice.")
    lines.drop(used)
    return names


def _rows(lines: Lines, header: list[str], file: str) -> Iterator[Line | Refusal]:
    while lines.fill():
        first = lines.first
        plain = _plain(lines, len(header))
        if plain is None:
            yield from _careful(lines, header, file)
        else:
            lines.drop(len(plain))
            yield from ((first + n, dict(zip(header, row, strict=False))) for n, row in enumerate(plain))


def _plain(lines: Lines, columns: int) -> list[list[str]] | None:
    """All held lines at once, when nothing in them needs care: one row a line, short, clean, well quoted."""
    held = lines.held
    if not lines.clean or max(map(len, held)) > SHORT:
        return None
    try:
        rows = list(csv.reader(held, strict=True))
    except csv.Error:
        return None
    return rows if len(rows) == len(held) and set(map(len, rows)) == {columns} else None


def _careful(lines: Lines, header: list[str], file: str) -> Iterator[Line | Refusal]:
    """The held lines record by record, each judged alone."""
    end = lines.first + len(lines.held)
    while lines.first < end and lines.has(0):
        found, used = _record(lines, len(header))
        if isinstance(found, str):
            yield Refusal(file, lines.first, "", found, begins=lines.held[0][:BEGINS])
        elif found and len(found) != len(header):
            reason = f"{len(found)} fields instead of {len(header)}"
            yield Refusal(file, lines.first, "", reason, begins=lines.held[0][:BEGINS])
        elif found:
            yield lines.first, dict(zip(header, found, strict=True))
        lines.drop(used)


def _record(lines: Lines, columns: int) -> tuple[list[str] | str, int]:
    """The next record, or why it cannot be read, and how many lines it takes; broken quotes cost one line."""
    reader = csv.reader(lines.ahead(RECORD_LINES, FIELD_BYTES * columns), strict=True)
    try:
        fields = next(reader, [])
    except csv.Error as error:
        if "field limit" in str(error):
            return "a field is over 64 KB", 1
        return "the quotes do not fit", 1
    if not reader.line_num:
        return "the line is over 64 KB for each column", 1
    reason = next(filter(None, map(fault_in, fields)), "")
    return reason or fields, reader.line_num
