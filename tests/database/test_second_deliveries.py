"""Every source of the made-up region, told a second time: rows end, are replaced and begin exactly as the key says."""

import json
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from graph.model.kinds import OPEN_END, the_model
from graph.store.connection import Store
from graph.store.schema import apply_schema
from graph.store.states import VANISHED
from ingest.region.build import build_region, source_of
from ingest.region.second import build_second
from ingest.run import load, open_job

FIRST, SECOND = date(2026, 6, 1), date(2026, 6, 15)


class Told(NamedTuple):
    """Where a record stands: delivery, file, kind of row, line; and what became of it."""

    delivery: str
    file: str
    kind: str
    line: int
    fate: str


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    out = tmp_path_factory.mktemp("later")
    build_region(out / "first", 0.0005, 1)
    build_second(out / "second", 0.0005, 1)
    return out / "first", out / "second"


def _load(store: Store, region: Path, today: date) -> dict[tuple[str, str], str]:
    """Folder of each source and authority."""
    names = {}
    for folder in sorted(path for path in region.iterdir() if path.is_dir()):
        with open_job(store, store.settings, source_of(folder), folder, today) as job:
            report = load(job)
        assert report.status == "loaded", f"{folder.name}: {report.broken}"
        names[job.delivery.source, job.delivery.authority] = folder.name
    return names


def _versions(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every version of every record, the oldest first, by its key."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    columns = ", ".join(f"x.{name} AS {name}" for name in ("key", "file", "line", "hash", "known_from", "known_to"))
    model = the_model()
    for kind in model.records | model.relationships:
        pattern = f"()-[x:{kind}]->()" if kind in model.relationships else f"(x:{kind})"
        if kind != "SAME_AS":
            for row in store.read(f"MATCH {pattern} WHERE x.hash IS NOT NULL RETURN DISTINCT {columns}"):
                found[row["key"]].append(row)
    return {key: sorted(rows, key=lambda row: row["known_from"]) for key, rows in found.items()}


def _fate(versions: list[dict[str, Any]], border: int) -> str:
    first, last = versions[0], versions[-1]
    if first["known_from"] > border:
        return "new"
    if len(versions) == 1:
        return "stays" if first["known_to"] == OPEN_END else "withdrawn"
    return "ended" if last["hash"].endswith(VANISHED) else "changed"


def _became(store: Store, names: dict[tuple[str, str], str], border: int) -> Counter[Told]:
    came: Counter[Told] = Counter()
    for key, versions in _versions(store).items():
        source, authority, kind, _ = key.split("/", 3)
        assert all(old["known_to"] == new["known_from"] for old, new in pairwise(versions)), key
        told = versions[0]
        place = (names[source, authority], told["file"], kind, told["line"])
        came[Told(*place, _fate(versions, border))] += 1
    return came


def test_rows_end_are_replaced_and_begin_exactly_as_the_key_says(store: Store, deliveries: tuple[Path, Path]) -> None:
    first, second = deliveries
    apply_schema(store)
    names = _load(store, first, FIRST)
    border = len(names)
    _load(store, second, SECOND)
    came = _became(store, names, border)

    key = [json.loads(line) for line in (second / "second_key.jsonl").read_text("utf-8").splitlines()]
    for told in key:
        if told["fate"] == "parts":
            _without_parts(came, told)
    for told in key:
        if told["fate"] != "parts":
            _take_out(came, told)

    rest = {place: count for place, count in came.items() if count and place.fate != "stays"}
    assert rest == {}, "fates that the key does not tell"


def _without_parts(came: Counter[Told], told: dict[str, Any]) -> None:
    """Parts of an identity row that went or came with a row that refers to it; premises stay though nobody tells."""
    for line, fates in ((told["was"], ("withdrawn", "ended", "stays")), (told["line"], ("new",))):
        for fate in fates:
            del came[Told(told["delivery"], told["file"], told["kind"], line, fate)]


def _take_out(came: Counter[Told], told: dict[str, Any]) -> None:
    """What the key tells must have happened, and to all records that the line told, where it gives no number."""
    file, at = (told["was_in"], told["was"]) if told["was"] else (told["file"], told["line"])
    place = Told(told["delivery"], file, told["kind"], at, told["fate"])
    count = told["count"] or came[place]
    assert came[place] >= count, told
    if not told["count"] and place.fate != "new":
        assert {one.fate for one in came if one[:4] == place[:4]} <= {place.fate, "new"}, told
    came[place] -= count
