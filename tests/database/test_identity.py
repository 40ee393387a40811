"""Who is one person in a case, decided by two persons: asked, signed, seen there by whoever sees all it rests on."""

import json
from datetime import date
from pathlib import Path

import pytest

from dashboards.texts.texts import texts
from dashboards.widgets.candidates import decided_sentences
from graph.access.accounts import Account, account
from graph.access.audit import AuditLog
from graph.access.authorities import authority
from graph.access.cases import Case, open_case
from graph.access.closing import close_case
from graph.access.grants import grant_records
from graph.access.log.reading import Wanted, lines_of
from graph.access.opening import open_view
from graph.access.purposes import DATA_SUBJECT
from graph.access.session import Session
from graph.access.sharing import share_case
from graph.access.view import View
from graph.checks.candidates import candidates
from graph.checks.check import run_check
from graph.checks.subject import closure, find_subject
from graph.checks.words import check_lines
from graph.data_subject.disputes import decide_dispute
from graph.data_subject.report import subject_report
from graph.errors import RefusedError, StoreError, UsageError
from graph.export.withholding import outgoing
from graph.identity.deciding import answer_act, ask_identity, decisions, undo_identity
from graph.identity.link import hold
from graph.network.neighbourhood import around
from graph.network.paths import as_data, paths
from graph.retention.run import run_retention
from graph.store.connection import Store
from graph.store.digests import digest
from graph.store.leases import leased
from graph.store.rollback import roll_back
from tests.command import Command
from tests.database.deliveries import SECOND, TODAY, Sent, fresh, load, town

WHO, SECOND_PERSON, HEERLEN = (
    account(f"{id_}") for id_ in ("official-maastricht", "coordinator-maastricht", "official-heerlen")
)
ONE, OTHER = "Naamproef, Anna, 1980-01-02", "Naamproef, Anna Maria, 1981-01-02"
FIRM = "org:NLNHR.90000471"
ROLE = {"role": "director", "origin": "register", "from": "2024-01-01", "case_number": "2026-0001"}


def sent() -> Sent:
    """A1 directs the firm; A2, of a like name, lets the premises to somebody."""
    told = town()
    told.rows["person"] += [
        {"person_ref": "A1", "surname": "Naamproef", "given_names": "Anna", "birth_date": "1980-01-02", "town": "Genk"},
        {"person_ref": "A2", "surname": "Naamproef", "given_names": "Anna Maria", "birth_date": "1981-01-02"}
        | {"town": "Genk"},
    ]
    told.rows["party"] += [ROLE | {"party_ref": "A1"}, ROLE | {"party_ref": "A2", "case_number": "2026-0002"}]
    return told


@pytest.fixture
def session(store: Store, log: AuditLog, tmp_path: Path) -> Session:
    fresh(store)
    load(store, sent().at(tmp_path / "town"))
    return Session(store.settings, store, log, TODAY)


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session.store, WHO, "permit_screening", "NL_BIBOB_3", "2026-0001", "2026-0001", TODAY)


def view_of(session: Session, case: Case, who: Account = WHO, known_at: int | None = None) -> View:
    return open_view(session.store, session.audit, who, case, TODAY, known_at=known_at)


def ids(view: View) -> tuple[str, str]:
    one, other = (find_subject(view, typed).named[0] for typed in (ONE, OTHER))
    return one, other


def facts(view: View) -> tuple[str, ...]:
    return tuple(row["record"] for id_ in ids(view) for row in view.step("describe-person", ids=[id_]))


def ask(session: Session, case: Case, decided: str = "same") -> str:
    view = view_of(session, case)
    return ask_identity(view, decided, ids(view), facts(view), "one signature").id  # type: ignore[arg-type]


def sign(session: Session, id_: str, said: str = "signed") -> None:
    answer_act(session, SECOND_PERSON, id_, said, "seen")  # type: ignore[arg-type]


def decide(session: Session, case: Case, decided: str = "same") -> str:
    id_ = ask(session, case, decided)
    sign(session, id_)
    return id_


