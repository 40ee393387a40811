"""Legal forms by their ELF code: the same word is another form across a border."""

from pathlib import Path

import pytest
import yaml

from graph.codes.legal_forms import legal_form
from graph.resolve import legal_forms
from graph.resolve.country_keys import read_keys
from graph.resolve.legal_forms import elf_code
from ingest.contract.kind import kinds
from ingest.derived import derived
from ingest.things import Things
from tests.real_samples import ROOT

KBO = {"612": "MQH3", "706": "28FE", "702": "KM6O", "029": "ZUHK", "721": "CFH5"}
BELGIAN = {
    **{"SNC": "UW1Y", "OHG": "UW1Y", "SComm": "MQH3", "SCS": "LWV6", "SC": "28FE", "SCRL": "8E2A", "AG": "R85P"},
    **{"VoG": "W3WH", "PGmbH": "N5NT"},
}
GERMAN = {"gGmbH": "SCE1", "eGbR": "FR3V", "SE": "SGST", "Stiftung": "V2YH", "AG & Co. KG": "8Z6G", "350": "2HBR"}
LUXEMBOURG = {
    **{"SNC": "ATQY", "SCS": "63P9", "SCA": "81G5", "GIE": "LCR0", "Fondation": "V19Y", "SICAV": "UDY2", "SE": "WCEP"},
}
TABLE = Path(legal_forms.__file__).with_name("legal_forms.yaml")


@pytest.mark.parametrize(
    ("form", "register", "country", "code"),
    [
        ("Besloten Vennootschap", "NL_KVK", "NL", "54M6"),
        ("B.V.", "NL_KVK", "NL", "54M6"),
        ("BV", "BE_KBO", "BE", "3W7E"),
        ("610", "BE_KBO", "BE", "3W7E"),
        ("GmbH", "BE_KBO", "BE", "3W7E"),
        ("GmbH", "DE_HR", "DE", "2HBR"),
        ("CV", "NL_KVK", "NL", "CODH"),
        ("CV", "BE_KBO", "BE", "28FE"),
        ("S.à r.l.", "LU_RCS", "LU", "DVXS"),
        ("UG (haftungsbeschränkt)", "DE_HR", "DE", "63KS"),
        ("e.K.", "", "DE", "OL20"),
        ("Coöperatie", "", "NL", "NFFH"),
        ("GmbH", "DE_HR", "NL", "2HBR"),
        ("2HBR", "", "DE", "2HBR"),
        ("2HBR", "", "NL", None),
        ("Ltd", "FOREIGN", "NL", None),
        ("BV", "FOREIGN", "NL", None),
        *((code, "BE_KBO", "BE", elf) for code, elf in KBO.items()),
        *((word, "BE_KBO", "BE", elf) for word, elf in BELGIAN.items()),
        *((word, "DE_HR", "DE", elf) for word, elf in GERMAN.items()),
        *((word, "LU_RCS", "LU", elf) for word, elf in LUXEMBOURG.items()),
        ("Onderlinge Waarborg Maatschappij", "NL_KVK", "NL", "DEO1"),
        ("V.v.E.", "NL_KVK", "NL", "GNXT"),
        ("SE", "NL_KVK", "NL", "BBEB"),
        ("350", "BE_KBO", "BE", None),  # there an authority of the German-speaking community
        ("AG", "LU_RCS", "LU", None),
        ("kerkgenootschap", "NL_KVK", "NL", None),
        ("", "", "NL", None),
    ],
)
def test_a_form_means_what_it_means_where_it_is_registered(
    form: str, register: str, country: str, code: str | None
) -> None:
    assert elf_code(form, register, country) == code


@pytest.mark.parametrize(("country", "code"), [("NL", "54M6"), ("BE", None)])
def test_a_form_of_a_firm_without_a_register_is_told_at_home_only(
    country: str, code: str | None, tmp_path: Path
) -> None:
    things = Things("nl_municipality", "nl-gm0935", "NL", read_keys(tmp_path / "keys"))
    row = {"organisation_ref": "o1", "name": "Proef", "legal_form": "BV", "country": country}
    assert derived(kinds()["organisation"], row, things).get("legal_form_elf") == code


def test_no_word_of_a_country_means_two_forms() -> None:
    for country, forms in yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader).items():
        words = [word for listed in forms.values() for word in listed]
        assert len(words) == len(set(words)), country
        for word in words:
            assert elf_code(word, "", country), f"{country}: {word!r} is not written as it is looked up"


@pytest.mark.usefixtures("real_samples")
def test_the_codes_are_of_the_published_list() -> None:
    """Where the list lies beside the project; it is not part of it."""
    listed = ROOT / "ref_elf_codes" / "elf-codes-1.4.1.csv"
    rows = [line.split('","') for line in listed.read_text(encoding="utf-8-sig").splitlines()]
    known = {(row[2], row[0].strip('"')) for row in rows}
    table = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert {(country, code) for country, forms in table.items() for code in forms} <= known


@pytest.mark.parametrize(
    ("register", "told", "language", "name"),
    [
        ("NL_KVK", "CV", "nl", "commanditaire vennootschap"),
        ("BE_KBO", "CV", "nl", "Coöperatieve vennootschap"),
        ("BE_KBO", "BV", "de", "Gesellschaft mit beschränkter Haftung"),
        ("NL_KVK", "b.v.", "nl", "besloten vennootschap met beperkte aansprakelijkheid"),
        ("NL_KVK", "Vennootschap Onder Firma", "nl", "vennootschap onder firma"),
        ("BE_KBO", "014", "fr", "Société anonyme"),  # the Belgian register's own number
        ("NL_KVK", "54M6", "nl", "besloten vennootschap met beperkte aansprakelijkheid"),  # an ISO 20275 code
        ("DE_HR", "350", "de", "Gesellschaft mit beschränkter Haftung"),  # the key of a trade notice
        ("BE_KBO", "350", "fr", "Autorité de la Communauté germanophone"),
        ("DE_HR", "GmbH", "de", "Gesellschaft mit beschränkter Haftung"),
        ("LU_RCS", "S.A.", "fr", "Société anonyme"),
        ("BE_KBO", "BVBA", "nl", "Besloten vennootschap met beperkte aansprakelijkheid"),  # a former form
    ],
)
def test_a_form_is_named_in_its_country(register: str, told: str, language: str, name: str) -> None:
    assert legal_form(register, told)[language] == name


@pytest.mark.parametrize(
    ("register", "told"), [("", "BV"), ("FOREIGN", "BV"), ("LU_RCS", "350"), ("NL_KVK", "Ltd"), ("NL_KVK", "")]
)
def test_what_means_no_form_or_no_country_has_no_name(register: str, told: str) -> None:
    assert legal_form(register, told) == {}
