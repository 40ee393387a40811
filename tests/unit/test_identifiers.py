"""Official numbers: one written form, check digits that find a changed digit, and keys that tell nothing."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.resolve.country_keys import read_keys
from graph.resolve.identifiers import SCHEMES, court, euid, pseudonym

VALID = [
    ("NL_KVK", "69 59 90 84", "69599084"),
    ("NL_BRANCH", "0000 3860 0000", "000038600000"),
    ("NL_RSIN", "999990020", "999990020"),
    ("NL_BSN", "9999.90.408", "999990408"),
    ("NL_VAT", "nl 004495445 B01", "NL004495445B01"),
    ("NL_BAG_NUM", "0935 2000 0090 0001", "0935200000900001"),
    ("NL_BAG_VBO", "0935010000900001", "0935010000900001"),
    ("BE_KBO", "0403.449.823", "0403449823"),
    ("BE_KBO", "BE 403.449.823", "0403449823"),
    ("BE_EST", "8.999.000.103", "8999000103"),
    ("BE_VAT", "0403.449.823", "BE0403449823"),
    ("BE_BEST", "9990001", "9990001"),
    ("BE_NN", "85.07.30-033 28", "85073003328"),
    ("BE_BIS", "98.47.28-997-65", "98472899765"),
    ("DE_HR", "HRB 008136", "HRB8136"),
    ("DE_HR", "hra 12 B", "HRA12B"),
    ("DE_HR", "HRB Nr. 12345", "HRB12345"),
    ("DE_HR", "GnR 7", "GnR7"),
    ("DE_COURT", "Amtsgericht Düren", "R3103"),
    ("DE_COURT", "k1101r", "K1101R"),
    ("DE_VAT", "DE 136 695 976", "DE136695976"),
    ("LU_RCS", "B 191.847", "B191847"),
    ("LU_RCS", "RCS Luxembourg B191847", "B191847"),
    ("LU_VAT", "LU 150 274 42", "LU15027442"),
    ("LU_GEO", "99900011a", "99900011A"),
    ("LU_NIN", "1893 1201 05732", "1893120105732"),
    ("EUID", "BEKBOBCE.0403449823", "BEKBOBCE.0403449823"),
    ("EUID", "NLNHR.90000471", "NLNHR.90000471"),
    ("EUID", "DEK1101R.HRB150148", "DEK1101R.HRB150148"),
    ("EUID", "LURCSL.B191847", "LURCSL.B191847"),
    ("VAT", "BE0403449823", "BE0403449823"),
    ("EU_VAT", "BE 0403.449.823", "BE0403449823"),
    ("LEI", "213800KUD8LAJWSQ9D15", "213800KUD8LAJWSQ9D15"),
    ("IBAN", "NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"),
]
NO_CHECK_DIGIT = {
    "NL_KVK",
    "NL_BRANCH",
    "NL_BAG_NUM",
    "NL_BAG_VBO",
    "BE_BEST",
    "LU_GEO",
    "LU_RCS",
    "DE_HR",
    "DE_COURT",
    "EUID",
}
CHECKED = [(name, written) for name, _, written in VALID if name not in NO_CHECK_DIGIT]


@pytest.mark.parametrize(("scheme", "told", "written"), VALID)
def test_a_valid_number_has_one_written_form(scheme: str, told: str, written: str) -> None:
    assert SCHEMES[scheme].normalise(told) == written
    assert SCHEMES[scheme].normalise(written) == written


@pytest.mark.parametrize(("scheme", "written"), CHECKED)
def test_a_changed_digit_is_found(scheme: str, written: str) -> None:
    end = written.find("B") if scheme == "NL_VAT" else len(written)  # what follows its B is no check
    place = next(n for n in reversed(range(end)) if written[n].isdigit())
    changed = written[:place] + str((int(written[place]) + 1) % 10) + written[place + 1 :]
    assert not SCHEMES[scheme].check(changed)


@pytest.mark.parametrize(
    ("scheme", "told"),
    [
        ("NL_KVK", "0000000"),
        ("NL_KVK", "00000000"),
        ("NL_KVK", "123456789"),
        ("NL_KVK", "1234567a"),
        ("NL_KVK", "١٢٣٤٥٦٧٨"),
        ("NL_BSN", "000000000"),
        ("NL_BAG_NUM", "0935990000900001"),
        ("NL_BAG_NUM", "0935010000900001"),
        ("NL_BAG_NUM", "12"),
        ("NL_BAG_VBO", "0935200000900001"),
        ("BE_BEST", "12"),
        ("BE_BEST", "A-9990001"),
        ("LU_GEO", "12"),
        ("LU_GEO", "bureau"),
        ("BE_KBO", "8.999.000.103"),
        ("BE_EST", "0403.449.823"),
        ("DE_HR", "8136"),
        ("DE_HR", "HRB"),
        ("DE_COURT", "Nirgendwo"),
        ("LU_RCS", "191847"),
        ("LU_NIN", "1893139905732"),
        ("EUID", "FRSIREN.123"),
        ("VAT", "FR12345678901"),
        ("VAT", ""),
        ("EU_VAT", "BE0403449824"),
        ("EU_VAT", "X1"),
    ],
)
def test_what_is_no_such_number_is_none(scheme: str, told: str) -> None:
    assert SCHEMES[scheme].normalise(told) is None


@given(st.sampled_from(sorted(SCHEMES)), st.text(max_size=30))
def test_no_text_is_an_error_and_a_written_form_stays(scheme: str, told: str) -> None:
    written = SCHEMES[scheme].normalise(told)
    assert written is None or SCHEMES[scheme].normalise(written) == written


@given(st.integers(min_value=2_000_000, max_value=89_999_999))
def test_one_check_holds_for_enterprises_and_establishments(first: int) -> None:
    number = f"{first:08d}{97 - first % 97:02d}"
    scheme = "BE_KBO" if number[0] in "01" else "BE_EST"
    assert SCHEMES[scheme].normalise(number) == number


def test_euid_is_made_from_register_number_and_court() -> None:
    assert euid("NL_KVK", "90000471") == "NLNHR.90000471"
    assert euid("BE_KBO", "0403.449.823") == "BEKBOBCE.0403449823"
    assert euid("DE_HR", "HRB 150148", "K1101R") == "DEK1101R.HRB150148"
    assert euid("DE_HR", "HRB 12", "AG Aachen") == "DER3101.HRB12"
    assert euid("LU_RCS", "B191847") == "LURCSL.B191847"


@pytest.mark.parametrize(
    "told", [("FOREIGN", "1", ""), ("DE_HR", "HRB 12", ""), ("DE_HR", "12", "Aachen"), ("BE_KBO", "1", "")]
)
def test_euid_is_none_without_what_makes_it_unique(told: tuple[str, str, str]) -> None:
    assert euid(*told) is None


def test_court_names_are_found_however_they_are_written() -> None:
    assert {
        court(name) for name in ("Koeln", "Köln", "Amtsgericht Köln", "AG KÖLN", "Registergericht Köln", "R3306")
    } == {"R3306"}


def test_a_pseudonym_depends_on_key_scheme_and_number() -> None:
    made = pseudonym(b"a" * 32, "NL_BSN", "999990408")
    assert (len(made), made) == (32, pseudonym(b"a" * 32, "NL_BSN", "999990408"))
    others = {pseudonym(b"b" * 32, "NL_BSN", "999990408"), pseudonym(b"a" * 32, "BE_NN", "999990408")}
    assert made not in others | {pseudonym(b"a" * 32, "NL_BSN", "999990410")}


# country keys


def test_a_key_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    key = read_keys(folder).of("NL")
    assert (len(key), read_keys(folder).of("nl"), key != read_keys(folder).of("BE")) == (32, key, True)
    assert sorted(path.name for path in folder.iterdir()) == ["be.key", "nl.key"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "nl.key")] == [0o700, 0o600]


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    keys = read_keys(tmp_path / "keys")
    keys.of("NL")
    (tmp_path / "keys" / "nl.key").chmod(0o640)
    with pytest.raises(UsageError, match="other accounts"):
        read_keys(tmp_path / "keys").of("NL")
    (tmp_path / "keys").chmod(0o755)
    with pytest.raises(UsageError, match="other accounts"):
        read_keys(tmp_path / "keys")


def test_a_cut_key_and_a_wrong_country_are_refused(tmp_path: Path) -> None:
    keys = read_keys(tmp_path / "keys")
    (tmp_path / "keys" / "de.key").write_bytes(b"short")
    (tmp_path / "keys" / "de.key").chmod(0o600)
    with pytest.raises(UsageError, match="32 bytes"):
        keys.of("DE")
    with pytest.raises(UsageError, match="no country code"):
        keys.of("../x")
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be made"):
        read_keys(tmp_path / "file" / "keys")
