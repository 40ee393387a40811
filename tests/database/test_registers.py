"""The samples of the registers without an open format, loaded: what is written, told again, read and taken back."""

from collections.abc import Iterator

import pytest

from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.view import View
from graph.network.neighbourhood import around
from graph.store.connection import Store
from graph.store.rollback import roll_back
from ingest.run import check
from ingest.spec import FOLDER
from tests.database.deliveries import TODAY, counts, fresh, job, load, readable
from tests.real_samples import ROOT

REGISTERS = ("be_gazette", "be_accounts", "lu_rcs", "nl_insolvency", "de_insolvency", "provider_lists")
LAND = ("nl_land_register", "be_land_register", "de_land_register", "lu_land_register")
REAL = ROOT / "de_offeneregister"
SOLD = {
    "nl_land_register": "org:NLNHR.99990001",
    "be_land_register": "org:BEKBOBCE.0999000030",
    "de_land_register": "org:DER3101.HRB999901",
    "lu_land_register": "org:LURCSL.B999901",
}


@pytest.fixture
def log(store: Store) -> Iterator[AuditLog]:
    fresh(store)
    opened = AuditLog(store, store.settings)
    yield opened
    opened.close()


def view_of(store: Store, log: AuditLog, who: str, basis: str) -> View:
    case = open_case(store, account(who), "permit_screening", basis, "subject", "subject", TODAY)
    return open_view(store, log, account(who), case, TODAY)


@pytest.mark.parametrize("sources", [REGISTERS, LAND], ids=["registers", "land"])
def test_a_sample_is_loaded_and_told_again_changes_nothing(store: Store, sources: tuple[str, ...]) -> None:
    fresh(store)
    for source in sources:
        sample = FOLDER / source / "sample" / "first"
        assert load(store, sample, source).status == "loaded"
        again = load(store, sample, source)
        assert again.status == "loaded"
        assert (counts(again, "new"), counts(again, "changed"), again.graph_rows) == ({}, {}, 0)


def test_a_dry_run_accounts_for_every_company(store: Store) -> None:
    """Of our sample and, where it lies beside the project, of a real part of the German trade register."""
    fresh(store)
    for folder in [FOLDER / "de_offeneregister" / "sample" / "first", *([REAL] if REAL.is_dir() else [])]:
        with job(store, folder, "de_offeneregister") as opened:
            report = check(opened)
        lines = report.lines["companies.jsonl"]
        text = (folder / "companies.jsonl").read_text(encoding="utf-8")
        assert lines["used"] + lines["refused"] + lines["ignored"] == text.count('"_registerArt"')
        assert report.records["organisation"]["contradicted"] == report.records["mandate"]["contradicted"] == 0
        assert counts(report, "new")["OrganisationStatement"] >= lines["used"]


def test_a_record_that_speaks_of_no_thing_is_written_changed_and_taken_back(store: Store) -> None:
    fresh(store)
    sample = FOLDER / "provider_lists" / "sample" / "first"
    report = load(store, sample, "provider_lists")
    told = readable(store, "BranchNorm", report.load, "country quantity median")
    assert {"country": "NL", "quantity": "turnover_per_m2", "median": 2450.5} in told
    assert (len(told), counts(report, "new")["BranchNorm"]) == (4, 4)
    roll_back(store, report.load)
    assert store.read("MATCH (n:BranchNorm) RETURN count(n) AS n") == [{"n": 0}]
    assert store.read("MATCH (n:ProviderListing) RETURN count(n) AS n") == [{"n": 0}]


@pytest.mark.parametrize(
    ("who", "basis"), [("coordinator-maastricht", "NL_BIBOB_3"), ("coordinator-genk", "BE_LICENCE_1983")]
)
def test_only_the_dutch_land_register_is_open(store: Store, log: AuditLog, who: str, basis: str) -> None:
    for source in LAND:
        load(store, FOLDER / source / "sample" / "first", source)
    network = around(view_of(store, log, who, basis), [SOLD["nl_land_register"]])
    sales = [node for node in network.nodes if node.kind == "Transfer"]
    assert {node.statements[0].get("price") for node in sales} == {455000.5, None, 120000.0}
    assert {edge.type for edge in network.edges} >= {"BOUGHT_BY", "SOLD_BY"}
    assert {(edge.source, edge.category) for edge in network.edges} == {("nl_land_register", "land_register")}


@pytest.mark.parametrize("source", LAND[1:])
def test_a_closed_land_register_does_not_so_much_as_name_its_firms(store: Store, log: AuditLog, source: str) -> None:
    assert load(store, FOLDER / source / "sample" / "first", source).status == "loaded"
    view = view_of(store, log, "official-maastricht", "NL_BIBOB_3")
    hidden, nobody = (around(view, [id_]) for id_ in (SOLD[source], "org:NLNHR.00000000"))
    assert hidden.edges == nobody.edges == ()
    assert [(n.label, n.statements) for n in hidden.nodes] == [(n.label, n.statements) for n in nobody.nodes]