def joined(view: View, persons: tuple[str, str]) -> bool:
    return persons[1] in closure(view, [persons[0]])


def test_what_two_persons_signed_joins_the_two_in_the_case(session: Session, case: Case) -> None:
    before = view_of(session, case)
    persons = ids(before)
    decide(session, case)
    view = view_of(session, case)
    assert joined(view, persons)
    assert not joined(before, persons)
    assert set(run_check(view, ONE).subject.ids) == set(persons)
    last, after = date(2027, 6, 1), date(2027, 6, 2)
    held = (open_view(session.store, session.audit, WHO, case, day).decided for day in (last, after))
    assert list(map(len, held)) == [1, 0], "a signature holds for a year"


def answers(view: View, persons: tuple[str, str]) -> list[object]:
    """What a reader sees of the two: subject, candidates, network, paths, decisions."""
    typed = [find_subject(view, one) for one in persons]
    ways = as_data(paths(view, [FIRM], [persons[1]], former=True))
    return [typed, [candidates(view, one) for one in typed], around(view, [persons[0]]), ways, decisions(view)]


def links(session: Session) -> list[dict[str, object]]:
    return session.store.read("MATCH (:Person)-[x:SAME_AS]->() WHERE x.method = 'decision' RETURN properties(x) AS own")


def test_it_is_seen_wherever_the_two_are_read(session: Session, case: Case) -> None:
    before = view_of(session, case, SECOND_PERSON)
    persons = ids(before)
    assert persons[1] in {id_ for one in candidates(before, find_subject(before, persons[0])) for id_ in one.ids}
    id_ = decide(session, case)
    for who in (WHO, SECOND_PERSON):
        view = view_of(session, case, who)
        assert candidates(view, find_subject(view, persons[0])) == []
    [edge] = [
        edge
        for edge in around(view, [persons[0]]).edges
        if edge.type == "SAME_AS" and persons[1] in (edge.start, edge.end)
    ]
    assert (edge.told["method"], edge.category, edge.disputed) == ("decision", "case_entry", False)
    reached = {node.label for node in around(view, [persons[0]], hops=1).nodes}
    assert reached > {node.label for node in around(before, [persons[0]], hops=1).nodes}
    told = "\n".join(check_lines(run_check(view, ONE)))
    said = f"are one person: decided by {WHO.id}, signed by {SECOND_PERSON.id} on {TODAY}, because one signature"
    assert said in told
    for language, spoken in (("en", "signed by {} on 1 June 2026"), ("nl", "getekend door {} op 1 juni 2026")):
        [line] = decided_sentences(texts(language), view.decided, run_check(view, ONE))
        assert spoken.format(SECOND_PERSON.id) in line
    [shown] = decisions(view)
    assert (shown.id, shown.state, shown.persons) == (id_, "signed", tuple(sorted(persons)))


def test_that_they_are_two_joins_nothing_and_is_told_with_the_candidate(session: Session, case: Case) -> None:
    persons = ids(view_of(session, case))
    decide(session, case, "different")
    view = view_of(session, case)
    assert not joined(view, persons)
    assert links(session) == []
    [found] = [one for one in candidates(view, find_subject(view, persons[0])) if persons[1] in one.ids]
    assert [one.decided for one in found.decided] == ["different"]
    assert "are two persons: decided by official-maastricht" in "\n".join(check_lines(run_check(view, ONE)))
    with pytest.raises(UsageError, match="decided in this case that they are two"):
        ask(session, case)


def test_safeguard_10_who_is_one_person_takes_two_persons_to_say(session: Session, case: Case) -> None:
    """Whoever asked does not sign, nor does another role; until then, and when it was refused, nothing changes."""
    view = view_of(session, case)
    persons = ids(view)
    before = answers(view, persons)[:4]
    asked = ask(session, case)
    for who, said in ((WHO, "another person signs"), (WHO.model_copy(update={"id": "x"}), "is signed by")):
        with pytest.raises(RefusedError, match=said):
            answer_act(session, who, asked, "signed", "")
    assert answers(view_of(session, case), persons)[:4] == before
    sign(session, asked, "refused")
    assert answers(view_of(session, case), persons)[:4] == before
    with pytest.raises(RefusedError, match="has been refused already"):
        sign(session, asked)
    own = view_of(session, case, SECOND_PERSON)
    made = ask_identity(own, "same", persons, facts(own), "mine")
    with pytest.raises(RefusedError, match="another person signs"):
        sign(session, made.id)
    assert links(session) == []


