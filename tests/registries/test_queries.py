"""Every query file: accepted by the check of the closed language, and understood by both engines."""

import re
from pathlib import Path

import pytest

from graph.access.places import COLUMN
from graph.patterns.queries import FOLDER, read_query
from graph.store.connection import Store
from graph.store.schema import apply_schema

FILES = sorted(path for folder in ("views", "lookups", "patterns/*") for path in FOLDER.glob(f"{folder}/*.cypher"))
GUARD = ("open", "granted", "known_at", "today", "as_of", "limit", "subjects")


def name(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def test_there_are_query_files() -> None:
    assert {path.parent.name for path in FILES} >= {"views", "licensing", "fronts", "addresses", "clubs"}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_query_file_is_accepted_and_says_what_it_means(path: Path) -> None:
    query = read_query(path)  # a refused file names line, column, reason and how to fix it
    assert query.id == path.stem, f"{name(path)}: its id must be the name of the file."
    assert query.front.get("means") or query.front.get("title"), f"{name(path)}: say what it means in the front matter."


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_place_is_returned_under_the_name_that_the_view_takes_away(path: Path) -> None:
    text = read_query(path).text
    named = re.findall(r"(?:(\w+): )?place\(\w+\)(?: AS (\w+))?", text)
    assert all((key or alias).endswith(COLUMN) for key, alias in named)
    assert all(alias.endswith(COLUMN) for alias in re.findall(r"\.lies_in AS (\w+)", text))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_both_engines_understand_a_query(store: Store, path: Path) -> None:
    apply_schema(store)
    query = read_query(path)
    nothing = dict.fromkeys((*GUARD, *query.parameters))
    for text in query.guarded:
        store.read(f"EXPLAIN {text}", **nothing)  # StoreError with the engine's own words where it does not
