"""How sources stand follows from the register of loads alone."""

import json
from datetime import date
from typing import Any

from ingest.spec import sources
from ingest.standing import Standing, stand

TODAY = date(2026, 6, 10)
RHYTHM = sources()["nl_municipality"].rhythm_days


def load(
    number: int, day: date, status: str = "published", source: str = "nl_municipality", **report: Any
) -> dict[str, Any]:
    return {
        "number": number,
        "source": source,
        "authority": "nl-gm0935",
        "delivery": f"d{number}",
        "extracted_on": day,
        "status": status,
        "report": json.dumps(report) if report else "",
    }


def told(*loads: dict[str, Any]) -> Standing:
    return next(one for one in stand(loads, TODAY) if one.source == "nl_municipality")


def test_the_newest_delivery_counts_and_not_the_last_one_loaded() -> None:
    one = told(load(1, date(2026, 6, 8), read=7), load(2, date(2026, 5, 1), read=5))
    assert (one.load, one.extracted_on, one.age, one.read, one.state) == (1, "2026-06-08", 2, 7, "in time")


def test_it_is_late_when_older_than_its_rhythm() -> None:
    assert told(load(1, date(2026, 6, 10 - RHYTHM))).state == "in time"
    assert told(load(1, date(2026, 6, 9 - RHYTHM))).state == "late"


def test_refused_rows_are_those_of_all_files() -> None:
    lines = {"permit.csv": {"read": 3, "refused": 1}, "person.csv": {"read": 2, "refused": 2}, "party.csv": {"read": 1}}
    assert told(load(1, date(2026, 6, 8), lines=lines)).refused == 3


def test_a_stopped_attempt_is_said_beside_what_is_in_the_graph() -> None:
    broken = ["91.0% of the rows refused, at most 20.0% expected"]
    one = told(load(1, date(2026, 6, 8)), load(2, date(2026, 6, 9), "stopped", expectations_broken=broken))
    assert (one.state, one.load, one.attempt, one.broken) == ("stopped", 1, 2, tuple(broken))


def test_an_unfinished_load_is_said_with_and_without_an_earlier_one() -> None:
    running = load(2, date(2026, 6, 9), "running")
    assert told(load(1, date(2026, 6, 8)), running).state == "unfinished"
    assert (told(running).state, told(running).load) == ("unfinished", 0)


def test_a_register_that_never_delivered_is_listed_and_a_typed_entry_is_not() -> None:
    found = {one.source: one.state for one in stand([load(1, TODAY, source="case_entry")], TODAY)}
    assert found["be_kbo"] == "never"
    assert "case_entry" not in found
