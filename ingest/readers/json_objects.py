"""Nested JSON objects of a register: one a line, or one after the other over several lines."""

from collections.abc import Iterator
from typing import BinaryIO

from ingest.readers.json_lines import Odd, read_object
from ingest.readers.lines import LINE_BYTES, Lines, fault_in
from ingest.rows import Refusal

Told = dict[str, object]


def read_objects(stream: BinaryIO, file: str) -> Iterator[tuple[int, Told] | Refusal]:
    """Each object with the line it begins in; a file that is called JSON Lines may hold indented objects."""
    lines = Lines(stream)
    while lines.fill():
        text, count, first = *_next(lines), lines.first
        lines.drop(count)
        if not text.strip():
            continue
        try:
            yield first, _checked(read_object(text))
        except Odd as odd:
            yield Refusal(file, first, "", str(odd))


def _next(lines: Lines) -> tuple[str, int]:
    """The text of the next object and how many lines it takes.

    An indented one ends at a `}` that is not indented; a broken one before the next `{`.
    """
    if lines.held[0].rstrip() != "{":
        return lines.held[0], 1
    size, count = 0, 1
    while lines.has(count) and size <= LINE_BYTES:
        line = lines.held[count].rstrip()
        if line.startswith("{"):
            break
        size, count = size + len(line), count + 1
        if line == "}":
            break
    return "\n".join(lines.held[:count]), count


def _checked(told: Told) -> Told:
    for text in _texts(told):
        if reason := fault_in(text):
            raise Odd(reason)
    return told


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        yield from value if isinstance(value, dict) else ()
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
