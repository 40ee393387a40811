"""Family ties that the police tells: read by one command, about one person, once a second person has signed for it."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph.access.accounts import Account, account
from graph.access.audit import AuditLog
from graph.access.cases import Case, open_case
from graph.access.four_eyes import acts, answer_signature, ask_signature
from graph.access.log.reading import lines_of
from graph.access.opening import open_view
from graph.access.view import View
from graph.checks.kinship import NO_GROUND, NOTHING, Kinship, kinship_lines, one_person, read_kinship
from graph.errors import RefusedError, UsageError
from graph.model.kinds import the_model
from graph.network.neighbourhood import around
from graph.network.network import as_data
from graph.network.paths import paths
from graph.patterns.patterns import indicators, read_indicator
from graph.patterns.queries import FOLDER, view_queries
from graph.store.connection import Store
from ingest.spec import FOLDER as SOURCES
from tests.command import Command, on_store
from tests.database.deliveries import TODAY, fresh, load
from tests.signing import signed_by_two

WHO = account("investigator-limburg")
COORDINATOR = Account(id="c", name="c", role="coordinator", authority=WHO.authority)
NOBODY = "per:nobody"
COUPLE = "MATCH (p)<-[:TIE_OF]-(:PrivateTie)-[:TIE_WITH]->(q) RETURN p.id AS partner, q.id AS other"
ALONE = "MATCH (p:Person) WHERE NOT p.id IN $couple RETURN p.id AS id ORDER BY id LIMIT 1"
LINK = """
MATCH (a:Person {id: $a})<-[d:DESCRIBES]-() WITH a, d LIMIT 1 MERGE (b:Person {id: $b})
CREATE (a)-[s:SAME_AS]->(b) SET s = properties(d)
"""


@pytest.fixture
def case(store: Store) -> Case:
    """An investigation in which police data are open: the sample of the Dutch police, with one couple."""
    fresh(store)
    load(store, SOURCES / "nl_police" / "sample" / "first", "nl_police", accept="refused rows belong to the sample")
    made = open_case(store, WHO, "criminal_investigation", "NL_WPG_8", "the couple", "", TODAY)
    signed_by_two(store, WHO, made, "gang_data", "police", TODAY)
    return made


@pytest.fixture
def partner(store: Store, case: Case) -> str:
    return str(store.read(COUPLE)[0]["partner"])


@pytest.fixture
def other(store: Store, case: Case) -> str:
    return str(store.read(COUPLE)[0]["other"])


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, store: Store) -> Command:
    return on_store(Command(capsys, monkeypatch), store)


def look(store: Store, log: AuditLog, case: Case, person: str, today: date = TODAY) -> Kinship:
    return read_kinship(open_view(store, log, WHO, case, today), person)


def told(found: Kinship) -> list[tuple[str, str]]:
    return [(row["kind"], row["other"]) for row in found.ties]


def test_safeguard_10_a_family_tie_is_read_about_the_person_who_was_signed_for(
    store: Store, log: AuditLog, case: Case, partner: str, other: str
) -> None:
    made = ask_signature(store, COORDINATOR, case, "kinship", partner, "she holds the permit", ("a record",), TODAY)
    with pytest.raises(RefusedError, match="another person signs"):
        answer_signature(store, COORDINATOR, made.id, "signed", "", TODAY)
    with pytest.raises(RefusedError, match="is signed by: coordinator"):
        answer_signature(store, WHO, made.id, "signed", "", TODAY)
    with pytest.raises(RefusedError, match="kinship takes a second person"):
        look(store, log, case, partner)
    answer_signature(store, COORDINATOR.model_copy(update={"id": "d"}), made.id, "signed", "", TODAY)
    found = look(store, log, case, partner)
    assert told(found) == [("partner", other)]
    assert [(one.by, one.until) for one in found.signed] == [("d", TODAY + timedelta(days=90))]
    with pytest.raises(RefusedError):
        look(store, log, case, other)  # the same tie, from its other end: nobody signed for her
    signed_by_two(store, WHO, case, "kinship", other, TODAY)
    assert told(look(store, log, case, other)) == [("partner", partner)]


def test_the_refusal_is_the_same_with_and_without_a_tie_and_for_nobody(
    store: Store, log: AuditLog, case: Case, partner: str, other: str
) -> None:
    refused = set()
    alone = store.read(ALONE, couple=[partner, other])[0]["id"]
    for person in (partner, alone, NOBODY):
        with pytest.raises(RefusedError) as said:
            look(store, log, case, person)
        refused.add(str(said.value))
    [sentence] = refused
    assert f"`euregraph sign ask kinship --about 'PERSON' --fact RECORD --reason '...' --case {case.id}`" in sentence


def test_a_signature_ends_and_holds_in_its_own_case(store: Store, log: AuditLog, case: Case, partner: str) -> None:
    signed_by_two(store, WHO, case, "kinship", partner, TODAY)
    last = TODAY + timedelta(days=acts()["kinship"].days)
    signed_by_two(store, WHO, case, "gang_data", "police", last)
    assert told(look(store, log, case, partner, today=last))
    with pytest.raises(RefusedError, match="kinship takes a second person"):
        look(store, log, case, partner, today=last + timedelta(days=1))
    elsewhere = open_case(store, WHO, "criminal_investigation", "NL_WPG_8", "the couple", "", TODAY)
    signed_by_two(store, WHO, elsewhere, "gang_data", "police", TODAY)
    with pytest.raises(RefusedError, match="kinship takes a second person"):
        look(store, log, elsewhere, partner)


def test_police_data_stay_closed_without_their_own_signature(
    store: Store, log: AuditLog, case: Case, partner: str
) -> None:
    elsewhere = open_case(store, WHO, "criminal_investigation", "NL_WPG_8", "the couple", "", TODAY)
    signed_by_two(store, WHO, elsewhere, "kinship", partner, TODAY)
    assert look(store, log, elsewhere, partner).ties == []
    assert kinship_lines(look(store, log, elsewhere, partner))[1:] == [NOTHING, NO_GROUND]


def test_no_official_reads_it_whoever_has_signed(store: Store, log: AuditLog, case: Case, partner: str) -> None:
    signed_by_two(store, WHO, case, "kinship", partner, TODAY)
    view = open_view(store, log, WHO, case, TODAY)
    for role, centre in (("official", ""), ("tax officer", ""), ("coordinator", ""), ("analyst", "national")):
        who = WHO.model_copy(update={"role": role, "centre": centre})
        if role in {"official", "tax officer"}:
            with pytest.raises(RefusedError, match="kinship is read by: coordinator, analyst, investigator"):
                replace(view, account=who).step("kinship", ids=[partner])
        else:
            assert replace(view, account=who).step("kinship", ids=[partner])


def test_the_view_itself_refuses_one_person_among_others(
    store: Store, log: AuditLog, case: Case, partner: str, other: str
) -> None:
    signed_by_two(store, WHO, case, "kinship", partner, TODAY)
    view = open_view(store, log, WHO, case, TODAY)
    assert view.step("kinship", ids=[partner])
    with pytest.raises(RefusedError):
        view.step("kinship", ids=[partner, other])
    with pytest.raises(RefusedError):
        view.ask(view_queries()["kinship"], ids=[other])


def test_one_person_is_who_is_the_same_in_this_view(
    store: Store, log: AuditLog, case: Case, partner: str, other: str
) -> None:
    """Signed for under the number of a register, told by the police under its own: only a visible link joins them."""
    signed_by_two(store, WHO, case, "kinship", "per:register", TODAY)
    assert look(store, log, case, "per:register").ties == []
    with pytest.raises(RefusedError):
        look(store, log, case, partner)
    store.write(LINK, a=partner, b="per:register")
    assert told(look(store, log, case, "per:register")) == [("partner", other)]
    assert told(look(store, log, case, partner)) == [("partner", other)]
    store.write("MATCH ()-[s:SAME_AS]->() SET s.compartment = 'closed'")
    assert look(store, log, case, "per:register").ties == []


def test_networks_and_paths_stay_without_it(store: Store, log: AuditLog, case: Case, partner: str, other: str) -> None:
    for person in (partner, other):
        signed_by_two(store, WHO, case, "kinship", person, TODAY)
    view = open_view(store, log, WHO, case, TODAY)
    [tie] = {row["record"] for row in look(store, log, case, partner).ties}
    assert tie not in json.dumps(as_data(around(view, [partner], hops=2)), default=str)
    assert tie not in repr(paths(view, [partner], [other], former=True))


def test_it_is_asked_about_one_person_with_a_fact(store: Store, log: AuditLog, case: Case, partner: str) -> None:
    view: View = open_view(store, log, WHO, case, TODAY)
    assert one_person(view, partner) == partner
    with pytest.raises(UsageError, match="Nothing that may be shown"):
        one_person(view, NOBODY)
    with pytest.raises(UsageError, match="about one person"):
        one_person(view, "Toetsema, Rik, 1979-09-30")
    with pytest.raises(UsageError, match="kinship rests on facts"):
        ask_signature(store, WHO, case, "kinship", partner, "a reason", (), TODAY)


def test_the_command_asks_shows_and_logs(
    store: Store, log: AuditLog, case: Case, partner: str, command: Command
) -> None:
    by = ("--user", WHO.id, "--case", case.id, "--today", str(TODAY))
    ended = command("case", "kinship", partner, *by)
    assert (ended.code, ended.out) == (3, "")
    words = ("sign", "ask", "kinship", "--about", partner, "--reason", "she holds the permit", *by)
    assert command(*words).code == 2
    asked = command(*words, "--fact", "a record", "--json")
    answer_signature(store, COORDINATOR, json.loads(asked.out)["id"], "signed", "", TODAY)
    [tie] = json.loads(command("case", "kinship", partner, *by, "--json").out)["ties"]
    assert (tie["kind"], tie["label"], tie["since"]) == ("partner", "Isa Proefsen (1985-07-07)", "2019-06-01")
    assert (tie["authority"], tie["source"], tie["file"], tie["line"]) == (WHO.authority, "nl_police", "tie.csv", 4)
    assert (tie["grade"], tie["handling"], tie["category"]) == ("B2", "H2", "police")
    lines = command("case", "kinship", partner, *by).out.splitlines()
    assert "partner: Isa Proefsen (1985-07-07), 2019-06-01 to today, told by nl-pol-limburg" in lines[1]
    assert lines[-1] == NO_GROUND
    done = [line["action"] for line in lines_of(store.settings, case.subject)]
    assert done.count("case kinship") == 3  # refused once, shown twice
    assert '"kinship"' in json.dumps(lines_of(store.settings, case.subject), default=str)


def test_what_a_kind_or_a_query_names_is_an_act_about_persons() -> None:
    named = {kind.four_eyes for kind in the_model().kinds.values()} | {one.act for one in view_queries().values()}
    assert named - {""} == {name for name, act in acts().items() if act.reads}


def test_no_indicator_can_declare_it(tmp_path: Path) -> None:
    name = next(iter(indicators()))
    [path] = FOLDER.glob(f"patterns/*/{name}.cypher")
    copy = tmp_path / path.parent.name / path.name
    copy.parent.mkdir()
    copy.write_text(path.read_text(encoding="utf-8").replace("/*\n", "/*\nfour_eyes: kinship\n", 1), encoding="utf-8")
    with pytest.raises(UsageError, match="only a query of cypher/views may take the signature of kinship"):
        read_indicator(copy)
