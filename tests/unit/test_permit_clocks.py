"""Where clocks stand: computed from recorded days alone, in the calendar of the clock's own country."""

from datetime import date
from typing import Any

import pytest

from graph.permits.clocks import Reading, read_clocks
from graph.permits.course import RECORDED, Course, read_course
from graph.permits.days import add, calendars, easter_sunday, read_length
from graph.permits.profile import permit_profile
from graph.permits.statements import OPEN, Clock, Event

BE = calendars()["BE"]
APPLIED = date(2026, 3, 2)
STATED = {"said": {"en": "a term"}, "source": "a law", "certainty": "V"}
DECISION: dict[str, Any] = {**STATED, "id": "decision", "length": "8 weeks", "starts": "application"}
STOPS = {**STATED, "states": "incomplete advice_requested"}


def length(told: str) -> Any:
    return read_length(told)


def read(clock: dict[str, Any], day: date, status: str = "under_review", *changes: tuple[str, str, str | None]) -> Any:
    row = {"status": status, "date_application": APPLIED, "date_decision": None}
    told = [
        {"status": one, "date": date.fromisoformat(on), "not_before": date.fromisoformat(after) if after else None}
        for one, on, after in changes
    ]
    return reading(clock, read_course(row, told, day), day)


def reading(clock: dict[str, Any], course: Course, day: date) -> Any:
    found = read_clocks([Clock.model_validate(clock)], course, day, BE)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("start", "told", "last"),
    [
        ("2026-05-12", "8 weeks", "2026-07-07"),
        ("2026-03-02", "15 days", "2026-03-17"),
        ("2025-11-30", "3 months", "2026-02-28"),
        ("2024-02-29", "1 years", "2025-02-28"),
        ("2026-12-18", "5 working days", "2026-12-28"),  # Christmas is a Friday
        ("2026-04-02", "1 working days", "2026-04-03"),  # Good Friday is a working day in Belgium
        ("2026-04-03", "1 working days", "2026-04-07"),  # Easter Monday is none
        ("2026-05-13", "2 working days", "2026-05-18"),  # nor is Ascension
        ("2026-03-02", "50 working days", "2026-05-13"),
    ],
)
def test_the_last_day_of_a_term(start: str, told: str, last: str) -> None:
    assert add(date.fromisoformat(start), length(told), BE) == date.fromisoformat(last)


@pytest.mark.parametrize(("year", "day"), [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2038, (4, 25))])
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter_sunday(year) == date(year, *day)


@pytest.mark.parametrize("told", ["8", "eight weeks", "8 fortnights", "-1 days", ""])
def test_what_is_no_length_says_how_to_write_one(told: str) -> None:
    with pytest.raises(ValueError, match="as in `8 weeks`"):
        read_length(told)


def test_working_days_without_a_calendar_are_not_counted() -> None:
    clock = {**DECISION, "length": "50 working days"}
    row = {"status": "applied", "date_application": APPLIED, "date_decision": None}
    (found,) = read_clocks([Clock.model_validate(clock)], read_course(row, [], APPLIED), APPLIED, None)
    assert (found.state, found.due) == ("no calendar", None)


def test_a_clock_runs_and_then_is_over_and_names_the_day_with_the_extension() -> None:
    clock = DECISION | {"extension": "8 weeks"}
    runs = read(clock, date(2026, 3, 12))
    assert runs == Reading(runs.clock, "runs", APPLIED, date(2026, 4, 27), date(2026, 6, 22), 46)
    assert (read(clock, date(2026, 4, 27)).state, read(clock, date(2026, 4, 27)).left) == ("runs", 0)
    assert (read(clock, date(2026, 4, 28)).state, read(clock, date(2026, 4, 28)).left) == ("over", -1)


def test_a_clock_that_stands_still_keeps_what_is_left() -> None:
    clock = DECISION | {"pauses": [STOPS]}
    now = date(2026, 5, 20)
    still = read(clock, now, "incomplete", ("incomplete", "2026-03-30", None))
    assert (still.state, still.due, still.left) == ("stands still", None, 28)
    assert still.pause.source == "a law"
    assert read(clock, now, "incomplete").left is None


def test_days_that_it_stood_still_are_added_one_standstill_after_the_other() -> None:
    clock = DECISION | {"pauses": [STOPS]}
    changes = [("incomplete", "2026-03-10", None), ("advice_requested", "2026-03-20", None)]
    changes += [("under_review", "2026-04-09", None)]
    assert read(clock, date(2026, 4, 20), "under_review", *changes).due == date(2026, 5, 27)


