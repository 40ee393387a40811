"""What takes two persons, how a case ends, and the circle that a purpose opens."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.access.accounts import Account, account
from graph.access.audit import AuditLog
from graph.access.cases import Case, open_case, read_case
from graph.access.closing import close_case, outcomes_of
from graph.access.consultations import note_consultation
from graph.access.four_eyes import answer_signature, ask_signature, signed, waiting
from graph.access.opening import open_view
from graph.checks.check import run_check
from graph.checks.register import read_register, register_lines
from graph.checks.words import check_lines
from graph.errors import RefusedError, UsageError
from graph.network.neighbourhood import around, counts
from graph.network.paths import as_data, paths
from graph.settings import Settings
from graph.store.connection import Store
from tests.database.deliveries import TOWN, Sent, fresh, load, readable, town
from tests.signing import signed_by_two

TODAY = date(2026, 6, 2)
WHO, GENK, AACHEN = account("official-maastricht"), account("official-genk"), "de-ags05334002"
SECOND = Account(id="c", name="c", role="coordinator", authority=WHO.authority)
INVESTIGATION = ("integrity_investigation", "BE_NGW_119TER")


@pytest.fixture(autouse=True)
def _fresh(store: Store) -> None:
    fresh(store)


@pytest.fixture
def log(store: Store, settings: Settings) -> Iterator[AuditLog]:
    audit = AuditLog(store, settings)
    yield audit
    audit.close()


def new_case(store: Store, who: Account = WHO, *told: str) -> Case:
    purpose, basis = told or ("permit_screening", "NL_BIBOB_3")
    return open_case(store, who, purpose, basis, "T-1", "T-1", TODAY)


def test_safeguard_10_whoever_asks_does_not_sign_and_nobody_signs_twice(store: Store) -> None:
    case = new_case(store)
    made = ask_signature(store, SECOND, case, "gang_data", "police", "two firms, one club", (), TODAY)
    other = SECOND.model_copy(update={"id": "d"})
    assert [waiting(store, who) for who in (SECOND, other, WHO)] == [[made], [made], []]
    for who, said in (
        (SECOND, "another person signs"),
        (WHO, "is signed by"),
        (account("official-genk"), "There is no act"),
    ):
        with pytest.raises(RefusedError, match=said):
            answer_signature(store, who, made.id, "signed", "", TODAY)
    assert signed(store, case.id, "gang_data", TODAY) == frozenset()
    told = answer_signature(store, other, made.id, "signed", "seen", TODAY)
    assert (told.state, told.answered_by, told.until) == ("signed", "d", date(2026, 8, 31))
    assert signed(store, case.id, "gang_data", date(2026, 8, 31)) == {"police"}
    assert signed(store, case.id, "gang_data", date(2026, 9, 1)) == frozenset()
    with pytest.raises(RefusedError, match="has been signed already by d"):
        answer_signature(store, other, made.id, "refused", "", TODAY)
    assert waiting(store, other) == []


@pytest.mark.parametrize(
    ("act", "about", "reason", "facts", "said"),
    [
        ("coffee", "x", "y", (), "takes no second person"),
        ("gang_data", " ", "y", (), "name what it is about"),
        ("gang_data", "x", " ", (), "and the reason"),
        ("circle_extension", "x", "y", (), "rests on facts"),
    ],
)
def test_what_cannot_be_judged_is_not_asked(
    store: Store, act: str, about: str, reason: str, facts: Any, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        ask_signature(store, WHO, new_case(store), act, about, reason, facts, TODAY)


def test_police_data_take_a_second_person_in_the_case(store: Store, log: AuditLog) -> None:
    who = account("investigator-limburg")
    case = new_case(store, who, "criminal_investigation", "NL_WPG_8")
    told = open_view(store, log, who, case, TODAY).decision("nl-pol-limburg", "police")
    assert (told.gives, told.route) == ("on request", "a second person of the own authority signs first, in this case")
    signed_by_two(store, who, case, "gang_data", "police", TODAY)
    assert open_view(store, log, who, case, TODAY).decision("nl-pol-limburg", "police").gives == "content"
    other = new_case(store, who, "criminal_investigation", "NL_WPG_8")
    assert open_view(store, log, who, other, TODAY).decision("nl-pol-limburg", "police").gives == "on request"


def test_safeguard_04_purposes_bases_and_roles_are_closed_lists_of_the_country(store: Store) -> None:
    for who, purpose, basis, error in (
        (WHO, "curiosity", "NL_BIBOB_3", UsageError),
        (WHO, "criminal_investigation", "NL_WPG_8", RefusedError),
        (WHO, "permit_screening", "NL_WPG_8", UsageError),
        (GENK, "permit_screening", "BE_NGW_119TER", UsageError),
        (GENK, "permit_screening", "NL_BIBOB_3", UsageError),
    ):
        with pytest.raises(error):
            open_case(store, who, purpose, basis, "x", "", TODAY)


def test_safeguard_01_a_case_ends_with_a_reason_and_by_two_persons_where_it_goes_against_somebody(
    store: Store, settings: Settings
) -> None:
    case = new_case(store)
    assert "danger_conclusion_reported" in outcomes_of("NL")
    assert "danger_conclusion_reported" not in outcomes_of("BE")
    with pytest.raises(UsageError, match="no outcome in NL"):
        close_case(store, settings, WHO, case.id, "accepted", "because", TODAY)
    with pytest.raises(UsageError, match="a reason in your own words"):
        close_case(store, settings, WHO, case.id, "granted", " ", TODAY)
    with pytest.raises(RefusedError, match="takes a second person"):
        close_case(store, settings, WHO, case.id, "refused", "serious danger", TODAY)
    signed_by_two(store, WHO, case, "negative_closing", "refused", TODAY)
    with pytest.raises(RefusedError, match="takes a second person"):
        close_case(store, settings, WHO, case.id, "revoked", "another outcome than the one signed", TODAY)
    close_case(store, settings, WHO, case.id, "refused", "serious danger", TODAY)
    ended = read_case(store, WHO, case.id)
    assert (ended.outcome, ended.closed_by, ended.closed_on) == ("refused", WHO.id, TODAY)


def test_a_belgian_decision_is_not_final_without_the_advice(store: Store, settings: Settings) -> None:
    case = new_case(store, GENK, *INVESTIGATION)
    signed_by_two(store, GENK, case, "negative_closing", "refused", TODAY)
    with pytest.raises(RefusedError, match="advice of DIOB"):
        close_case(store, settings, GENK, case.id, "refused", "facts", TODAY)
    close_case(store, settings, GENK, case.id, "refused", "facts", TODAY, "DIOB 2026/17")
    assert read_case(store, GENK, case.id).diob_advice == "DIOB 2026/17"


def _genk() -> Sent:
    told = {"legal_basis": "BE_NGW_119TER", "purpose": "permit_screening;integrity_investigation"}
    return replace(town(), source="be_municipality", authority="be-nis71016", defaults=TOWN | told)


def test_safeguard_11_after_a_belgian_closure_without_a_negative_decision_the_file_goes_and_stays_closed(
    store: Store, settings: Settings, log: AuditLog, tmp_path: Path
) -> None:
    load(store, _genk().at(tmp_path / "a"), "be_municipality")
    number = next(iter(readable(store, "PermitIntegrity", 1)))["key"].rpartition("/")[2].partition("#")[0]
    case = open_case(store, GENK, *INVESTIGATION, number, number, TODAY)
    held = open_view(store, log, GENK, case, TODAY)
    close_case(store, settings, GENK, case.id, "granted", "nothing found", TODAY)
    assert store.read("MATCH (x:PermitIntegrity) RETURN x.record AS record") == []
    assert store.read("MATCH (x:Permit) RETURN x.record AS record")
    again = open_case(store, GENK, *INVESTIGATION, number, number, TODAY)
    assert len(open_view(store, log, GENK, again, TODAY).open) < len(held.open)


def test_in_belgium_indicators_are_answered_inside_an_investigation_only(
    store: Store, log: AuditLog, tmp_path: Path
) -> None:
    load(store, _genk().at(tmp_path / "a"), "be_municipality")
    number = store.read("MATCH (x:Permit) RETURN x.case_number AS number ORDER BY number")[0]["number"]
    for told, answered in ((("permit_screening", "BE_LICENCE_1983"), False), (INVESTIGATION, True)):
        case = open_case(store, GENK, *told, number, number, TODAY)
        result = run_check(open_view(store, log, GENK, case, TODAY), number)
        said = {str(reason) for one in result.answers for reason in one.reasons}
        assert any("in a case for permit_screening indicators are not answered" in one for one in said) is not answered


def test_safeguard_05_the_circle_opens_by_class_and_then_person_by_person(
    store: Store, log: AuditLog, tmp_path: Path
) -> None:
    sent = _genk()
    for row, role in zip(sent.rows["party"], ("applicant", "financier", "landlord"), strict=False):
        row["role"] = role
    load(store, sent.at(tmp_path / "a"), "be_municipality")
    number = sent.rows["party"][1]["case_number"]
    case = open_case(store, GENK, *INVESTIGATION, number, number, TODAY)
    before = run_check(open_view(store, log, GENK, case, TODAY), number).circle
    assert {member.relation for member in before} <= {"applicant", "manages", "operates in fact"}
    everybody = store.read("MATCH (p)-[x:PARTY_IN]->() WHERE x.role = 'financier' RETURN p.id AS id")
    signed_by_two(store, GENK, case, "circle_extension", everybody[0]["id"], TODAY)
    after = run_check(open_view(store, log, GENK, case, TODAY), number).circle
    assert {m.id for m in after} - {m.id for m in before} == {everybody[0]["id"]}
    assert {m.relation for m in after if m.id == everybody[0]["id"]} == {"funds", "business partnership"}


def test_a_register_consulted_by_hand_counts_in_what_was_searched(store: Store, log: AuditLog, tmp_path: Path) -> None:
    load(store, town().at(tmp_path / "a"))
    case = open_case(store, WHO, "permit_screening", "NL_BIBOB_3", "2026-0001", "2026-0001", TODAY)
    note_consultation(store, WHO, case.id, "bibob_register", TODAY, "90000471", "no_hit", "LBB 12")
    for told, said in (
        (("library", "90000471", "no_hit"), "is not known here"),
        (("gzr", " ", "no_hit"), "under which name"),
        (("gzr", "x", "clear"), "is not known here"),
    ):
        with pytest.raises(UsageError, match=said):
            note_consultation(store, WHO, case.id, told[0], TODAY, told[1], told[2])
    with pytest.raises(RefusedError, match="There is no case"):
        note_consultation(store, GENK, case.id, "gzr", TODAY, "x", "hit")
    result = run_check(open_view(store, log, WHO, case, TODAY), "2026-0001")
    assert (
        "  bibob_register (Bibob-register), consulted by hand on 2026-06-02 as 90000471: no_hit (LBB 12)"
        in check_lines(result)
    )
    other = open_case(store, WHO, "permit_screening", "NL_BIBOB_3", "2026-0001", "2026-0001", TODAY)
    assert run_check(open_view(store, log, WHO, other, TODAY), "2026-0001").consulted == ()


def test_safeguard_05_an_officials_network_ends_at_the_circle_of_the_case(
    store: Store, log: AuditLog, tmp_path: Path
) -> None:
    """The landlord's other tenant is beyond the circle, so absent, from counts and degrees too."""
    load(store, _with_neighbour().at(tmp_path / "a"))
    case = open_case(store, WHO, "permit_screening", "NL_BIBOB_3", "2026-0001", "2026-0001", TODAY)
    firm = run_check(open_view(store, log, WHO, case, TODAY), "2026-0001").subject.ids
    seen = {}
    for who in (WHO, SECOND):
        view = open_view(store, log, who, case, TODAY)
        seen[who.role] = {node.label for node in around(view, firm, hops=2).nodes if node.kind == "Person"}
    assert {label.partition(" ")[0] for label in seen["coordinator"] - seen["official"]} == {"Buurman"}
    view = open_view(store, log, SECOND, case, TODAY)
    outsider = next(node.id for node in around(view, firm, hops=2).nodes if node.label.startswith("Buurman"))
    official = open_view(store, log, WHO, case, TODAY)
    assert around(official, [outsider]) == around(official, ["per:nobody"])
    assert counts(official, outsider) == counts(official, "per:nobody")
    assert as_data(paths(official, firm, [outsider])) == as_data(paths(official, firm, ["per:nobody"]))
    assert as_data(paths(view, firm, [outsider]))["paths"]
    elsewhere = open_case(store, WHO, "permit_screening", "NL_BIBOB_3", "2026-0002", "2026-0002", TODAY)
    other = {node.label for node in around(open_view(store, log, WHO, elsewhere, TODAY), firm).nodes}
    assert other == set()