def test_one_person_takes_it_back_and_the_link_ends_at_once(session: Session, case: Case) -> None:
    view = view_of(session, case)
    persons, held = ids(view), digest(session.store)
    before = answers(view, persons)[:4]
    id_ = decide(session, case)
    for who, id_of, said in ((HEERLEN, id_, "There is no decision"), (WHO, "nothing", "There is no decision")):
        with pytest.raises(RefusedError, match=said):
            undo_identity(session, who, id_of, "wrong")
    with pytest.raises(UsageError, match="a reason in your own words"):
        undo_identity(session, WHO, id_, " ")
    told = undo_identity(session, WHO, id_, "two passports")
    assert (told.state, told.undone_by, told.undone_because) == ("undone", WHO.id, "two passports")
    assert answers(view_of(session, case), persons)[:4] == before
    with pytest.raises(RefusedError, match="holds no more"):
        undo_identity(session, SECOND_PERSON, id_, "again")
    with pytest.raises(RefusedError, match="was taken back: ask again"):
        sign(session, id_)
    decide(session, case)
    assert joined(view_of(session, case), persons)
    assert held.keys() == digest(session.store).keys()


def test_it_holds_in_its_case_alone_and_goes_with_it(session: Session, case: Case) -> None:
    held = digest(session.store)
    other = open_case(session.store, WHO, "permit_screening", "NL_BIBOB_3", "2026-0001", "2026-0001", TODAY)
    persons = ids(view_of(session, other))
    before = answers(view_of(session, other), persons)
    decide(session, case)
    assert answers(view_of(session, other), persons) == before
    close_case(session.store, session.settings, WHO, case.id, "granted", "nothing found", TODAY)
    assert digest(session.store) == held
    assert session.store.read("MATCH (s:StateSignature) WHERE s.act = 'identity' RETURN s.id AS id") == []
    assert session.store.read("MATCH (c:StateCompartment) WHERE c.source = 'identity_decision' RETURN c.id AS id") == []


def test_a_case_that_was_closed_is_not_decided_in(session: Session, case: Case) -> None:
    """Also when it closes between the look at the case and the signature."""
    view = view_of(session, case)
    asked = ask(session, case)
    [decision] = decisions(view)
    close_case(session.store, session.settings, WHO, case.id, "granted", "nothing found", TODAY)
    told = {"id": asked, "state": "signed", "by": SECOND_PERSON.id, "today": TODAY, "because": "", "until": TODAY}
    with leased(session.store) as lease, pytest.raises(RefusedError, match="was closed a moment ago"):
        hold(lease, case, decision, TODAY, told)
    assert links(session) == []


def test_while_a_load_runs_nothing_is_signed(session: Session, case: Case) -> None:
    asked = ask(session, case)
    with leased(session.store), pytest.raises(StoreError, match="Another load is running"):
        sign(session, asked)
    assert [one.state for one in decisions(view_of(session, case))] == ["asked"]
    sign(session, asked)
    assert len(links(session)) == 1