def test_between_two_deliveries_it_stood_still_for_the_shorter_time() -> None:
    clock = DECISION | {"pauses": [STOPS]}
    changes = [("incomplete", "2026-03-16", "2026-03-09"), ("under_review", "2026-03-30", "2026-03-23")]
    assert read(clock, date(2026, 4, 1), "under_review", *changes).due == date(2026, 5, 4)


def test_a_clock_begins_with_its_own_event_or_says_that_none_is_recorded() -> None:
    advice = DECISION | {"starts": "advice_request", "during": "advice_requested"}
    told = read(advice, date(2026, 4, 1), "advice_requested", ("advice_requested", "2026-03-20", "2026-03-18"))
    assert (told.start, told.due) == (date(2026, 3, 18), date(2026, 5, 13))
    assert read(advice, date(2026, 4, 1), "advice_requested").state == "day not recorded"
    assert read(advice, date(2026, 4, 1), "under_review") is None
    mayor = DECISION | {"starts": "mayor_decision"}
    assert read(mayor, date(2026, 4, 1)).state == "not begun"


@pytest.mark.parametrize("event", sorted(set(RECORDED) - {"application", "decision"}))
def test_a_clock_begins_with_a_day_that_its_authority_records(event: Event) -> None:
    clock, day = DECISION | {"starts": event}, date(2026, 4, 1)
    row: dict[str, Any] = {"status": "under_review", "date_application": APPLIED, "date_decision": None}
    told: list[dict[str, Any]] = [
        {RECORDED[event]: date(2026, 3, 9)},
        {RECORDED[event]: date(2026, 3, 4)},
        {RECORDED[event]: None},
    ]
    assert reading(clock, read_course(row, [], day, told), day).start == date(2026, 3, 4)
    assert reading(clock, read_course(row | told[0], [], day), day).start == date(2026, 3, 9)
    assert reading(clock, read_course(row, [], day), day).state == "not begun"
    before = date(2026, 3, 3)
    assert reading(clock, read_course(row, [], before, told), before).state == "not begun"


def test_a_clock_that_waits_for_an_answer_is_no_more_once_it_has_come() -> None:
    clock = DECISION | {"answered_by": "incomplete_request admissible_request"}
    row = {"status": "under_review", "date_application": APPLIED, "date_decision": None}
    told = [{"request_admissible_on": date(2026, 3, 9)}]
    assert reading(clock, read_course(row, [], date(2026, 3, 8), told), date(2026, 3, 8)).state == "runs"
    assert reading(clock, read_course(row, [], date(2026, 3, 9), told), date(2026, 3, 9)) is None


def test_a_complete_application_counts_from_the_day_it_was_completed() -> None:
    clock = DECISION | {"starts": "complete_application"}
    assert read(clock, date(2026, 4, 1)).start == APPLIED
    assert read(clock, date(2026, 4, 1), "incomplete").state == "not begun"
    changes = [("incomplete", "2026-03-05", None), ("under_review", "2026-03-18", None)]
    assert read(clock, date(2026, 4, 1), "under_review", *changes).start == date(2026, 3, 18)


def test_on_an_earlier_day_the_application_is_as_it_was_then() -> None:
    """A decision and changes of later days tell nothing of the day that is looked at."""
    changes = [("incomplete", "2026-03-10", None), ("granted", "2026-04-20", None)]
    assert read(DECISION | {"pauses": [STOPS]}, date(2026, 3, 12), "granted", *changes).state == "stands still"
    assert read(DECISION, date(2026, 3, 5), "granted", *changes).state == "runs"
    assert read(DECISION, date(2026, 4, 20), "granted", *changes) is None
    assert read(DECISION, date(2026, 3, 1)).state == "not begun"


@pytest.mark.parametrize(
    ("status", "event"), [("provisional", "provisional_grant"), ("suspended", "suspension")], ids=lambda one: one
)
def test_a_state_of_a_first_delivery_began_on_the_day_of_its_own_row(status: str, event: Event) -> None:
    clock, day = DECISION | {"starts": event, "during": status}, date(2026, 4, 1)
    row = {"status": status, "date_application": APPLIED, "date_decision": date(2026, 3, 9)}
    assert reading(clock, read_course(row, [], day), day).start == date(2026, 3, 9)
    started = row | {"date_decision": None, "date_start": date(2026, 3, 11)}
    assert reading(clock, read_course(started, [], day), day).start == date(2026, 3, 11)
    changed = [{"status": status, "date": date(2026, 3, 20), "not_before": date(2026, 3, 16)}]
    assert reading(clock, read_course(row, changed, day), day).start == date(2026, 3, 16)
    assert reading(clock, read_course(row | {"date_decision": None}, [], day), day).state == "day not recorded"
    assert reading(clock, read_course(row | {"status": "granted"}, [], day), day) is None


