"""Asking another authority by letter, and its answer: records released until a day, or nothing that may be shown."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from graph.access.accounts import Account, account
from graph.access.audit import AuditLog, show
from graph.access.cases import open_case, working_case
from graph.access.erasure import erase_entries
from graph.access.opening import open_view
from graph.access.order import note_open_sources
from graph.access.view import View
from graph.border.requests import NOTHING, Asking, make_request, read_request, refuse, release, requests_of
from graph.errors import RefusedError, UsageError
from graph.settings import Settings
from graph.store import embedded
from graph.store.connection import Store
from graph.store.schema import apply_schema
from ingest.run import load, open_job
from tests.command import Command

TODAY, LATER = date(2026, 6, 1), date(2026, 7, 1)
SAMPLES = Path(__file__).parents[2] / "ingest" / "sources"
ASKER, OWNER = account("official-maastricht"), account("official-genk")
PERMIT = "MATCH (p:Permit {case_number: 'GK-2025-88'}) RETURN p.record AS record"
ASKING = Asking("be-nis71016", "permit", "Proefman, Daan, 1984-03-12", "Beheerder van een nieuw café.")


@pytest.fixture
def audit(store: Store, settings: Settings) -> Iterator[AuditLog]:
    apply_schema(store)
    for source in ("nl_municipality", "be_municipality"):
        with open_job(store, settings, source, SAMPLES / source / "sample" / "first", TODAY) as job:
            load(job)
    log = AuditLog(store, settings)
    yield log
    log.close()


def view_of(store: Store, audit: AuditLog, who: Account = ASKER) -> View:
    case = open_case(store, who, "permit_screening", "NL_BIBOB_3", "2026-0142", "2026-0142", TODAY)
    view = open_view(store, audit, who, case, TODAY)
    note_open_sources(view)
    return view


def again(view: View) -> View:
    case = working_case(view.store, view.account, view.case.id)
    return open_view(view.store, view.audit, view.account, case, TODAY)


def test_the_owner_releases_a_record_to_the_one_case_until_a_day(
    store: Store, settings: Settings, audit: AuditLog
) -> None:
    view = view_of(store, audit)
    made = make_request(view, ASKING)
    for part in ("Geachte collega", "Genk", "artikel 6 van de AVG", "Wet Bibob art. 3", ASKING.about, ASKING.reason):
        assert part in made["letter"]
    record = store.read(PERMIT)[0]["record"]
    assert view.step("facts", records=[record]) == []
    assert read_request(store, OWNER, made["id"])["letter"] == made["letter"]
    release(store, OWNER, made["id"], [record], LATER, TODAY)
    assert [row["record"] for row in again(view).step("facts", records=[record])] == [record]
    told = read_request(store, ASKER, made["id"])
    assert (told["status"], told["records"], told["until"]) == ("released", [record], LATER)
    assert "request make" in [line["action"] for line in show(settings)]
    with pytest.raises(RefusedError, match="has been answered"):
        refuse(store, OWNER, made["id"], "too late", TODAY)
    erase_entries(store, settings, view.case.id)
    assert requests_of(store, OWNER) == []


def test_a_refusal_and_nothing_are_one_answer_to_the_asker(store: Store, audit: AuditLog) -> None:
    view = view_of(store, audit)
    made = [make_request(view, ASKING)["id"] for _ in range(2)]
    refuse(store, OWNER, made[0], "we hold a file that we may not give", TODAY)
    refuse(store, OWNER, made[1], "we hold nothing", TODAY)
    seen = [read_request(store, ASKER, one) | {"id": ""} for one in made]
    letters = {str(one) for one in seen}
    assert len(letters) == 1
    assert seen[0]["status"] == NOTHING
    assert read_request(store, OWNER, made[0])["because"] == "we hold a file that we may not give"


def test_what_may_not_be_asked_is_refused_with_its_article(store: Store, audit: AuditLog) -> None:
    view = view_of(store, audit)
    for at, category, error in (
        ("be-nis71016", "integrity_file", "119ter"),
        ("be-pol-limburg", "police", "treaty"),
        ("de-ags05334002", "permit", "GewO"),
    ):
        with pytest.raises(RefusedError, match=error):
            make_request(view, Asking(at, category, "x", "y"))
    for at, category, error in (("nl-gm0935", "permit", "read in the check"), ("nl-kvk", "tax", "holds no 'tax' data")):
        with pytest.raises(UsageError, match=error):
            make_request(view, Asking(at, category, "x", "y"))
    with pytest.raises(UsageError, match="about and why"):
        make_request(view, Asking("be-nis71016", "permit", "x", " "))
    assert requests_of(store, ASKER) == []


def test_only_the_owner_answers_and_only_with_what_was_asked_for(store: Store, audit: AuditLog) -> None:
    made = make_request(view_of(store, audit), ASKING)["id"]
    with pytest.raises(RefusedError, match="There is no request"):
        read_request(store, account("official-heerlen"), made)
    with pytest.raises(RefusedError, match="is answered by"):
        release(store, ASKER, made, ["x"], LATER, TODAY)
    others = store.read("MATCH (p:Permit {case_number: '2026-0142'}) RETURN p.record AS record")
    person = store.read("MATCH (m:PermitIntegrity {authority: 'be-nis71016'}) RETURN m.record AS record")
    for wrong in ("none@1", others[0]["record"], *(row["record"] for row in person[:1])):
        with pytest.raises(RefusedError, match="only what was asked for"):
            release(store, OWNER, made, [wrong], LATER, TODAY)
    with pytest.raises(UsageError, match="one record at least"):
        release(store, OWNER, made, [], LATER, TODAY)
    with pytest.raises(UsageError, match="a reason"):
        refuse(store, OWNER, made, " ", TODAY)
    assert read_request(store, OWNER, made)["status"] == "open"


def test_of_two_answers_at_once_one_holds(store: Store, audit: AuditLog) -> None:
    view, record, held = view_of(store, audit), store.read(PERMIT)[0]["record"], list[str]()

    def answered(how: Callable[[], object], said: str) -> None:
        with suppress(RefusedError):
            how()
            held.append(said)

    for _ in range(5):
        made = make_request(view, ASKING)["id"]
        held.clear()
        answers: list[tuple[Callable[[], object], str]] = [
            (partial(release, store, OWNER, made, [record], LATER, TODAY), "released"),
            (partial(refuse, store, OWNER, made, "no", TODAY), "refused"),
        ]
        threads = [threading.Thread(target=answered, args=each) for each in answers]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert [read_request(store, OWNER, made)["status"]] == held


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """A data folder of its own for the commands."""
    monkeypatch.setenv("EUREGRAPH_KEYS", str(tmp_path / "cli.keys"))
    yield "--data", str(tmp_path / "cli")
    embedded.stop(tmp_path / "cli")


def test_the_commands_make_list_show_and_answer(
    where: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Command(capsys, monkeypatch)
    asker, owner = ("--user", "official-maastricht", *where), ("--user", "official-genk", *where)
    opened = run("case", "open", "--subject", "x", "--basis", "NL_BIBOB_3", *asker)
    case = ("--case", opened.out.split()[0], "--skip", "the hearing is today")
    out = tmp_path / "letter.txt"
    named = ("--at", "de-ags05334002", "--category", "population", "--about", "Proefman", "--reason", "Gaststätte")
    made = run("request", "make", *named, *case, "--out", str(out), *asker)
    assert made.code == 0, made.err
    assert out.read_text(encoding="utf-8").startswith("Auskunftsersuchen")
    assert "§ 35 BMG" in out.read_text(encoding="utf-8")
    told = run("request", "list", *asker)
    id_ = told.out.split()[0]
    assert "open" in told.out
    assert "Not answered yet" in run("request", "show", id_, *asker).out
    assert run("request", "show", id_, *owner).code == 3
    assert run("request", "answer", id_, *owner).code == 2
    assert run("request", "answer", id_, "--refuse", "--reason", "x", *owner).code == 3
    asked = ("lookup", "--country", "DE", "--reason", "x", *case, *asker)
    assert run(*asked, "--identifier", "somebody").code == 2
    assert "may be asked for (BMG par. 35)" in run(*asked, "--identifier", "12345678").out
    assert run("lookup", "received", "--user", "coordinator-maastricht", *where).out.startswith("Nobody")
    assert run("lookup", "received", *asker).code == 3