def test_a_partner_has_the_link_once_it_may_read_every_record(session: Session, case: Case) -> None:
    view = view_of(session, case)
    persons, cited = ids(view), facts(view)
    share_case(session.store, WHO, case, HEERLEN.authority, TODAY, TODAY)
    decide(session, case)
    seen = []
    for record in (None, *cited):
        if record:
            grant_records(session.store, SECOND_PERSON, case.id, [record], TODAY, TODAY)
        theirs = view_of(session, case, HEERLEN)
        seen.append((joined(theirs, persons), len(decisions(theirs))))
    assert seen == [(False, 0), (False, 0), (True, 1)]
    with pytest.raises(RefusedError, match="only it can do this"):
        ask_identity(theirs, "different", persons, cited, "theirs")


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_a_record_that_is_not_told_any_more_ends_it(session: Session, case: Case, tmp_path: Path, what: str) -> None:
    """Withdrawn, or told anew: what was decided rested on the version that was told then."""
    persons = ids(view_of(session, case))
    decide(session, case)
    told = sent()
    if what == "gone":
        del told.rows["person"][-1], told.rows["party"][-1]
    else:
        told.rows["person"][-1]["town"] = "Hasselt"
    load(session.store, told.at(tmp_path / "second", SECOND))
    view = view_of(session, case)
    assert not joined(view, persons)
    assert (decisions(view), view.decided) == ([], ())
    assert joined(view_of(session, case, known_at=1), persons) is (what == "changed")


def test_who_reads_as_it_was_known_before_has_not_got_it(session: Session, case: Case, tmp_path: Path) -> None:
    told = sent()
    told.rows["lease"][0]["rent"] = "950"
    load(session.store, told.at(tmp_path / "second", SECOND))
    persons = ids(view_of(session, case))
    for decided in ("different", "same"):
        id_ = decide(session, case, decided)
        assert [one.id for one in view_of(session, case).decided] == [id_]
        assert view_of(session, case, known_at=1).decided == ()
        assert not joined(view_of(session, case, known_at=1), persons)
        if decided == "different":
            undo_identity(session, WHO, id_, "wrong")
    roll_back(session.store, 2)
    assert joined(view_of(session, case), persons), "a roll-back takes back a load, and no decision"


def test_a_load_that_is_taken_back_takes_its_records_and_what_rests_on_them(
    session: Session, case: Case, tmp_path: Path
) -> None:
    told = sent()
    told.rows["person"][-1]["town"] = "Hasselt"
    persons = ids(view_of(session, case))
    load(session.store, told.at(tmp_path / "second", SECOND))
    decide(session, case)
    assert joined(view_of(session, case), persons)
    roll_back(session.store, 2)
    view = view_of(session, case)
    assert (joined(view, persons), decisions(view)) == (False, [])