def _with_neighbour() -> Sent:
    """The landlord lets to somebody else, too, who has nothing to do with the application."""
    sent = town()
    sent.rows["person"].append({"person_ref": "P9", "surname": "Buurman", "birth_date": "1970"})
    sent.rows["lease"].append(sent.rows["lease"][1] | {"tenant_ref": "P9", "from": "2025-01-01"})
    return sent


@pytest.mark.parametrize(("outcome", "seen"), [("pending", True), ("acquitted", False), ("dismissed", False)])
def test_safeguard_15_what_ended_in_an_acquittal_is_shown_to_nobody(
    store: Store, log: AuditLog, tmp_path: Path, outcome: str, seen: bool
) -> None:
    """The landlord's lease is the row whose outcome is told; the rest of the circle stays."""
    sent = town()
    sent.rows["lease"][0]["outcome"] = outcome
    load(store, sent.at(tmp_path / "a"))
    case = new_case(store)
    view = replace(open_view(store, log, WHO, case, TODAY))
    found = run_check(view, "2026-0001").circle
    assert ("landlord" in {member.role for member in found}) is seen
    assert {member.role for member in found} >= {"director"}


def test_the_register_of_a_case_names_who_was_processed_and_what_was_searched(
    store: Store, settings: Settings, log: AuditLog, tmp_path: Path
) -> None:
    load(store, town().at(tmp_path / "a"))
    case = open_case(store, WHO, "permit_screening", "NL_BIBOB_3", "2026-0001", "2026-0001", TODAY)
    view = open_view(store, log, WHO, case, TODAY)
    assert read_register(store, settings, case, view).things == ()
    result = run_check(view, "2026-0001")
    note_consultation(store, WHO, case.id, "bibob_register", TODAY, "90000471", "no_hit")
    found = read_register(store, settings, case, view)
    assert set(found.things) >= {member.id for member in result.circle} | set(result.subject.ids)
    assert {"Proefman", "Voorbeeld", "Toetsman", "Proefhoreca B.V."} <= set(found.names.values())
    assert "nl-gm0935 permit" in found.searched
    assert not [place for place in found.searched if place.startswith(("nl-gm0917 ", "nl-pol"))]
    assert [one.register for one in found.by_hand] == ["bibob_register"]
    assert any("Proefman" in line for line in register_lines(found))
    close_case(store, settings, WHO, case.id, "granted", "nothing found", TODAY)
    closed = read_register(store, settings, read_case(store, WHO, case.id), None)
    assert (closed.names, closed.searched, set(found.things) <= set(closed.things)) == ({}, found.searched, True)
