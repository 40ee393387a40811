"""Host, profile and instruments: what may lie in a store is decided before a row is read."""

import logging
from datetime import date
from pathlib import Path

import pytest

from graph.access.authorities import authorities, authority
from graph.access.deployed import DEMO
from graph.access.deployment import deployment
from graph.access.profiles import profiles
from graph.access.review import WARN
from graph.errors import RefusedError, UsageError
from ingest.admission import admit, admit_categories, told_categories
from ingest.contract.columns import sort_columns
from ingest.contract.kind import kinds
from ingest.rows import Delivery
from ingest.spec import source
from tests.deployments import deployed

TODAY = date(2026, 11, 27)
MAASTRICHT = {"profile": "municipality-nl", "host": "nl-gm0935"}


def delivery(name: str, teller: str, synthetic: bool = False) -> Delivery:
    return Delivery(name, teller, "d", TODAY, complete=True, synthetic=synthetic, legal_instrument="agreement 7")


def instrument(teller: str, categories: str, reviewed: str = "2026-01-02") -> dict[str, str]:
    return {"authority": teller, "categories": categories, "article": "Wet Bibob art. 28", "reviewed": reviewed}


def test_without_a_file_it_is_the_demonstration() -> None:
    assert (deployment().profile.profile, deployment().profile.made_up) == ("demo", True)


def test_only_the_demonstration_takes_made_up_data() -> None:
    assert [name for name, one in profiles().items() if one.made_up] == ["demo"]


def test_real_data_are_refused_by_the_demonstration_and_made_up_data_by_the_others(tmp_path: Path) -> None:
    real, made_up = (delivery("nl_municipality", "nl-gm0935", synthetic) for synthetic in (False, True))
    admit(made_up, source("nl_municipality"))
    with pytest.raises(RefusedError, match="neither open data nor marked"):
        admit(real, source("nl_municipality"))
    with deployed(tmp_path, **MAASTRICHT):
        admit(real, source("nl_municipality"))
        with pytest.raises(RefusedError, match="made-up data have no place"):
            admit(made_up, source("nl_municipality"))


def test_a_source_is_told_by_its_kind_of_authority_only() -> None:
    with pytest.raises(UsageError, match="Maastricht is a municipality, but nl_police is told by: police"):
        admit(delivery("nl_police", "nl-gm0935", synthetic=True), source("nl_police"))


def test_a_category_needs_an_instrument_and_its_sentence_names_both(tmp_path: Path) -> None:
    with deployed(tmp_path, **MAASTRICHT, instruments=[instrument("nl-gm0935", "permit measure")]):
        admit_categories(delivery("nl_municipality", "nl-gm0935"), {"permit", "measure", "open"}, TODAY)
        with pytest.raises(RefusedError, match=r"refused unread: integrity_file of Maastricht .* no instrument"):
            admit_categories(delivery("nl_municipality", "nl-gm0935"), {"permit", "integrity_file"}, TODAY)


def test_what_the_profile_does_not_hold_no_instrument_brings_in(tmp_path: Path) -> None:
    told = [instrument("nl-pol-limburg", "police"), instrument("be-nis71016", "permit")]
    with deployed(tmp_path, **MAASTRICHT, instruments=told):
        for teller, category in (("nl-pol-limburg", "police"), ("be-nis71016", "permit")):
            with pytest.raises(RefusedError, match="no place in the profile municipality-nl"):
                admit_categories(delivery("x", teller), {category}, TODAY)
        admit_categories(delivery("be_kbo", "be-kbo"), {"open"}, TODAY)


def test_an_old_instrument_is_warned_of_and_a_very_old_one_holds_no_more(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told = [instrument("nl-gm0935", "permit", "2025-06-01"), instrument("nl-gm0935", "measure", "2024-06-01")]
    with deployed(tmp_path, **MAASTRICHT, instruments=told), caplog.at_level(logging.WARNING):
        admit_categories(delivery("nl_municipality", "nl-gm0935"), {"permit"}, TODAY)
        assert "review it" in caplog.text
        with pytest.raises(RefusedError, match="two years old"):
            admit_categories(delivery("nl_municipality", "nl-gm0935"), {"measure"}, TODAY)


@pytest.mark.parametrize(
    ("keys", "error"),
    [
        ({"profile": "ministry-nl", "host": "nl-gm0935"}, "unknown profile 'ministry-nl'; known: ariec, demo"),
        ({"profile": "municipality-nl", "host": "be-nis71016"}, r"Genk \(municipality, BE\) cannot be the host"),
        ({"profile": "riec"}, "it names no host"),
        ({"profile": "riec", "host": "nl-nobody"}, "'nl-nobody' is not in the register"),
        ({**MAASTRICHT, "instruments": [{"authority": "nl-gm0935"}]}, "an entry under instruments does not fit"),
        ({**MAASTRICHT, "instruments": [instrument("nl-gm0000", "permit")]}, "'nl-gm0000' is not in the register"),
        ({**MAASTRICHT, "instrument": []}, "unknown keys instrument"),
        ({**MAASTRICHT, "theme_studies": [{"authority": "nl-gm0935"}]}, "an entry under theme_studies does not fit"),
    ],
)
def test_a_deployment_that_does_not_fit_says_where(tmp_path: Path, keys: dict[str, object], error: str) -> None:
    with deployed(tmp_path, **keys), pytest.raises(UsageError, match=error):
        deployment()


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with deployed(tmp_path, **MAASTRICHT, authorities="none.yaml"), pytest.raises(UsageError, match=r"none\.yaml"):
        deployment()


@pytest.mark.parametrize("name", sorted(set(profiles()) - {"demo"}))
def test_every_profile_has_a_host_in_the_register(tmp_path: Path, name: str) -> None:
    hosts = {"riec": "nl-riec-limburg", "ariec": "be-ariec-limburg", "ministry-lu": "lu-economy"} | {
        "municipality-nl": "nl-gm0935",
        "municipality-be": "be-nis71016",
        "municipality-de": "de-ags05334002",
        "tax": "be-tax",
        "police": "de-pol-aachen",
    }
    with deployed(tmp_path, profile=name, host=hosts[name]):
        assert deployment().profile.holds_of(deployment().host, authority("lu-rcs"), "open")


def test_the_headers_say_which_categories_a_file_can_tell() -> None:
    permit, person = kinds()["permit"], kinds()["person"]
    plain = ["case_number", "permit_type", "status", "applicant_ref"]
    assert told_categories(permit, sort_columns(permit, plain, (), "permit.csv")) == {"permit"}
    told = told_categories(permit, sort_columns(permit, [*plain, "ground", "published"], (), "permit.csv"))
    assert told == {"permit", "open", "integrity_file"}
    assert told_categories(person, sort_columns(person, ["person_ref", "surname"], (), "person.csv")) == set()


def test_the_file_of_the_demonstration_names_no_instrument() -> None:
    """Made-up and open data need none; one that stood there would look like a law."""
    assert "instruments: []" in DEMO.read_text(encoding="utf-8")


def test_in_the_demonstration_some_take_part_in_theme_studies_and_some_do_not() -> None:
    here = {authority(one.authority) for one in deployment().taking_part(TODAY)}
    towns = {one for one in authorities().values() if one.kind == "municipality"}
    assert {one.country for one in here & towns} == {"NL", "BE", "DE"}
    assert {one.country for one in towns - here} >= {"NL", "BE", "DE"}
    assert not deployment().taking_part(TODAY + 3 * WARN)
