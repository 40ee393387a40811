"""Police, tax and labour of four countries in the graph: loaded, told again, and a pseudonym that never leaves."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.view import View
from graph.checks.check import run_check
from graph.checks.cli import as_data as check_as_data
from graph.checks.describe import UNKNOWN, describe
from graph.export.formats import formats
from graph.export.run import export
from graph.model.kinds import the_model
from graph.network.neighbourhood import among, around, counts
from graph.network.network import as_data
from graph.patterns.queries import view_queries
from graph.store.connection import Store
from graph.store.loads import read_compartments
from ingest.spec import FOLDER, sources
from tests.database.deliveries import TODAY, Sent, fresh, load, readable, town
from tests.database.deliveries import counts as outcomes
from tests.signing import signed_by_two, signed_export

FIRM, PREMISES = "org:NLNHR.90000471", "pre:nl:0935200000012345"
SAMPLES = sorted(name for name in sources() if name.partition("_")[2] in {"police", "tax", "labour"})
MARKER = "0badc0de" * 4
LABOUR = {"legal_basis": "NL_ARBOWET_24", "purpose": "permit_screening", "confidentiality": "vertrouwelijk"}

LATER = date(2026, 6, 20)


def _labour(premises_use: str = "storage") -> Sent:
    """At the premises and for the firm that the town tells of."""
    place = town().rows["premises"][0]
    rows = {
        "organisation": [town().rows["organisation"][0]],
        "premises": [place | {"use": premises_use}],
        "worker_presence": [
            {"pseudonym": MARKER, "premises_ref": "R1", "organisation_ref": "O1", "date": f"2026-02-{day}"}
            | {"slept_there": "yes"}
            for day in (11, 12)
        ],
        "employment": [{"organisation_ref": "O1", "period": "2026-Q1", "n_employees": "4"}],
    }
    return Sent("nl_labour", "nl-labour", LABOUR | {"retention_until": "2027-01-01"}, rows)


def _all_seeing(store: Store, log: AuditLog) -> View:
    """A View that no policy gives: every compartment is open to it."""
    who = account("official-maastricht")
    case = open_case(store, who, "permit_screening", "NL_BIBOB_3", "90000471", "2026-0001", TODAY)
    return replace(open_view(store, log, who, case, TODAY), open=dict.fromkeys(read_compartments(store), date.min))


def test_all_samples_are_loaded_and_told_again_without_a_write(store: Store) -> None:
    fresh(store)
    assert len(SAMPLES) == 12
    for name in SAMPLES:
        first = load(store, FOLDER / name / "sample" / "first", name, accept="refused rows belong to the sample")
        assert first.status in {"loaded", "accepted"}
        again = load(store, FOLDER / name / "sample" / "first", name, accept="refused rows belong to the sample")
        assert (again.graph_rows, outcomes(again, "new"), outcomes(again, "changed")) == (0, {}, {}), name
    written = {
        kind for name in SAMPLES for told in sources()[name].kinds for kind in sources()[name].kind(told).model_kinds
    }
    absent = [kind for kind in sorted(written) if not readable(store, kind, 1_000)]
    assert not absent, f"no sample of the four countries writes {absent}"


def test_a_debt_that_is_left_out_is_withdrawn_and_a_new_date_is_no_correction(store: Store, tmp_path: Path) -> None:
    fresh(store)
    row = {"debt_id": "D1", "debtor_ref": "X", "tax_kind": "vat", "open_amount": "100", "status": "open"}
    dated = [row | {"reference_date": day} for day in ("2026-04-30", "2026-05-31")]
    sent = Sent("nl_tax", "nl-tax", LABOUR | {"retention_until": "2027-01-01"}, {"tax_debt": dated})
    load(store, sent.at(tmp_path / "one"), "nl_tax")
    assert len(readable(store, "TaxDebt", 1)) == 2
    sent.rows["tax_debt"] = dated[1:]
    told = load(store, sent.at(tmp_path / "two", "2026-06-15"), "nl_tax", accept="one debt was paid")
    assert outcomes(told, "withdrawn") == {"TaxDebt": 1}
    assert [len(readable(store, "TaxDebt", known)) for known in (1, 2)] == [1, 1]  # unreadable for every known-at


def test_presence_at_a_sex_business_is_refused_also_when_it_was_told_before(store: Store, tmp_path: Path) -> None:
    fresh(store)
    load(store, _labour().at(tmp_path / "storage"), "nl_labour")
    assert len(readable(store, "WorkerPresence", 1)) == 2
    later = _labour("sex_business").at(tmp_path / "later", "2026-06-15")
    told = load(store, later, "nl_labour", accept="the premises changed their use")
    assert told.lines["worker_presence.csv"] == {"refused": 2}
    refused = (store.settings.data / "quarantine" / f"{told.load}.jsonl").read_text(encoding="utf-8")
    assert "worker_presence is never told of sex_business" in refused
    assert outcomes(told, "withdrawn")["WorkerPresence"] == 2
    assert readable(store, "WorkerPresence", 1) == []


def test_a_later_delivery_that_is_silent_on_the_use_does_not_open_a_sex_business(store: Store, tmp_path: Path) -> None:
    """What the authority told before holds until it tells another use."""
    fresh(store)
    finding = {"finding_id": "F1", "organisation_ref": "O1", "premises_ref": "R1", "date": "2026-02-11"}
    finding |= {"finding": "hours", "sanction": "none", "final": "no"}
    came = {}
    for number, use in enumerate(("sex_business", "", "dwelling"), 1):
        sent = _labour(use)
        sent.rows["labour_finding"] = [finding]
        told = load(
            store, sent.at(tmp_path / str(number), f"2026-06-0{number}"), "nl_labour", accept="test", today=LATER
        )
        came[use] = dict(told.lines["worker_presence.csv"])
    assert came == {"sex_business": {"refused": 2}, "": {"refused": 2}, "dwelling": {"used": 2}}


def test_an_investigator_sees_chapters_and_ties_of_groups_and_an_official_sees_nothing(
    store: Store, log: AuditLog
) -> None:
    fresh(store)
    load(store, FOLDER / "nl_police" / "sample" / "first", "nl_police", accept="refused rows belong to the sample")
    group = "grp:nl-pol-limburg/G1"
    told = {}
    for who, purpose, basis in (
        ("investigator-limburg", "criminal_investigation", "NL_WPG_8"),
        ("official-maastricht", "permit_screening", "NL_BIBOB_3"),
    ):
        case = open_case(store, account(who), purpose, basis, "x", "2026-0001", TODAY)
        if purpose == "criminal_investigation":
            signed_by_two(store, account(who), case, "gang_data", "police", TODAY)
        network = around(open_view(store, log, account(who), case, TODAY), [group])
        told[who] = {(node.kind, node.label) for node in network.nodes if node.kind in {"Group", "Chapter", "GroupTie"}}
    assert told["investigator-limburg"] == {
        ("Group", "MC Verzonnen"),
        ("Group", "MC Verzonnen Support"),
        ("Group", UNKNOWN),  # whom it succeeds is a number that was not delivered
        ("Chapter", "MC Verzonnen Maastricht"),
        ("Chapter", "MC Verzonnen Heerlen"),
        ("GroupTie", "Group tie: supports, B2"),
        ("GroupTie", "Group tie: successor_of, B2"),
    }
    assert told["official-maastricht"] == set()


# -- a pseudonym never leaves ----------------------------------------------------------------------------------


def _answers(view: View, out: Path) -> Iterator[tuple[str, str]]:
    """Everything that people get about the firm and the premises, and every shared step asked about all there is."""
    ids = sorted(row["id"] for row in view.store.read("MATCH (t) WHERE t.id CONTAINS ':' RETURN DISTINCT t.id AS id"))
    records = sorted(row["record"] for row in view.store.read("MATCH (r:WorkerPresence) RETURN r.record AS record"))
    yield "describe", repr(describe(view, ids))
    for start in (FIRM, PREMISES):
        yield "network", json.dumps(as_data(around(view, [start], hops=2)), default=str)
        yield "counts", repr(counts(view, start))
    yield "among", json.dumps(as_data(among(view, ids)), default=str)
    yield "check", json.dumps(check_as_data(run_check(view, "2026-0001")), default=str)
    for name, query in view_queries().items():
        if query.parameters in ({"ids"}, {"records"}) and not query.act:  # what nobody signed for is refused
            yield name, repr(view.step(name, **{key: [*ids, *records] for key in query.parameters}))
    for name in formats():
        signed_export(view, f"around:{PREMISES}", "nl-gm0935", 2)
        folder = export(view, f"around:{PREMISES}", name, out / name, "nl-gm0935", "asked for by letter", 2)
        yield from ((f"export {name}", path.read_bytes().decode("latin-1")) for path in folder.iterdir())


def test_safeguard_14_a_pseudonym_leaves_through_no_door(store: Store, log: AuditLog, tmp_path: Path) -> None:
    fresh(store)
    load(store, town().at(tmp_path / "town"))
    load(store, _labour().at(tmp_path / "labour"), "nl_labour")
    held = readable(store, "WorkerPresence", 2)
    kept = {row["worker_key"] for row in held}
    assert len(held) == 2
    assert len(kept) == 1
    view = _all_seeing(store, log)
    answers = list(_answers(view, tmp_path / "out"))
    assert len({name for name, _ in answers}) > 20
    assert any("Proefhoreca" in told for name, told in answers if name == "network")  # the firm itself is shown
    assert [name for name, told in answers if any(mark in told for mark in (MARKER, *kept))] == []
    assert [name for name, told in answers if name == "network" and "WorkerPresence" in told] == []


def test_the_delivered_pseudonym_is_in_no_file_of_the_store(store: Store, log: AuditLog, tmp_path: Path) -> None:
    fresh(store)
    sent = _labour()
    sent.rows["worker_presence"] += [
        sent.rows["worker_presence"][0] | {"date": "2026-02-30"},
        sent.rows["worker_presence"][0] | {"pseudonym": "Naam Vanwerker"},
    ]
    told = load(store, sent.at(tmp_path / "labour"), "nl_labour", accept="test")
    assert told.lines["worker_presence.csv"] == {"used": 2, "refused": 2}
    values = {str(value) for row in readable(store, "WorkerPresence", 1) for value in row.values()}
    assert MARKER not in " ".join(values)
    folders = [store.settings.data / name for name in ("quarantine", "reports")]
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert texts
    assert not [text for text in texts if MARKER in text or "Vanwerker" in text]


def test_no_record_with_a_counted_property_is_followed_by_paths() -> None:
    counted = {
        name for name, kind in the_model().records.items() if any(told.counted for told in kind.properties.values())
    }
    assert counted == {"WorkerPresence"}
    lines = [kind for kind in the_model().relationships.values() if set(kind.ends[0]) & counted]
    assert lines
    assert not [kind.kind for kind in (*lines, the_model().kinds["WorkerPresence"]) if kind.path]