def test_a_clock_stands_still_while_questions_to_the_applicant_are_open() -> None:
    clock, day = DECISION | {"pauses": [STATED | {"open_questions": True}]}, date(2026, 4, 1)
    row = {"status": "under_review", "date_application": APPLIED, "date_decision": None}
    asked = {"questions_put_on": date(2026, 3, 30), "questions_answered": None}
    still = reading(clock, read_course(row, [], day, [asked]), day)
    assert (still.state, still.due, still.left, still.pause.source) == ("stands still", None, 28, "a law")
    for told in (asked | {"questions_answered": "yes"}, asked | {"questions_put_on": date(2026, 4, 2)}):
        assert reading(clock, read_course(row, [], day, [told]), day).due == date(2026, 4, 27)
    assert reading(DECISION, read_course(row, [], day, [asked]), day).state == "runs"


def test_a_clock_ends_with_an_event_that_is_not_of_before_its_first_day() -> None:
    """A decision on the investigation ends it; that which granted the permit years ago does not."""
    states = "granted under_review"
    clock, day = DECISION | {"starts": "mayor_decision", "during": states, "ends_with": "decision"}, date(2026, 4, 1)
    row = {"status": "granted", "date_application": APPLIED, "date_decision": date(2026, 3, 4)}
    begun = [{"investigation_on": date(2026, 3, 5)}]
    assert reading(clock, read_course(row, [], day, begun), day).start == date(2026, 3, 5)
    assert reading(clock, read_course(row, [], day), day).state == "not begun"
    for decided in (date(2026, 3, 5), date(2026, 3, 20)):
        assert reading(clock, read_course(row | {"date_decision": decided}, [], day, begun), day) is None


def test_a_clock_from_a_prohibition_is_told_once_it_has_begun_and_counts_from_the_latest_that_holds() -> None:
    clock, day = DECISION | {"starts": "prohibition", "once_begun": True, "length": "1 years"}, date(2026, 4, 1)
    row = {"status": "under_review", "date_application": APPLIED, "date_decision": None}
    told: list[dict[str, Any]] = [
        {"date_start": date(2024, 7, 1), "date_end": None},
        {"date_start": date(2025, 9, 1), "date_end": None},
        {"date_start": date(2026, 1, 5), "date_end": date(2026, 2, 1)},
        {"date_start": date(2026, 5, 1), "date_end": None},
    ]
    assert reading(clock, read_course(row, [], day), day) is None
    found = reading(clock, read_course(row, [], day, (), told), day)
    assert (found.start, found.due) == (date(2025, 9, 1), date(2026, 9, 1))
    assert reading(clock, read_course(row, [], day, (), told[3:]), day) is None


def clocks_of(country: str, permit_type: str, status: str, day: date = date(2026, 4, 1)) -> dict[str, Reading]:
    profile = permit_profile(country, permit_type)
    assert profile
    decided = None if status in OPEN else APPLIED
    row = {"status": status, "date_application": APPLIED, "date_decision": decided}
    found = read_clocks(profile.parts.clocks, read_course(row, [], day), day, calendars().get(country))
    return {one.clock.id: one for one in found}


def test_the_clocks_of_the_profiles_stand_where_the_process_says() -> None:
    """A provisional licence keeps the term of the full one; an open establishment is to be investigated."""
    for kind in ("alcohol", "horeca_operation"):
        held = clocks_of("DE", kind, "provisional")
        assert {name: one.due for name, one in held.items()} == {
            "decision": date(2026, 6, 2),
            "provisional": date(2026, 6, 2),
        }
    assert set(clocks_of("BE", "horeca_operation", "granted")) == {"investigation"}
    assert set(clocks_of("BE", "horeca_operation", "suspended")) == {"execution", "suspension"}
    assert clocks_of("BE", "horeca_operation", "suspended")["suspension"].due == date(2026, 9, 2)
    assert set(clocks_of("NL", "taxi", "under_review")) == {"decision"}
    assert clocks_of("NL", "alcohol", "advice_requested")["lbb-advice"].state == "day not recorded"
