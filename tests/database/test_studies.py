"""A theme study counts what each authority that takes part could see itself, once; it is kept as it was told."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.access.accounts import account
from graph.access.audit import AuditLog, show
from graph.errors import RefusedError, UsageError
from graph.patterns.patterns import Example
from graph.store.connection import Store, Transaction
from graph.store.loads import LOADS
from graph.studies.kept import Study, keep_study, list_studies, read_study
from graph.studies.making import make_study
from graph.studies.quarters import read_quarter
from graph.studies.words import study_lines
from tests.deployments import deployed
from tests.examples import load_records, records_of
from tests.hiding import Hidden, Unlogged, Within, elements, remove, undone
from tests.world_store import empty_store
from tests.worlds import World

ENGINES = ("embedded", "neo4j")
DELIVERED, TODAY, QUARTER = "2026-07-10", date(2026, 7, 15), read_quarter("2026Q2")
ANALYST = account("analyst-limburg")
MAASTRICHT, HEERLEN, VENLO, GENK, KVK = "nl-gm0935", "nl-gm0917", "nl-gm0983", "be-nis71016", "nl-kvk"
FORGET = "MATCH (s:StateStudy) DELETE s"
HOP, MEASURES = "permit-hop", "premises-measures"
Rows = list[dict[str, str]]
# what Genk told of the firm with this number, and how; 0 to 7 are published refusals that Maastricht may see
MARKED = {
    16: {"share_with": MAASTRICHT},
    17: {"handling_code": "H3"},
    18: {"disputed": "yes"},
    19: {"purpose": "integrity_investigation"},
    20: {"confidentiality": "geheim"},
}


def firm(number: int) -> dict[str, str]:
    base = 9_990_000 + number
    told = f"0{base:07d}{97 - base % 97:02d}"
    return {
        "organisation_ref": f"O{number}",
        "name": f"Proefzaak {number}",
        "register": "BE_KBO",
        "register_number": told,
    }


def applied(number: int, day: str = "2026-05-10", **more: str) -> dict[str, str]:
    told = {"case_number": f"Z-{number}", "permit_type": "horeca_operation", "status": "under_review"}
    return told | {"date_application": day, "applicant_ref": f"O{number}", **more}


def maastricht() -> dict[str, Rows]:
    """24 applications; at the premises of the last six there was a closure, when the manager of now was there."""
    new = range(18, 24)
    return {
        "permit": [applied(number, **({"premises_ref": f"A{number}"} if number in new else {})) for number in range(24)]
        + [
            {
                **applied(number, "2019-03-01"),
                "case_number": f"Y-{number}",
                "status": "lapsed",
                "premises_ref": f"A{number}",
            }
            for number in new
        ],
        "party": [
            {
                "case_number": f"{year}-{number}",
                "party_ref": f"P{number}",
                "role": "manager",
                "origin": "declared",
                "from": day,
            }
            for number in new
            for year, day in (("Z", "2026-05-01"), ("Y", "2019-05-01"))
        ],
        "measure": [
            {
                "measure_id": f"M-{n}",
                "measure_type": "closure",
                "reason": "drugs",
                "date_start": "2023-06-01",
                "premises_ref": f"A{n}",
            }
            for n in new
        ],
        "organisation": [firm(number) for number in range(24)],
        "person": [
            {"person_ref": f"P{n}", "surname": f"Voorbeeld{n}", "given_names": "Eva", "birth_date": "1980-02-03"}
            for n in new
        ],
        "premises": [
            {
                "premises_ref": f"A{n}",
                "street": "Proefplein",
                "number": str(n),
                "postcode": "6211 CD",
                "town": "Maastricht",
                "country": "NL",
            }
            for n in new
        ],
    }


def some(first: int, count: int) -> dict[str, Rows]:
    numbers = range(first, first + count)
    return {"permit": [applied(number) for number in numbers], "organisation": [firm(number) for number in numbers]}


def genk() -> dict[str, Rows]:
    """Refusals of the firms of Maastricht, published for some; and seven applications of its own."""
    refused = {"permit_type": "alcohol", "status": "refused", "ground_kind": "integrity", "date_decision": "2025-02-20"}
    told = [
        {"case_number": f"G-{n}", **refused, "applicant_ref": f"O{n}", **MARKED.get(n, {})}
        | ({} if 8 <= n < 16 else {"published": "yes"})
        for n in range(21)
    ]
    own = some(300, 7)
    return {"permit": told + own["permit"], "organisation": [firm(n) for n in range(21)] + own["organisation"]}


@pytest.fixture(scope="module", params=[pytest.param(name, marks=pytest.mark.engines) for name in ENGINES])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with empty_store(request, request.param, tmp_path_factory.mktemp("studies")) as opened:
        yield opened


@pytest.fixture(scope="module")
def world(store: Store, tmp_path_factory: pytest.TempPathFactory) -> World:
    given = {
        f"nl_municipality/{MAASTRICHT}": maastricht(),
        f"nl_municipality/{HEERLEN}": some(100, 3),
        f"nl_municipality/{VENLO}": some(200, 12),
        f"be_municipality/{GENK}": genk(),
    }
    told = Example(
        name="quarter",
        variant="positive",
        account=ANALYST.id,
        case_number="",
        as_of=DELIVERED,
        given=given,
        expect="met",
    )
    records = {one.key: one for one in records_of(told, tmp_path_factory.mktemp("keys"))}
    load_records(store, records.values())
    loads = {(row["source"], row["authority"]): row["number"] for row in store.read(LOADS)}
    ids = {key: f"{key}@{loads[one.compartment.source, one.compartment.authority]}" for key, one in records.items()}
    return World("studies", tuple(records.values()), {}, ANALYST, today=TODAY, ids=ids)


Deployed = Callable[..., AbstractContextManager[Path]]


@pytest.fixture
def part(tmp_path: Path) -> Deployed:
    """The deployment in which these take part."""

    def with_part(*names: str, reviewed: str = "2026-01-12") -> AbstractContextManager[Path]:
        told = [{"authority": name, "article": "agreement 7", "reviewed": reviewed} for name in names]
        return deployed(tmp_path, profile="demo", host="nl-riec-limburg", theme_studies=told)

    return with_part


def made(store: Store) -> Study:
    """A study that nobody made before."""
    store.write(FORGET)
    return make_study(store, Unlogged(store, store.settings), ANALYST, QUARTER, TODAY)


def told(study: Study) -> str:
    return json.dumps(study.told)


def counts(study: Study, indicator: str) -> dict[str, Any]:
    found = next(one["counts"] for one in study.told["indicators"] if one["id"] == indicator)
    return dict(found["catering"])


def without(transaction: Transaction, world: World, told_by: Callable[[Any], bool]) -> int:
    """Take away the records that `told_by` names; how many they were."""
    gone = [Hidden(elements(one), "") for one in world.records if told_by(one)]
    remove(transaction, world, gone)
    return len(gone)


def test_applications_are_counted_by_indicator_sector_and_area(store: Store, world: World, part: Deployed) -> None:
    with part(MAASTRICHT, HEERLEN, GENK):
        study = undone(store, lambda t: made(Within(t, store.settings)))
    looked_at = study.told["looked_at"]
    assert looked_at["catering"] == {
        "cells": {MAASTRICHT: 24, HEERLEN: None, GENK: 7},
        "totals": {"NL": None, "BE": 7},
    }
    assert set(looked_at["gambling"]["cells"].values()) == {0}
    assert counts(study, HOP) == {"cells": {MAASTRICHT: 8, HEERLEN: None}, "totals": {"NL": None}}
    assert counts(study, MEASURES)["cells"] == {MAASTRICHT: 6, HEERLEN: None}
    assert study.told["left_out"][VENLO] == "Venlo takes no part in theme studies."
    text = "\n".join(study_lines(study))
    assert "no guilt" in text
    assert not [
        word for word in ("Proefzaak", "Z-1", "Voorbeeld", "per:", "org:", "pre:") if word in told(study) + text
    ]


def test_in_belgium_no_indicator_is_counted_and_the_article_is_told(store: Store, world: World, part: Deployed) -> None:
    with part(MAASTRICHT, GENK):
        study = undone(store, lambda t: made(Within(t, store.settings)))
    for one in study.told["indicators"]:
        assert one["answers"][GENK]["state"] == "not answered"
        assert "New Municipal Act art. 119ter" in one["answers"][GENK]["because"][0]
        assert all(GENK not in row["cells"] and "BE" not in row["totals"] for row in one["counts"].values())
    assert "–" in "\n".join(study_lines(study))


HIDDEN: dict[str, tuple[tuple[str, ...], Callable[[Any], bool]]] = {
    "of who takes no part": ((MAASTRICHT, HEERLEN), lambda one: one.compartment.authority in {GENK, VENLO}),
    "not published in Genk": (
        (MAASTRICHT, HEERLEN, GENK),
        lambda one: (
            one.compartment.authority == GENK
            and one.compartment.category != "open"
            and one.properties.get("case_number", "").startswith("G-")
        ),
    ),
    "marked more closely": (
        (MAASTRICHT, HEERLEN, GENK),
        lambda one: (
            one.compartment.authority == GENK
            and bool(
                one.compartment.share_with
                or one.compartment.handling
                or one.compartment.status != "normal"
                or one.compartment.confidentiality == "geheim"
                or one.compartment.purposes == ("integrity_investigation",)
            )
        ),
    ),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_may_not_be_read_changes_not_a_byte(name: str, store: Store, world: World, part: Deployed) -> None:
    names, hidden = HIDDEN[name]

    def work(transaction: Transaction) -> tuple[str, str]:
        inside = Within(transaction, store.settings)
        full = told(made(inside))
        assert without(transaction, world, hidden) > 4
        return full, told(made(inside))

    with part(*names):
        full, absent = undone(store, work)
    assert full == absent


def test_what_may_be_read_changes_a_study(store: Store, world: World, part: Deployed) -> None:
    """Each of the refusals that Genk published, and each of the measures, counts: eight become seven, six five."""

    def work(transaction: Transaction) -> tuple[Study, Study]:
        inside = Within(transaction, store.settings)
        full = made(inside)
        taken = {"permit/G-0", "measure/M-18"}
        assert without(transaction, world, lambda one: one.key.split("/", 2)[2] in taken) == 2
        return full, made(inside)

    with part(MAASTRICHT, HEERLEN, GENK):
        full, less = undone(store, work)
    changed = [
        (counts(one, HOP)["cells"][MAASTRICHT], counts(one, MEASURES)["cells"][MAASTRICHT]) for one in (full, less)
    ]
    assert changed == [(8, 6), (7, 5)]


def test_a_study_is_made_once_whatever_comes_after(store: Store, world: World, part: Deployed) -> None:
    def work(transaction: Transaction) -> tuple[Study, Study, Study]:
        inside = Within(transaction, store.settings)
        first = made(inside)
        without(transaction, world, lambda one: one.key.endswith("/permit/G-0"))
        again = make_study(inside, Unlogged(inside, store.settings), ANALYST, QUARTER, TODAY)
        return first, again, made(inside)

    with part(MAASTRICHT, GENK):
        first, again, fresh = undone(store, work)
    assert again == first
    assert told(fresh) != told(first)


def test_a_study_stays_as_it_was_told_when_somebody_takes_no_part_any_more(
    store: Store, world: World, part: Deployed
) -> None:
    with part(MAASTRICHT, GENK):
        first = made(store)
    with part(MAASTRICHT):
        assert read_study(store, QUARTER.name) == first
        assert [one.id for one in list_studies(store)] == [QUARTER.name]
        new = made(store)
    store.write(FORGET)
    assert counts(first, HOP)["cells"] == {MAASTRICHT: 8}
    assert counts(new, HOP)["cells"] == {MAASTRICHT: 0}
    assert GENK in new.told["left_out"]
    said = next(one["answers"][MAASTRICHT]["because"] for one in new.told["indicators"] if one["id"] == HOP)
    assert any(one.startswith("Genk") and "takes no part" in one for one in said)
    with pytest.raises(UsageError, match="No study of 2026Q2 was made here"):
        read_study(store, QUARTER.name)


def test_of_two_that_were_made_at_once_the_first_is_kept(store: Store) -> None:
    first = keep_study(store, "2025Q1", {"areas": []}, TODAY)
    assert keep_study(store, "2025Q1", {"areas": ["more"]}, TODAY) == first
    store.write(FORGET)


def test_an_old_consent_is_warned_of_and_a_very_old_one_holds_no_more(
    store: Store, world: World, part: Deployed, caplog: pytest.LogCaptureFixture
) -> None:
    with part(MAASTRICHT, reviewed="2025-06-01"):
        study = undone(store, lambda t: made(Within(t, store.settings)))
    assert [one["id"] for one in study.told["areas"]] == [MAASTRICHT]
    assert "review it" in caplog.text
    with part(MAASTRICHT, reviewed="2024-06-01"), pytest.raises(RefusedError, match="Nobody who takes part"):
        undone(store, lambda t: made(Within(t, store.settings)))


@pytest.mark.parametrize(
    ("user", "quarter", "today", "said"),
    [
        ("official-maastricht", "2026Q2", TODAY, "for analysts and coordinators of expertise centres"),
        ("analyst-limburg", "2026Q3", TODAY, "2026Q3 has not ended"),
        ("analyst-limburg", "2026Q2", date(2026, 6, 30), "2026Q2 has not ended"),
        ("analyst-limburg", "2026Q3", date(2026, 10, 20), r"waits for .*: Maastricht \(2026-07-10\)"),
    ],
)
def test_a_study_is_refused(
    store: Store, world: World, part: Deployed, user: str, quarter: str, today: date, said: str
) -> None:
    with part(MAASTRICHT, KVK), pytest.raises(RefusedError, match=said):
        make_study(store, Unlogged(store, store.settings), account(user), read_quarter(quarter), today)
    assert list_studies(store) == []


def test_making_is_one_line_of_the_log_and_so_is_each_look(store: Store, world: World, part: Deployed) -> None:
    log = AuditLog(store, store.settings)
    with part(MAASTRICHT, GENK):
        for _ in range(2):
            make_study(store, log, ANALYST, QUARTER, TODAY)
    log.close()
    store.write(FORGET)
    lines = [(line["account"], line["case"], line["action"]) for line in show(store.settings)]
    assert lines == [(ANALYST.id, "", "study make"), (ANALYST.id, "", "study show")]
