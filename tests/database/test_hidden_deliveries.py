"""What an official sees is the same, byte for byte, whether deliveries hold rows that are closed to him or not.

Each time the ordinary import loads the same deliveries twice, with and without some rows. The rows that are hidden
stand at the end of their files and no delivery is left out, for three things are told of deliveries on purpose, none
of them of a person: the line of a row in its file (how many rows stand above it), the number of the load in the name
of a record (how many loads came before), and of each authority the day of its newest delivery. The last test shows
that nothing else tells whether a delivery was loaded at all.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import Case
from graph.access.opening import open_view
from graph.access.view import View
from graph.checks.check import run_check
from graph.checks.cli import as_data
from graph.checks.coverage import coverage
from graph.errors import UsageError
from graph.export.run import export, plan
from graph.network.neighbourhood import around, counts
from graph.network.network import as_data as network_data
from graph.store.connection import Store
from graph.store.loads import read_compartments
from tests.conftest import clear
from tests.database.deliveries import BSN, TODAY, Sent, fresh, load, police, town
from tests.signing import signed_export

NUMBER = "2026-0001"
FIRM = "org:NLNHR.90000471"
OFFICIAL = account("official-maastricht")
CASE = Case("2026-c", OFFICIAL.authority, OFFICIAL.id, "permit_screening", "NL_BIBOB_3", "x", NUMBER, TODAY)
HIDDEN_PERSON = "Verborgen, Vera, 1980-01-01"
EARLIER = {"case_number": "2020-0007", "permit_type": "alcohol", "status": "refused", "date_application": "2020-02-01"}
PUBLISHED = {"case_number": "H-1", "permit_type": "horeca_operation", "status": "revoked", "ground_kind": "integrity"}
PUBLISHED |= {"date_application": "2024-01-05", "date_decision": "2025-08-20", "applicant_ref": "O1"}
PUBLISHED |= {"published": "https://example.org/gmb-1"}
VERA = {"surname": "Verborgen", "given_names": "Vera", "birth_date": "1980-01-01"}

Hide = Callable[[dict[str, Sent]], None]


def _sent() -> dict[str, Sent]:
    """Maastricht with an older case beside the one that is asked for, Heerlen with a published act, and the police."""
    own, other = town(), town()
    own.rows["permit"][0] |= {"permit_type": "alcohol", "status": "under_review", "date_application": "2026-05-12"}
    own.rows["permit"].append(EARLIER | {"applicant_ref": "O1", "premises_ref": "R1"})
    other.authority = "nl-gm0917"
    other.rows = {name: other.rows[name] for name in ("organisation", "premises")}
    other.rows["organisation"].append({"organisation_ref": "O2", "name": "Andere Proef", "register": "none"})
    other.rows["permit"] = [PUBLISHED | {"premises_ref": "R1"}]
    return {"own": own, "other": other, "police": police()}


def _file_of_another_case(sent: dict[str, Sent]) -> None:
    """Who stood behind the older case, lent money for it, and was judged: all told in its integrity file."""
    rows = sent["own"].rows
    rows["permit"][-1] |= {"ground": "bibob_3_1a", "integrity_check": "lbb_advice"}
    rows["person"] += [{"person_ref": "P7"} | VERA]
    party = {"case_number": EARLIER["case_number"], "origin": "declared", "from": "2020-01-01"}
    rows["party"] += [party | {"party_ref": ref, "role": "financier", "from_questionnaire": "yes"} for ref in _WHO]
    rows["loan"] = [
        {"lender_ref": ref, "borrower_ref": "O1", "amount": "50000", "date": "2020-01-01", "origin": "questionnaire"}
        | {"case_number": EARLIER["case_number"]}
        for ref in _WHO
    ]


_WHO = ("P1", "P2", "P7")


def _police_rows(sent: dict[str, Sent]) -> None:
    """The police know the manager of the applicant, by his national number, and the premises as a clubhouse."""
    rows = sent["police"].rows
    rows["person"] += [
        {"person_ref": "X3", "surname": "Proefman", "national_id": BSN, "national_id_type": "NL_BSN"},
        {"person_ref": "X4"} | VERA,
    ]
    rows["premises"] = [town().rows["premises"][0]]
    rows["affiliation"] += [rows["affiliation"][0] | {"affiliation_id": f"A{n}", "person_ref": f"X{n}"} for n in (3, 4)]
    rows["group_business"] = [
        {"group_id": "G1", "premises_ref": "R1", "relation": "clubhouse", "incident_ids": "I1", "from": "2022-03-01"}
    ]


def _shared_with_others(sent: dict[str, Sent]) -> None:
    """Published acts that Heerlen shares with Sittard only: about the same firm and premises, and about a person."""
    rows = sent["other"].rows
    narrow = {"share_with": "nl-gm1883", "premises_ref": "R1"}
    rows["person"] = [{"person_ref": "P7"} | VERA]
    rows["permit"] += [
        PUBLISHED | narrow | {"case_number": "H-2"},
        PUBLISHED | narrow | {"case_number": "H-3", "applicant_ref": "P7"},
    ]


def _states_for_another_purpose(sent: dict[str, Sent]) -> None:
    """That the application was incomplete for five days is told for enforcement only: its term would be longer."""
    told = {"case_number": NUMBER, "purpose": "enforcement"}
    sent["own"].rows["status_change"] = [
        told | {"date": "2026-05-20", "status": "incomplete"},
        told | {"date": "2026-05-25", "status": "under_review"},
    ]


HIDDEN: dict[str, Hide] = {
    "states of another purpose": _states_for_another_purpose,
    "integrity file of another case": _file_of_another_case,
    "police": _police_rows,
    "shared with others": _shared_with_others,
}


@pytest.fixture
def log(store: Store) -> Iterator[AuditLog]:
    fresh(store)
    opened = AuditLog(store, store.settings)
    yield opened
    opened.close()


def _load(store: Store, path: Path, sent: dict[str, Sent]) -> None:
    clear(store)
    fresh(store)
    for name, one in sent.items():
        load(store, one.at(path / name), one.source, accept="persons whom no row names")


def _view(store: Store, log: AuditLog) -> View:
    return open_view(store, log, OFFICIAL, CASE, TODAY)


def _everything(view: View, out: Path) -> dict[str, Any]:
    """Whatever is told in a case: check, coverage, network, counts, export, and what a look-up answers."""
    result = run_check(view, NUMBER)
    ids = [FIRM, *result.subject.ids, *(member.id for member in result.circle)]
    planned = plan(view, f"around:{FIRM}", OFFICIAL.authority, 2)
    signed_export(view, f"around:{FIRM}", OFFICIAL.authority, 2)
    folder = export(view, f"around:{FIRM}", "json_own", out, OFFICIAL.authority, "asked for by letter", 2)
    return {
        "check": as_data(result),
        "coverage": [asdict(cover) for cover in coverage(view)],
        "network": network_data(around(view, ids, 2)),
        "counts": [asdict(one) for id_ in ids for one in counts(view, id_)],
        "plan": asdict(planned) | planned.numbers(),
        "files": {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())},
        "look-up": [_looked_up(view, typed) for typed in (HIDDEN_PERSON, EARLIER["case_number"], FIRM)],
    }


def _looked_up(view: View, typed: str) -> Any:
    try:
        return as_data(run_check(view, typed))
    except UsageError as error:
        return str(error)


def _lines(told: dict[str, Any]) -> list[str]:
    return json.dumps(told, indent=1, ensure_ascii=False, default=str).splitlines()


def _both(store: Store, log: AuditLog, tmp_path: Path, hide: Hide) -> tuple[View, list[str], list[str]]:
    """What is told without and with these rows, and a View of the store that holds them."""
    without, sent = _sent(), _sent()
    hide(sent)
    _load(store, tmp_path / "without", without)
    before = _everything(_view(store, log), tmp_path / "out")
    _load(store, tmp_path / "with", sent)
    view = _view(store, log)
    return view, _lines(before), _lines(_everything(view, tmp_path / "out with"))


@pytest.mark.parametrize("hidden", HIDDEN)
def test_rows_that_are_closed_change_nothing(store: Store, log: AuditLog, tmp_path: Path, hidden: str) -> None:
    view, before, after = _both(store, log, tmp_path, HIDDEN[hidden])
    assert after == before
    everywhere = replace(view, open=dict.fromkeys(read_compartments(store), date.min))
    assert _lines(_everything(everywhere, tmp_path / "open")) != before  # the rows are there, and would tell


def test_whether_a_closed_delivery_was_loaded_is_told_by_number_and_day_only(
    store: Store, log: AuditLog, tmp_path: Path
) -> None:
    """The newest load is known to all, and so is the day of a delivery: both are told on every case alike."""
    earlier, checks, covers = [], [], []
    for name in ("without", "with"):
        sent = _sent()
        if name == "without":
            del sent["police"]
        _load(store, tmp_path / name, sent)
        view = _view(store, log)
        earlier.append(_lines(_everything(replace(view, known_at=2), tmp_path / f"out {name}")))
        checks.append(as_data(run_check(view, NUMBER)) | {"known_at": "told on purpose"})
        covers.append(coverage(view))
    assert earlier[0] == earlier[1]
    assert checks[0] == checks[1]
    days = [(one.delivered, other) for one, other in zip(*covers, strict=True) if one != other]
    assert days == [(None, replace(days[0][1], delivered=TODAY))]
    assert (days[0][1].authority.id, days[0][1].category) == ("nl-pol-limburg", "police")
    assert covers[0] == [replace(c, delivered=None) if c.category == "police" else c for c in covers[1]]
