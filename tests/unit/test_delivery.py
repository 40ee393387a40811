"""A delivery by contract as a whole: its files, its label, and what its rows mean for each other."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UsageError
from graph.store.states import State
from tests.database.deliveries import Sent, town
from tests.shared_reading import Came, first_pass


def came(sent: Sent, work: Path, **label: str) -> Came:
    """The first pass over a delivery; `label`: lines of delivery.yaml that are put in the place of its own."""
    return passed(sent.source, sent.at(work / "delivery"), work, **label)


def passed(source: str, path: Path, work: Path, **label: str) -> Came:
    told = (path / "delivery.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in told if line.partition(":")[0] not in label]
    kept += [f"{key}: {value}" for key, value in label.items()]
    (path / "delivery.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return first_pass(source, path, 1, State(), work)[0]


def refused(found: Came) -> list[tuple[str, str]]:
    """Field and reason of what was refused."""
    return [(one["field"], one["reason"]) for one in map(json.loads, found.refused.splitlines())]


def new(found: Came, kind: str) -> Any:
    return found.report["records"].get(kind, {}).get("new", 0)


def test_two_files_of_one_kind_stop_the_delivery(tmp_path: Path) -> None:
    path = town().at(tmp_path / "delivery")
    (path / "permit.jsonl").write_text('{"case_number": "9", "permit_type": "alcohol", "status": "applied"}\n')
    with pytest.raises(UsageError, match=r"both permit\.csv and permit\.jsonl"):
        passed("nl_municipality", path, tmp_path)
