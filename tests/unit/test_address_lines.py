"""Street, number, postcode and town out of one line; what does not fit stays whole."""

import pytest

from graph.resolve.address_lines import read_place, read_street


@pytest.mark.parametrize(
    ("text", "street", "number"),
    [
        ("Trierer Straße 5", "Trierer Straße", "5"),
        ("Trierer Straße 5a-7", "Trierer Straße", "5a-7"),
        ("Trierer Str.5", "Trierer Str.", "5"),
        ("Rue du Modèle, 16 bte 3", "Rue du Modèle", "16 bte 3"),
        ("Modellaan 16 bus A", "Modellaan", "16 bus A"),
        ("16, rue du Modèle", "rue du Modèle", "16"),
        ("5b Rue du Modèle", "Rue du Modèle", "5b"),
        ("Weg des 3. Musters 135", "Weg des 3. Musters", "135"),
        ("Musterhof", "Musterhof", ""),
        ("", "", ""),
    ],
)
def test_a_line_is_street_and_number(text: str, street: str, number: str) -> None:
    assert read_street(text) == {"street": street} | ({"number": number} if number else {})


@pytest.mark.parametrize(
    ("country", "text", "postcode", "town"),
    [
        ("DE", "52078 Aachen", "52078", "Aachen"),
        ("DE", "D-52078 Aachen", "52078", "Aachen"),
        ("BE", "B 3600 Genk", "3600", "Genk"),
        ("LU", "L-9999 Luxembourg", "9999", "Luxembourg"),
        ("BE", "52078 Aachen", "", "52078 Aachen"),
        ("GB", "LONDON", "", "LONDON"),
    ],
)
def test_a_line_is_postcode_and_town(country: str, text: str, postcode: str, town: str) -> None:
    assert read_place(text, country) == ({"postcode": postcode} if postcode else {}) | {"town": town}
