"""Legal forms: a code or an abbreviation, in its country."""

import pytest

from graph.codes.legal_forms import legal_form


@pytest.mark.parametrize(
    ("register", "told", "language", "name"),
    [
        ("NL_KVK", "CV", "nl", "commanditaire vennootschap"),
        ("BE_KBO", "CV", "nl", "Coöperatieve vennootschap"),
        ("BE_KBO", "BV", "de", "Gesellschaft mit beschränkter Haftung"),
        ("NL_KVK", "b.v.", "nl", "besloten vennootschap met beperkte aansprakelijkheid"),
        ("NL_KVK", "Vennootschap Onder Firma", "nl", "vennootschap onder firma"),
        ("BE_KBO", "014", "fr", "Société anonyme"),  # the Belgian register's own number
        ("", "54M6", "nl", "besloten vennootschap met beperkte aansprakelijkheid"),  # an ISO 20275 code
        ("DE_HR", "GmbH", "de", "Gesellschaft mit beschränkter Haftung"),
        ("LU_RCS", "S.A.", "fr", "Société anonyme"),
        ("BE_KBO", "BVBA", "nl", "Besloten vennootschap met beperkte aansprakelijkheid"),  # a former form
    ],
)
def test_a_form_is_named_in_its_country(register: str, told: str, language: str, name: str) -> None:
    assert legal_form(register, told)[language] == name


@pytest.mark.parametrize(
    ("register", "told"), [("", "BV"), ("FOREIGN", "BV"), ("DE_HR", "350"), ("NL_KVK", "Ltd"), ("NL_KVK", "")]
)
def test_what_means_no_form_or_no_country_has_no_name(register: str, told: str) -> None:
    assert legal_form(register, told) == {}
