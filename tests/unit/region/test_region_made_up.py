"""Nobody in the region is real: what its word lists can say, against a list of real names; numbers nobody was given."""

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
import yaml

from ingest.region import numbers
from ingest.region.streets import PLANTED_STREET, street_names
from ingest.region.towns import all_towns, words
from ingest.region.trades import brands
from tests.unit.region.files import MAASTRICHT, inscriptions, rows, text

LANGUAGES = ("nl", "fr", "de")
ENOUGH = (0, 1, 7, 1_234, 50_000, 89_999, numbers.PLANTED, numbers.PLANTED + 9_000)


@cache
def _real(part: str) -> set[str]:
    told = yaml.load(Path(__file__).with_name("real_names.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return set(told[part].split())


def families() -> Iterator[str]:
    for language in LANGUAGES:
        for stem, tail in product(words(language, "stem"), words(language, "tail")):
            yield (stem + tail).casefold()


def test_no_family_name_that_can_be_drawn_is_a_real_one() -> None:
    assert _real("families").isdisjoint(families())


def test_no_brand_that_can_be_drawn_is_a_real_firm() -> None:
    assert _real("firms").isdisjoint(brand.casefold() for brand in brands())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_street_is_invented(language: str) -> None:
    """In a real town an ordinary name would be a real address."""
    town = next(town for town in all_towns() if town.language == language)
    kinds = tuple(f"{kind} de " for kind in words("fr", "street_type"))
    for street in (*street_names(town), PLANTED_STREET[language]):
        bare = next((street.removeprefix(kind) for kind in kinds if street.startswith(kind)), street).casefold()
        assert not bare.startswith(tuple(_real("streets"))), street


@pytest.mark.parametrize("index", ENOUGH)
def test_numbers_lie_where_no_register_has_handed_out_any(index: int) -> None:
    assert numbers.kvk_number(index).startswith("00")
    assert numbers.enterprise_number(index).startswith("19")
    assert numbers.unit_number(index).startswith("29")
    assert numbers.vestigingsnummer(index).startswith("99")
    assert numbers.rsin(index).startswith(("97", "98"))
    assert "90" <= numbers.bsn(index)[:2] <= "96"
    assert numbers.court_entry(index, "GmbH").startswith("HRB 9")
    assert len(numbers.court_entry(index, "GmbH")) == len("HRB 9000000")
    assert numbers.rcs_number(index).startswith("B90")
    assert numbers.vat_number("LU", numbers.rcs_number(index), "").startswith("LU0")
    assert numbers.phone("NL", index).split()[2].startswith("0")


def test_streets_and_addresses_of_the_address_register_have_numbers_of_no_municipality(region: Path) -> None:
    for kind in ("OPR", "NUM", "VBO"):
        found = [line for path in (region / "18-nl_bag").glob(f"*{kind}*") for line in path.read_text().splitlines()]
        told = [line.partition("<Objecten:identificatie>")[2][:16] for line in found if "bagObject>" in line]
        assert told
        assert {number[6] for number in told} == {"9"}, kind


def test_numbers_are_strewn_and_found_again() -> None:
    told = [numbers.kvk_number(index) for index in range(2_000)]
    assert len(set(told)) == len(told)
    assert [numbers.firm_index(number) for number in told] == list(range(2_000))
    assert not any(map(numbers.is_planted, told))
    assert numbers.is_planted(numbers.enterprise_number(numbers.PLANTED))


def test_a_number_does_not_tell_a_planted_firm_from_another(region: Path) -> None:
    """The planted ones stood in a range of their own at the end of the register."""
    told = [text(one[0][0], "kvkNummer") for one in inscriptions(region / "02-nl_kvk_hr")]
    planted = {int(number) for number in told if numbers.is_planted(number)}
    others = [int(number) for number in told if not numbers.is_planted(number)]
    assert planted
    assert min(others) < sorted(planted)[len(planted) // 2] < max(others)
    people = {row["national_id"] for row in rows(region / MAASTRICHT / "person.csv") if "national_id" in row}
    assert max(int(number) for number in people) - min(int(number) for number in people) > 4_000_000
