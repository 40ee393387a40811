"""Which premises a row names: by an address id of the right type and shape, by the text, by two languages."""

from pathlib import Path

import pytest

from graph.resolve.country_keys import read_keys
from ingest.numbers import NO_COUNTRY, doubts
from ingest.things import Things

TEXT = {"street": "Proefstraat", "number": "1", "postcode": "6211AA", "town": "Maastricht", "country": "NL"}
BAG = "0935200000012345"
NO_IDENTITY = [
    ("type none", {"address_id": BAG, "address_id_type": "none"}),
    ("no type", {"address_id": BAG}),
    ("a municipality's own number", {"address_id": "12", "address_id_type": "NL_BAG_NUM"}),
    ("an object's number", {"address_id": "0935010000012345", "address_id_type": "NL_BAG_NUM"}),
    ("a number's number", {"address_id": BAG, "address_id_type": "NL_BAG_VBO"}),
    ("another country", {"address_id": BAG, "address_id_type": "NL_BAG_NUM", "country": "DE"}),
    ("too short for BeSt", {"address_id": "12", "address_id_type": "BE_BEST", "country": "BE"}),
    ("too short for Luxembourg", {"address_id": "12", "address_id_type": "LU_GEO", "country": "LU"}),
    ("Germany has none", {"address_id": "12345678", "address_id_type": "LU_GEO", "country": "DE"}),
]


@pytest.fixture
def things(tmp_path: Path) -> Things:
    return Things("nl_municipality", "nl-gm0935", "NL", read_keys(tmp_path))


def test_a_typed_id_is_an_identity_beside_the_text(things: Things) -> None:
    row = TEXT | {"address_id": "0935 2000 0001 2345", "address_id_type": "NL_BAG_NUM"}
    found = things.identify("Premises", "R1", row)
    assert found.thing.id == f"pre:nl:{BAG}"
    assert [thing.id for thing in found.also] == [things.identify("Premises", "R2", TEXT).thing.id]
    assert not list(doubts(row, "NL", typed=True))


@pytest.mark.parametrize(("why", "told"), NO_IDENTITY)
def test_what_is_none_goes_by_the_text_and_is_named(things: Things, why: str, told: dict[str, str]) -> None:
    row = TEXT | told
    bare = {column: value for column, value in row.items() if not column.startswith("address_id")}
    assert things.identify("Premises", "R1", row) == things.identify("Premises", "R2", bare), why
    assert [column for column, _ in doubts(row, "NL", typed=True)] == ["address_id"], why


@pytest.mark.parametrize(
    ("country", "told", "counts"), [("NL", BAG, True), ("NL", "12", False), ("DE", "99900011", False)]
)
def test_a_row_without_a_type_counts_where_the_shape_is_national(
    things: Things, country: str, told: str, counts: bool
) -> None:
    row = TEXT | {"country": country, "address_id": told}
    found = things.address(row)
    assert found is not None
    assert (found.thing.id == f"pre:nl:{told}") is counts
    assert [column for column, _ in doubts(row, "NL", typed=False)] == ([] if counts else ["address_id"])


def test_an_address_in_two_languages_names_one_place(things: Things) -> None:
    place = {"number": "3", "box": "2", "postcode": "1000", "country": "BE"}
    told = {"street": "Wetstraat", "town": "Brussel"}, {"street": "Rue de la Loi", "town": "Bruxelles"}
    dutch, french = (things.identify("Premises", f"R{n}", place | one).thing for n, one in enumerate(told))
    both = place | told[0] | {"other_street": "Rue de la Loi", "other_town": "Bruxelles"}
    found = things.address(both)
    assert found is not None
    assert (found.thing, found.also) == (dutch, (french,))
    once = things.address(both | {"other_street": "WETSTRAAT"})
    assert once is not None
    assert (once.thing, once.also) == (dutch, ())


def test_a_country_is_known_by_name_and_named_where_it_is_not(things: Things) -> None:
    row = TEXT | {"address_id": BAG, "address_id_type": "NL_BAG_NUM"}
    named = things.identify("Premises", "R1", row | {"country": "Nederland"})
    assert named == things.identify("Premises", "R2", row)
    unknown = TEXT | {"country": "Utopia"}
    assert things.address(unknown) is None
    assert list(doubts(unknown, "NL", typed=True)) == [("country", NO_COUNTRY)]
