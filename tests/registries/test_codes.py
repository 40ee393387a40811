"""Official terms: codes of the contracts in the languages of their country; a new file needs no other edit."""

from datetime import date
from pathlib import Path

import pytest

from graph.codes.official import FOLDER, LANGUAGES, official, read_terms
from graph.errors import UsageError
from ingest.contract.kind import kinds

FILES = sorted(FOLDER.glob("*.yaml"))
COLUMNS = [(name, set(spec.codes)) for kind in kinds().values() for name, spec in kind.columns.items()]
CODES = {told for name, codes in COLUMNS for code in codes for told in (code, f"{name}/{code}")}
GROUNDS = set(kinds()["measure"].columns["legal_ground"].codes) - {"other"}


GERMAN_SPEAKING = {"63001", "63012", "63013", "63023", "63040", "63048", "63061", "63067", "63087"}


def test_every_country_has_terms() -> None:
    assert {path.stem.upper() for path in FILES} == set(LANGUAGES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_term_is_of_a_code_of_the_contracts_in_a_language_of_the_country(path: Path) -> None:
    told = read_terms(path)
    assert set(told.terms) <= CODES, f"{path.name}: no contract knows {sorted(set(told.terms) - CODES)}"
    wrong = {code for code, said in told.terms.items() if not said or set(said) - set(LANGUAGES[told.country])}
    assert not wrong, f"{path.name}: {sorted(wrong)} speaks another language"
    assert told.reviewed <= date.today()  # noqa: DTZ011


@pytest.mark.parametrize("ground", sorted(GROUNDS - {"LU_COMMUNE"}))  # by-laws of communes have no one name
def test_every_ground_of_a_measure_has_its_official_citation(ground: str) -> None:
    country = ground[:2]
    assert official(country, ground), f"add {ground} to graph/codes/official/{country.lower()}.yaml"


STATES = (
    *("applied", "incomplete", "under_review", "advice_requested", "hearing", "granted", "granted_with_conditions"),
    *("refused", "suspended", "revoked", "withdrawn_by_applicant", "lapsed", "closure", "seal", "penalty_payment"),
)


@pytest.mark.parametrize("country", LANGUAGES)
def test_states_and_measures_have_their_official_terms(country: str) -> None:
    missing = [code for code in STATES if not official(country, code)]
    assert not missing, f"add these to graph/codes/official/{country.lower()}.yaml: {missing}"


def test_the_term_of_one_country_is_not_that_of_its_neighbour() -> None:
    """The DEIPP is Belgian: an advice that Luxembourg asks for is not of it."""
    assert official("LU", "advice_requested") == {"fr": "avis demandé"}
    assert official("BE", "advice_requested")["fr"] == "avis demandé (DEIPP)"


def test_the_same_state_has_other_names_in_other_countries() -> None:
    assert official("NL", "revoked") == {"nl": "ingetrokken"}
    assert official("BE", "revoked") == {"nl": "opgeheven", "fr": "abrogé, retiré"}
    assert official("DE", "revoked") != official("DE", "revoked_unlawful")
    assert official("LU", "revoked") == {"fr": "révoqué"}
    assert official("LU", "granted") == {"fr": "accordé"}
    assert official("LU", "provisional") == {}  # a word of its own is not known, nor whether there is such a state
    assert official("XX", "granted") == {}


def test_a_code_that_means_more_than_one_thing_is_told_with_its_column() -> None:
    """`serious` is a degree of danger, and what an inspection finds."""
    assert official("NL", "serious", column="danger_degree") == {"nl": "ernstig gevaar"}
    assert official("NL", "serious", column="finding") == official("NL", "serious") == {}
    assert official("NL", "granted", column="status") == official("NL", "granted")


@pytest.mark.parametrize("country", LANGUAGES)
def test_the_roles_of_a_circle_have_their_official_terms(country: str) -> None:
    roles = ("applicant", "manager", "actual_manager", "director", "shareholder", "ubo", "proxy", "financier", "lender")
    missing = [role for role in roles if not official(country, role, column="role")]
    assert not missing, f"add these to graph/codes/official/{country.lower()}.yaml as role/…: {missing}"


def test_german_terms_of_belgium_are_of_the_nine_german_speaking_municipalities_and_come_first() -> None:
    told = read_terms(FOLDER / "be.yaml")
    assert {area: set(where) for area, where in told.areas.items()} == {
        "de": {f"be-nis{number}" for number in GERMAN_SPEAKING}
    }
    assert list(official("BE", "BE_NGW_134TER")) == ["nl", "fr"]
    assert list(official("BE", "BE_NGW_134TER", "be-nis62063")) == ["nl", "fr"]
    assert list(official("BE", "BE_NGW_134TER", "be-nis63023")) == ["de", "nl", "fr"]
    assert official("BE", "granted", "be-nis63023") == official("BE", "granted")
    assert official("DE", "granted", "be-nis63023") == {"de": "erteilt"}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("reviewed: 2026-11-27\nsource: s\ncertainty: E\n", "terms\n  Field required"),
        ("source: s\ncertainty: E\nterms: {}\n", "reviewed\n  Field required"),
        ("reviewed: 2026-11-27\nsource: s\ncertainty: E\nterms: {}\nword: x\n", "word\n  Extra inputs"),
        ("reviewed: 2026-11-27\nsource: s\ncertainty: E\nterms: {granted: verleend}\n", "terms.granted"),
    ],
)
def test_terms_that_do_not_fit_are_refused_by_name_and_reason(tmp_path: Path, text: str, error: str) -> None:
    path = tmp_path / "nl.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"nl\.yaml") as refused:
        read_terms(path)
    assert error in str(refused.value)
