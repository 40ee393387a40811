"""Keyed hashes of surnames, persons and premises: so the log is compared with the holders of accounts without content.

The key lies with the other keys. A line holds the marks of what was shown, a holder those of the own name and address.
"""

import os
import re
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from graph.errors import StoreError
from graph.resolve.addresses import fold
from graph.store.connection import Rows
from graph.store.secrets import keep_bytes

FILE = "marks.key"
TYPED = re.compile(r"(?P<surname>[^,]+),(?P<given>[^,]+),\s*(?P<born>\d{4}[\d-]*)")
PLACES = ("id", "other", "here", "premises")


def surname_mark(keys: Path, surname: str) -> str:
    """Of the last word, so that prefixes (van der) do not matter; "" without any."""
    return _mark(keys, "surname", *fold(surname).split()[-1:])


def person_mark(keys: Path, surname: str, given: str) -> str:
    """Of surname and first initial, which is how sources and searches know a person at least; "" without both."""
    words = [*fold(surname).split()[-1:], *fold(given)[:1]]
    return _mark(keys, "person", *words) if len(words) == 2 else ""


def place_mark(keys: Path, premises: str) -> str:
    """Of the id of premises."""
    return _mark(keys, "place", premises)


def name_marks(keys: Path, name: str) -> set[str]:
    """Of a name as it is written, given names first."""
    words = fold(name).split()
    return {surname_mark(keys, name), person_mark(keys, name, words[0]) if len(words) > 1 else ""} - {""}


def typed_marks(keys: Path, subject: str) -> set[str]:
    """Of a subject as it was typed; none where it is not "Surname, Given names, birth date"."""
    told = TYPED.fullmatch(subject.strip())
    if not told:
        return set()
    return {surname_mark(keys, told["surname"]), person_mark(keys, told["surname"], told["given"])} - {""}


def marks_of(keys: Path, rows: Rows) -> list[str]:
    """Of the persons and premises in the rows of an answer."""
    found: set[str] = set()
    for row in rows:
        if row.get("name") and str(row.get("id", "")).startswith("per:"):
            found |= name_marks(keys, str(row["name"]))
        found |= {place_mark(keys, str(row[one])) for one in PLACES if str(row.get(one, "")).startswith("pre:")}
    return sorted(found)


def _mark(keys: Path, kind: str, *words: str) -> str:
    if not words:
        return ""
    return blake2b(" ".join((kind, *words)).encode(), key=_key(keys / FILE), digest_size=6).hexdigest()


@lru_cache(maxsize=4)
def _key(path: Path) -> bytes:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return keep_bytes(path, lambda: os.urandom(32))
    except OSError as error:
        raise StoreError(f"The key {path} cannot be made ({error.strerror}): nothing is shown.") from error
