"""The made-up region, loaded as it is delivered: every planted case gives the answer that its key says."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.access import opening, second_person
from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.authorities import authorities
from graph.access.cases import open_case
from graph.access.policies import BEGINNING, Decision
from graph.checks import coverage
from graph.checks.check import run_check
from graph.patterns.patterns import indicators
from graph.store.connection import Store
from graph.store.loads import read_compartments
from graph.store.schema import apply_schema
from ingest.region.build import build_region
from ingest.run import load, open_job

OFFICIAL = "official-maastricht"


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("key") / "region"
    build_region(out, 0.002, 1)
    return out


def read_key(region: Path) -> tuple[date, list[dict[str, Any]]]:
    """The day of the region, and its cases for which an official has a query; the key holds those without one too."""
    key = json.loads((region / "answer_key.json").read_text(encoding="utf-8"))
    asked = {id_ for id_, one in indicators().items() if "official" in one.pattern.roles}
    cases = [
        told for told in key["cases"] if told["pattern"] in asked and told.get("asked_by", "official") == "official"
    ]
    return date.fromisoformat(key["today"]), cases


def load_region(store: Store, region: Path, today: date) -> None:
    apply_schema(store)
    for folder in sorted(path for path in region.iterdir() if path.is_dir()):
        source = folder.name.partition("-")[2].partition("--")[0]
        with open_job(store, store.settings, source, folder, today) as job:
            report = load(job)
        assert report.status == "loaded", f"{folder.name}: {report.broken}"


@contextmanager
def log_of(store: Store) -> Iterator[AuditLog]:
    log = AuditLog(store, store.settings)
    try:
        yield log
    finally:
        log.close()


def states(store: Store, today: date, cases: list[dict[str, Any]]) -> dict[str, str]:
    """What the check of each planted case says of the pattern that it is planted for."""
    who = account(OFFICIAL)
    found: dict[str, str] = {}
    with log_of(store) as log:
        for told in cases:
            number = told["case_number"]
            case = open_case(store, who, "permit_screening", "NL_BIBOB_3", number, number, today)
            result = run_check(opening.open_view(store, log, who, case, today), number)
            answer = next(a for a in result.answers if a.pattern.id == told["pattern"])
            found[f"{told['pattern']}/{told['variant']}"] = answer.state
    return found


def expected(cases: list[dict[str, Any]], column: str, found: dict[str, str]) -> dict[str, str]:
    """The key spells a state with an underscore, the check with a space; `silent` is anything but met."""
    states_of = {f"{told['pattern']}/{told['variant']}": told[column].replace("_", " ") for told in cases}
    return {
        name: found[name] if told == "silent" and found[name] != "met" else told for name, told in states_of.items()
    }


def test_an_official_is_told_what_the_key_says(store: Store, region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    today, cases = read_key(region)
    load_region(store, region, today)

    found = states(store, today, cases)
    assert found == expected(cases, "expect", found)

    # the same for somebody who may read everything that the two delivering countries have, where that differs
    cases = [told for told in cases if told["all_open"] != told["expect"]]
    everything = Decision("content", "made up for a test", BEGINNING)
    monkeypatch.setattr(second_person, "decide", lambda *asked: everything)
    monkeypatch.setattr(second_person, "SECOND_PERSON", {})
    monkeypatch.setattr(opening, "_earliest", lambda *asked: BEGINNING)
    monkeypatch.setattr(opening, "_held_for", lambda store, *_: read_compartments(store))
    delivering = {id_: one for id_, one in authorities().items() if one.country in {"NL", "BE"}}
    monkeypatch.setattr(coverage, "COUNTRIES", ("NL", "BE"))
    monkeypatch.setattr(coverage, "authorities", lambda: delivering)
    found = states(store, today, cases)
    assert found == expected(cases, "all_open", found)
