"""Asking another authority by letter, and its answer: records released until a day, or nothing that may be shown."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.access.accounts import Account, account
from graph.access.audit import AuditLog, show
from graph.access.cases import open_case, working_case
from graph.access.erasure import erase_entries
from graph.access.order import note_open_sources
from graph.access.view import View, open_view
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


def test_the_commands_make_list_show_and_answer(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EUREGRAPH_KEYS", str(tmp_path / "cli.keys"))
    run, where = Command(capsys, monkeypatch), ("--data", str(tmp_path / "cli"))
    asker, owner = ("--user", "official-maastricht"), ("--user", "official-genk")
    opened = run("case", "open", "--subject", "x", "--basis", "NL_BIBOB_3", *asker, *where)
    case = opened.out.split()[0]
    out = tmp_path / "letter.txt"
    named = ("--at", "de-ags05334002", "--category", "population", "--about", "Proefman", "--reason", "Gaststätte")
    made = run("request", "make", *named, "--case", case, "--out", str(out), *asker, *where)
    assert made.code == 0, made.err
    assert out.read_text(encoding="utf-8").startswith("Auskunftsersuchen")
    assert "§ 35 BMG" in out.read_text(encoding="utf-8")
    told = run("request", "list", *asker, *where)
    id_ = told.out.split()[0]
    assert "open" in told.out
    assert "Not answered yet" in run("request", "show", id_, *asker, *where).out
    assert run("request", "show", id_, *owner, *where).code == 3
    assert run("request", "answer", id_, *owner, *where).code == 2
    assert run("request", "answer", id_, "--refuse", "--reason", "x", *owner, *where).code == 3
    looked = run(
        "lookup", "--country", "DE", "--identifier", "somebody", "--reason", "x", "--case", case, *asker, *where
    )
    assert looked.code == 2
    looked = run(
        "lookup", "--country", "DE", "--identifier", "12345678", "--reason", "x", "--case", case, *asker, *where
    )
    assert "may be asked for (BMG par. 35)" in looked.out
    assert run("lookup", "received", "--user", "coordinator-maastricht", *where).out.startswith("Nobody")
    assert run("lookup", "received", *asker, *where).code == 3
    embedded.stop(tmp_path / "cli")