def test_no_indicator_rests_on_it_once_a_record_is_disputed(
    session: Session, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    persons, subjects = ids(view_of(session, case)), []

    def noted(view: View, indicator: object, context: dict[str, list[str]]) -> tuple[()]:
        subjects.append(context["subjects"])
        return ()

    monkeypatch.setattr("graph.checks.check.find", noted)
    record = facts(view_of(session, case))[1]
    decide(session, case)
    run_check(view_of(session, case), persons[0])
    assert subjects.pop() == sorted(persons)
    decide_dispute(session, "steward-maastricht", record, "disputed", "not me")
    view = view_of(session, case)
    assert joined(view, persons)
    assert not joined(view.undisputed(), persons)
    [edge] = [
        edge
        for edge in around(view, [persons[0]]).edges
        if edge.type == "SAME_AS" and persons[1] in (edge.start, edge.end)
    ]
    assert edge.disputed
    run_check(view, persons[0])
    assert subjects.pop() == [persons[0]]
    decide_dispute(session, "steward-maastricht", record, "closed", "another one")
    assert not joined(view_of(session, case), persons)


def test_it_is_kept_no_longer_than_what_it_rests_on(store: Store, log: AuditLog, tmp_path: Path) -> None:
    fresh(store)
    told, last = sent(), date(2026, 12, 31)
    told.rows["party"][-1]["retention_until"] = str(last)
    load(store, told.at(tmp_path / "town"))
    session = Session(store.settings, store, log, TODAY)
    case = open_case(store, WHO, "permit_screening", "NL_BIBOB_3", "2026-0001", "2026-0001", TODAY)
    decide(session, case)
    assert [one["own"]["retain_until"] for one in links(session)] == [last]  # type: ignore[index]
    run_retention(store, store.settings, log, date(2027, 1, 1))
    assert links(session) == []


def test_what_cannot_be_judged_is_not_asked(session: Session, case: Case) -> None:
    """What is unknown and what is not visible are one answer."""
    view = view_of(session, case)
    (one, other), (first, second) = ids(view), facts(view)
    third = view.step("describe-person", ids=[find_subject(view, "2026-0002").named[0]])[0]["record"]
    for persons, cited, said in (
        ((one, FIRM), (first, second), "Only persons"),
        ((one, "per:nobody"), (first, second), "Nothing that may be shown"),
        ((one, one), (first,), "one person here already"),
        ((one, other), (), "at least one record about each"),
        ((one, other), (first,), "at least one record about each"),
        ((one, other), (first, second, third), "and no other"),
        ((one, other), (first, second, "nl_municipality/nl-gm0935/person/A9@1"), "and no other"),
    ):
        with pytest.raises(UsageError, match=said):
            ask_identity(view, "same", persons, cited, "why")
    with pytest.raises(UsageError, match="and the reason"):
        ask_identity(view, "same", (one, other), (first, second), " ")


def test_the_commands_and_their_lines_in_the_log(
    session: Session, case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place, command = session.settings, Command(capsys, monkeypatch)
    told = {"DATA": place.data, "KEYS": place.keys, "URI": place.uri, "USER": place.user}
    for name, value in (told | {"PASSWORD_FILE": place.password_file, "DATABASE": place.database}).items():
        monkeypatch.setenv(f"EUREGRAPH_{name}", str(value))
    view = view_of(session, case)
    cited = [word for fact in facts(view) for word in ("--fact", fact)]
    day, who = ("--today", str(TODAY)), ("--user", WHO.id)
    listed = command("identity", "candidates", ONE, "--case", case.id, *who, *day).out
    assert ids(view)[1] in listed
    assert facts(view)[1] in listed
    asked = command(
        "identity", "same", ONE, OTHER, "--case", case.id, "--reason", "one pen", *cited, *who, *day, "--json"
    )
    id_ = json.loads(asked.out)["id"]
    wrong = command("sign", "ask", "identity", "--about", "x", "--reason", "x", "--case", case.id, *who, *day)
    assert (wrong.code, "euregraph identity same" in wrong.err) == (2, True)
    assert command("sign", "answer", id_, *who, *day).code == 3
    assert command("sign", "answer", id_, "--user", SECOND_PERSON.id, *day).code == 0
    listed = command("identity", "list", "--case", case.id, *who, *day).out
    assert all(one in listed for one in (id_, "Anna Naamproef (1980-01-02)", "Anna Maria", "are one person"))
    assert "signed, holds until 2027-06-01" in listed
    checked = command("check", ONE, "--case", case.id, *who, *day).out
    assert f"are one person: decided by {WHO.id}, signed by {SECOND_PERSON.id} on {TODAY}, because one pen" in checked
    assert command("identity", "undo", id_, "--reason", "two pens", *who, *day).code == 0
    assert "taken back by" in command("identity", "list", "--case", case.id, *who, *day).out
    for person in ids(view):
        actions = [line["action"] for line in lines_of(place, person, Wanted(case=case.id))]
        assert actions == ["identity ask", "identity sign", "identity undo"]


def test_it_leaves_with_no_export_and_joins_nobody_in_a_report_to_a_person(session: Session, case: Case) -> None:
    view = view_of(session, case, SECOND_PERSON)
    persons = ids(view)
    decide(session, case)
    view = view_of(session, case, SECOND_PERSON)
    for recipient in (WHO.authority, HEERLEN.authority):
        assert not joined(outgoing(view, authority(recipient)).view, persons)
    asked = open_case(session.store, SECOND_PERSON, DATA_SUBJECT, "NL_GDPR_15", ONE, "", TODAY)
    own = view_of(session, asked, SECOND_PERSON)
    made = ask_identity(own, "same", persons, facts(own), "one signature")
    answer_act(session, account("coordinator-maastricht").model_copy(update={"id": "third"}), made.id, "signed", "")
    own = view_of(session, asked, SECOND_PERSON)
    assert joined(own, persons)
    assert persons[1] not in subject_report(own, persons[0]).ids
