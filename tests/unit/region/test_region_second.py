"""The second deliveries: every source tells again, and the key names what is gone, differs or is new."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from ingest.region.later.key import EVERY
from tests.unit.region.files import contract_folders, inscriptions, rows, text

FATES = {"ended", "withdrawn", "stays", "changed", "new", "parts"}


def _key(second: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (second / "second_key.jsonl").read_text("utf-8").splitlines()]


def test_every_delivery_comes_a_second_time_and_each_fate_occurs(region: Path, second: Path) -> None:
    first, later = ({path.name for path in folder.iterdir() if path.is_dir()} for folder in (region, second))
    assert first == later
    told = Counter(one["fate"] for one in _key(second))
    assert set(told) == FATES
    assert sum(json.loads((second / "second_key.json").read_text("utf-8")).values()) == told.total()


def test_the_key_tells_of_every_row_by_contract_that_is_gone_or_differs(region: Path, second: Path) -> None:
    told: dict[tuple[str, str], set[int]] = defaultdict(set)
    for one in _key(second):
        if one["fate"] not in {"parts", "new"}:
            told[one["delivery"], one["file"]].add(one["was"])
    for folder in contract_folders(region):
        for path in folder.glob("*.csv"):
            after = {tuple(row.items()) for row in rows(second / folder.name / path.name)}
            lines = enumerate(rows(path), start=2)
            assert {line for line, row in lines if tuple(row.items()) not in after} == told[folder.name, path.name]


def test_the_key_tells_which_inscriptions_are_gone_and_which_directors_left(region: Path, second: Path) -> None:
    before, after = (
        {text(one[0][0], "kvkNummer"): one for one in inscriptions(folder / "02-nl_kvk_hr")}
        for folder in (region, second)
    )
    key = [one for one in _key(second) if one["delivery"] == "02-nl_kvk_hr"]
    assert {number for number in before if int(number) % EVERY == 3 and number < "9199"} == before.keys() - after.keys()
    gone = [one for one in key if one["fate"] == "ended" and one["kind"] == "organisation"]
    assert len(gone) == len(before.keys() - after.keys()) > 0
    left = sum(len(list(before[n].iter())) > len(list(after[n].iter())) for n in before.keys() & after.keys())
    assert sum(one["kind"] == "mandate" and one["count"] == 1 for one in key) == left > 0
