"""Rows of a JSON Lines file as text, one flat object a line (contracts.md, section 1)."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NoReturn

from ingest.contract.columns import forbidden_family
from ingest.readers.csv_rows import Line
from ingest.readers.lines import LINE_BYTES, Lines, fault_in, fault_in_name
from ingest.rows import Refusal


class Odd(ValueError):
    """What makes one line no row."""


def open_jsonl(stream: BinaryIO, file: str) -> tuple[list[str], Iterator[Line | Refusal]]:
    """The keys of the first object, and all rows; a later row may hold other keys: check the keys of each."""
    rows = _rows(Lines(stream), file)
    read: list[Line | Refusal] = []
    for row in rows:
        read.append(row)
        if not isinstance(row, Refusal):
            return list(row[1]), chain(read, rows)
    return [], iter(read)


def _rows(lines: Lines, file: str) -> Iterator[Line | Refusal]:
    while lines.fill():
        line = lines.held[0]
        if line.strip():
            try:
                yield lines.first, _read(line)
            except Odd as odd:
                yield Refusal(file, lines.first, "", str(odd))
        lines.drop(1)


def read_object(line: str) -> dict[str, object]:
    """One JSON object, whatever it holds; Odd says why a text is none."""
    if len(line) > LINE_BYTES:
        raise Odd("the line is over 8 MB")
    try:
        found = json.loads(line, parse_int=str, parse_float=str, parse_constant=_no_number, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise Odd("no JSON object that ends in its line") from error
    except RecursionError as error:
        raise Odd("nested too deep") from error
    if not isinstance(found, dict):
        raise Odd("no JSON object")
    return found


def _read(line: str) -> dict[str, str]:
    told = read_object(line)
    if reason := next(filter(None, map(fault_in_name, told)), ""):
        raise Odd(reason)
    return {key: _checked(_text(_without_forbidden(key, value))) for key, value in told.items()}


def _without_forbidden(key: str, value: object) -> object:
    """What may never be stored is dropped by the name of its key, whatever shape it has: it costs no row."""
    return "" if isinstance(value, dict | list) and forbidden_family(key) else value


def _no_number(_: str) -> NoReturn:
    raise Odd("a number that is none (NaN, Infinity)")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise Odd("a key stands twice")
    return dict(pairs)


def _checked(text: str) -> str:
    if reason := fault_in(text):
        raise Odd(reason)
    return text


def _text(value: object) -> str:
    """Numbers as they are written, true as yes, false as no, a list of texts or numbers joined by `;`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) and ";" not in item for item in value):
        return ";".join(value)
    raise Odd("a value is neither text, number, true, false, null nor a list of texts without ';'")
