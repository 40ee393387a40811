"""Whom else the same input could mean: what is visible of the same number or name, and what speaks for and against."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.access.accounts import account
from graph.access.audit import AuditLog
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.view import View
from graph.checks.candidates import Candidate, candidates
from graph.checks.subject import find_subject
from graph.store.connection import Store
from tests.database.deliveries import TODAY, Sent, fresh, load, police, town

ROLE = {"role": "director", "origin": "register", "from": "2024-01-01", "case_number": "2026-0001"}


def _person(ref: str, surname: str, born: str, place: str) -> dict[str, str]:
    return {"person_ref": ref, "surname": surname, "given_names": "Anna", "birth_date": born, "town": place}


def _town() -> Sent:
    """Of one name A1 and A2 have one birth date, A3 has A1's town, A4 neither; two firms have one number."""
    sent = town()
    sent.rows["person"] += [
        _person("A1", "Naamproef", "1980-01-02", "Maastricht"),
        _person("A2", "Naamproef", "1980-01-02", ""),
        _person("A3", "Naamproef", "1955-03-04", "Maastricht"),
        _person("A4", "Naamproef", "1999-09-09", "Heerlen"),
    ]
    foreign = {"register": "FOREIGN", "register_number": "90000471"}
    sent.rows["organisation"] += [
        {"organisation_ref": "O2", "name": "Andere Zaak GmbH"} | foreign,
        {"organisation_ref": "O3", "name": "PROEFHORECA NV"},
    ]
    refs = ("A1", "A2", "A3", "A4", "O2", "O3")
    sent.rows["party"] += [ROLE | {"party_ref": ref} for ref in refs]
    return sent


def _police() -> Sent:
    sent = police()
    sent.rows["person"][0] |= _person("X1", "Naamproef", "1980-01-02", "Maastricht")
    return sent


@pytest.fixture
def view(store: Store, tmp_path: Path) -> Iterator[View]:
    fresh(store)
    load(store, _town().at(tmp_path / "town"))
    log, who = AuditLog(store, store.settings), account("official-maastricht")
    case = open_case(store, who, "permit_screening", "NL_BIBOB_3", "x", "2026-0001", TODAY)
    yield open_view(store, log, who, case, TODAY)
    log.close()


def _found(view: View, typed: str) -> list[Candidate]:
    return candidates(view, find_subject(view, typed))


def test_who_is_of_the_same_name_with_birth_date_or_town_is_listed(view: View) -> None:
    found = _found(view, "Naamproef, Anna, 1980-01-02")
    assert [one.rows[0]["birth_date"] for one in found] == ["1955-03-04", "1980-01-02", "1980-01-02"]
    assert [one.mixed for one in found] == [False, True, True]
    other = found[0].compared
    assert (other["name"], other["birth_date"], other["town"]) == ("agrees", "contradicts", "agrees")


def test_what_is_meant_alone_is_compared_with_the_others(view: View) -> None:
    first, second = [one for one in _found(view, "Naamproef, Anna, 1980-01-02") if one.mixed]
    assert {one.compared["town"] for one in (first, second)} == {"missing"}
    alone = _found(view, first.ids[0])
    assert second.ids in [one.ids for one in alone]
    assert not any(one.mixed or set(first.ids) & set(one.ids) for one in alone)


def test_a_number_may_be_one_of_another_register(view: View) -> None:
    found = _found(view, "2026-0001")
    assert [(one.label, one.mixed) for one in found] == [("Andere Zaak GmbH", False), ("PROEFHORECA NV", False)]
    foreign, namesake = (one.compared for one in found)
    assert (foreign["register_number"], foreign["register"], foreign["name"]) == (
        "agrees",
        "contradicts",
        "contradicts",
    )
    assert namesake["register_number"] == "missing"
    assert all(one.mixed for one in _found(view, "90000471")[:1])


def test_who_is_hidden_is_no_candidate(view: View, tmp_path: Path) -> None:
    asked = ("Naamproef, Anna, 1980-01-02", "2026-0001", "90000471")
    before = [_found(view, typed) for typed in asked]
    load(view.store, _police().at(tmp_path / "police"), "nl_police")
    again = open_view(view.store, view.audit, view.account, view.case, TODAY)
    assert [_found(again, typed) for typed in asked] == before


LUX = {"register": "LU_RCS", "register_number": "RCS Luxembourg B 191.847"}
GERMAN = {"register": "DE_HR", "register_number": "HRB Nr. 0012345", "register_court": "Amtsgericht Aachen"}


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ({"register": "NL_KVK", "register_number": "9000 0472"}, ("90000472", "9000.0472", "NLNHR.90000472")),
        ({"vat_number": "nl 004495445 B01"}, ("NL004495445B01", "NL 0044.95.445.B.01", "004495445B01")),
        ({"register": "BE_KBO", "register_number": "0403.449.823"}, ("0403449823", "BE 0403.449.823", "403.449.823")),
        ({"vat_number": "BE0403.449.823"}, ("0403449823", "be0403449823", "BE 403449823")),
        (LUX, ("B191847", "b 191.847", "RCS Luxembourg B191847")),
        (GERMAN, ("HRB 12345", "hrb12345", "HRB Nr. 12345")),
        ({"register": "FOREIGN", "register_number": "A-77"}, ("A-77", "a 77")),
    ],
    ids=["kvk", "dutch vat", "kbo", "belgian vat", "rcs", "hr", "foreign"],
)
def test_a_firm_is_found_by_any_writing_of_its_number(
    store: Store, tmp_path: Path, told: dict[str, str], typed: tuple[str, ...]
) -> None:
    fresh(store)
    sent = town()
    sent.rows["organisation"].append({"organisation_ref": "O2", "name": "Tweede Proef"} | told)
    sent.rows["party"].append(ROLE | {"party_ref": "O2"})
    load(store, sent.at(tmp_path / "a"))
    log, who = AuditLog(store, store.settings), account("official-maastricht")
    view = open_view(store, log, who, open_case(store, who, "permit_screening", "NL_BIBOB_3", "x", "x", TODAY), TODAY)
    for one in typed:
        subject = find_subject(view, one)
        assert [row["name"] for row in view.step("describe-organisation", ids=list(subject.ids))] == ["Tweede Proef"]
    log.close()
