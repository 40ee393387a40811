"""A rule denied because its review is overdue: a second person lets it hold on, in one case and for some days."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph.access.accounts import Account, account
from graph.access.audit import AuditLog
from graph.access.cases import Case, open_case
from graph.access.four_eyes import acts, answer_signature, ask_signature
from graph.access.log.reading import lines_of
from graph.access.opening import open_view
from graph.access.policies import rules
from graph.access.review import DENY
from graph.access.view import View
from graph.errors import RefusedError
from graph.store.connection import Store
from tests.command import Command, on_store
from tests.database.deliveries import TODAY, fresh, load, town
from tests.signing import signed_by_two

WHO, RULE = account("official-maastricht"), "nl-gm0935 permit"
SECOND = Account(id="c", name="c", role="coordinator", authority=WHO.authority)
LAST = min(rule.reviewed for rule in rules() if rule.source == "NL") + DENY
LATE = LAST + timedelta(days=1)
SIGNED_UNTIL = LATE + timedelta(days=acts()["overdue_rule"].days)


@pytest.fixture
def case(store: Store, tmp_path: Path) -> Case:
    fresh(store)
    load(store, town().at(tmp_path / "town"))
    return open_case(store, WHO, "permit_screening", "NL_BIBOB_3", "2026-0001", "2026-0001", TODAY)


def shown(store: Store, log: AuditLog, case: Case, today: date) -> tuple[str, bool]:
    """What the policy gives of permits, and whether the application of the case is there."""
    view = open_view(store, log, WHO, case, today)
    found = view.step("application", case_number="2026-0001", authority=WHO.authority)
    return view.decision(*RULE.split()).gives, bool(found)


def categories(view: View) -> set[str]:
    held = view.store.read("MATCH (c:StateCompartment) RETURN c {.*} AS own")
    return {row["own"]["category"] for row in held if row["own"]["id"] in view.open}


def test_safeguard_10_a_denial_of_the_house_is_overridden_by_two_persons_in_one_case(
    store: Store, log: AuditLog, case: Case
) -> None:
    assert shown(store, log, case, LAST) == ("content", True)
    assert shown(store, log, case, LATE) == ("none", False)
    made = ask_signature(store, SECOND, case, "overdue_rule", RULE, "the review is on its way", (), LATE)
    with pytest.raises(RefusedError, match="another person signs"):
        answer_signature(store, SECOND, made.id, "signed", "", LATE)
    with pytest.raises(RefusedError, match="is signed by: coordinator"):
        answer_signature(store, WHO, made.id, "signed", "", LATE)
    assert shown(store, log, case, LATE) == ("none", False)
    answer_signature(store, SECOND.model_copy(update={"id": "d"}), made.id, "signed", "", LATE)
    assert shown(store, log, case, LATE) == ("content", True)
    assert shown(store, log, case, SIGNED_UNTIL) == ("content", True)
    assert shown(store, log, case, SIGNED_UNTIL + timedelta(days=1)) == ("none", False)


def test_nothing_else_opens_and_no_other_case(store: Store, log: AuditLog, case: Case) -> None:
    other = open_case(store, WHO, "permit_screening", "NL_BIBOB_3", "2026-0001", "2026-0001", TODAY)
    signed_by_two(store, WHO, case, "overdue_rule", RULE, LATE)
    signed_by_two(store, WHO, case, "overdue_rule", "nowhere nothing", LATE)
    assert categories(open_view(store, log, WHO, case, LATE)) == {"permit"}
    assert categories(open_view(store, log, WHO, case, LAST)) > {"permit"}
    assert shown(store, log, other, LATE) == ("none", False)


def test_every_line_of_the_log_says_that_a_look_rests_on_it(store: Store, log: AuditLog, case: Case) -> None:
    signed_by_two(store, WHO, case, "overdue_rule", RULE, LATE)
    for today in (LAST, LATE):
        view = open_view(store, log, WHO, case, today)
        view.step("same", ids=[])
        with view.action("a look"):
            view.step("same", ids=[])
    told = [(line["action"], line["told"].get("overdue_rules")) for line in lines_of(store.settings, case.subject)]
    assert told == [("query", None), ("a look", None), ("query", [RULE]), ("a look", [RULE])]


def test_the_command_asks_for_nothing_else_and_explains(
    store: Store, case: Case, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = on_store(Command(capsys, monkeypatch), store)
    by = ("--user", WHO.id, "--case", case.id)
    asked = ("sign", "ask", "overdue_rule", "--reason", "the review is on its way", *by, "--about")
    explain = ("policy", "explain", *RULE.split(), *by)
    for about, today in ((RULE, LAST), ("nl-pol-limburg police", LATE), ("lu-economy permit", LATE)):
        ended = command(*asked, about, "--today", str(today))
        assert ended.code == 3
        assert "No rule whose review is overdue denies" in ended.err
    assert command(*asked, "nl-gm0935", "--today", str(LATE)).code == 2
    before = command(*explain, "--today", str(LATE), "--json")
    assert (json.loads(before.out)["gives"], json.loads(before.out)["override"]) == ("none", None)
    made = json.loads(command(*asked, RULE, "--today", str(LATE), "--json").out)
    answer_signature(store, SECOND, made["id"], "signed", "", LATE)
    after = json.loads(command(*explain, "--today", str(LATE), "--json").out)
    assert (after["gives"], after["override"]) == ("content", {"by": "c", "until": str(SIGNED_UNTIL)})
    assert (
        f"for c signed that it does (overdue_rule), until {SIGNED_UNTIL}" in command(*explain, "--today", str(LATE)).out
    )
    assert "signed that" not in command(*explain, "--today", str(LAST)).out  # the rule holds by itself
