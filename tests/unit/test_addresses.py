"""Which written addresses are one place, which names are proposed as one, and which are not."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph.resolve import addresses
from graph.resolve.addresses import address_key, street_key
from graph.resolve.names import name_key, organisation_key

PARTS = ("country", "postcode", "street", "number", "suffix", "box", "town")


def key(*told: str) -> str | None:
    return address_key(**dict(zip(PARTS, (*told, *[""] * 7)[:7], strict=True)))


SAME = [
    ("a letter in the number", ("BE", "3600", "Kerkstraat", "17A"), ("BE", "3600", "Kerkstraat", "17", "a")),
    ("street type", ("BE", "3600", "Kerkstr.", "1"), ("BE", "3600", "KERKSTRAAT", "1")),
    ("German street", ("DE", "52062", "Musterstraße", "5"), ("DE", "D-52062", "Musterstr.", "5")),
    ("French words", ("BE", "4000", "Bd. de l'Église", "3"), ("BE", "B-4000", "Boulevard de l’Eglise", "3")),
    ("saints", ("NL", "6211AB", "St. Jansstraat", "1"), ("NL", "6211 ab", "Sint-Jansstraat", "1")),
    ("village tag", ("BE", "3500", "Heikant(STE)", "1"), ("BE", "3500", "Heikant (Ste)", "1")),
    ("brackets elsewhere", ("DE", "52062", "Musterweg (Hof)", "1"), ("DE", "52062", "Musterweg", "1")),
    ("box words", ("BE", "4000", "Quai", "1", "", "bte 03"), ("BE", "4000", "Quai", "1", "", "3")),
    ("box glued", ("BE", "4000", "Quai", "1", "", "b12"), ("BE", "4000", "Quai", "1", "", "Bus 12")),
    (
        "towns in other languages",
        ("BE", "", "Rue", "1", "", "", "Luik"),
        ("BE", "", "Rue", "1", "", "", "Lüttich"),
    ),
    ("town idle with postcode", ("NL", "6211AB", "A", "1", "", "", "Maastricht"), ("NL", "6211AB", "A", "1")),
    ("blanks in a range", ("BE", "3600", "Laan", "400 - 404"), ("BE", "3600", "Laan", "400-404")),
    ("a box set apart", ("BE", "3600", "Laan", "1", "", "1/11"), ("BE", "3600", "Laan", "1", "", "1.11")),
    ("a letter set apart", ("BE", "3600", "Laan", "1", "", "A.1"), ("BE", "3600", "Laan", "1", "", "a01")),
    ("raised", ("BE", "3600", "Laan", "12²"), ("BE", "3600", "Laan", "12", "2")),
    ("umlaut", ("DE", "52062", "Königstr.", "1"), ("DE", "52062", "KOENIGSTRASSE", "1")),
    ("umlaut in two signs", ("DE", "52062", "Ko\u0308nigstr.", "1"), ("DE", "52062", "Königstraße", "1")),
    ("trema", ("BE", "3600", "Coöperatiestraat", "1"), ("BE", "3600", "Cooperatiestraat", "1")),
    ("umlaut in a town", ("DE", "", "Weg", "1", "", "", "Würselen"), ("DE", "", "Weg", "1", "", "", "Wuerselen")),
    ("a listed town", ("DE", "", "Weg", "1", "", "", "Jülich"), ("DE", "", "Weg", "1", "", "", "Juelich")),
    (
        "a village in a shared postcode",
        ("DE", "52538", "Dorfstr.", "1", "", "", "Gangelt"),
        ("DE", "D-52538", "Dorfstraße", "1", "", "", "Gangelt-Breberen"),
    ),
    ("a box in the number", ("BE", "3600", "Laan", "1/3"), ("BE", "3600", "Laan", "1", "", "bus 3")),
    ("a range in two columns", ("BE", "3600", "Laan", "400", "404"), ("BE", "3600", "Laan", "400 t/m 404")),
    ("route", ("BE", "4700", "Rte de l'Essai", "1"), ("BE", "4700", "Route de l'Essai", "1")),
    ("boulevards", ("BE", "4000", "Bvd Modèle", "1"), ("BE", "4000", "Blv. Modèle", "1")),
    ("chaussée", ("BE", "4000", "Chaus. Modèle", "1"), ("BE", "4000", "Chée Modèle", "1")),
    ("no apostrophe", ("BE", "4000", "Rue de l Eglise", "1"), ("BE", "4000", "Rue de l'Église", "1")),
    ("apostrophe and blank", ("BE", "4000", "Rue de L' Eglise", "1"), ("BE", "4000", "Rue de l`Eglise", "1")),
    ("steenweg", ("BE", "3600", "Proefstw.", "1"), ("BE", "3600", "Proefstg.", "1")),
    ("one word or two", ("DE", "52062", "Musterer Str.", "1"), ("DE", "52062", "Mustererstr.", "1")),
    ("dashes", ("DE", "52062", "Muster-Erdacht-Weg", "1"), ("DE", "52062", "Mustererdachtweg", "1")),
    ("a country's name", ("Nederland", "6211AA", "Laan", "1"), ("NLD", "6211AA", "Laan", "1")),
    ("a country on cars", ("B", "3600", "Laan", "1"), ("be", "3600", "Laan", "1")),
    ("leading zero", ("BE", "3600", "Laan", "007"), ("BE", "3600", "Laan", "7")),
]
DIFFERENT = [
    ("a range", ("BE", "3600", "Laan", "400-404"), ("BE", "3600", "Laan", "400")),
    ("a box", ("BE", "3600", "Laan", "1", "", "2"), ("BE", "3600", "Laan", "1")),
    ("a letter", ("BE", "3600", "Laan", "1a"), ("BE", "3600", "Laan", "1b")),
    ("letter or box", ("BE", "3600", "Laan", "1", "2"), ("BE", "3600", "Laan", "1", "", "2")),
    ("box 1/11, box 11/1", ("BE", "3600", "Laan", "1", "", "1/11"), ("BE", "3600", "Laan", "1", "", "11/1")),
    ("box 1.1, box 11", ("BE", "3600", "Laan", "1", "", "1.1"), ("BE", "3600", "Laan", "1", "", "11")),
    ("box 2/1, box 21", ("BE", "3600", "Laan", "1", "", "2/1"), ("BE", "3600", "Laan", "1", "", "21")),
    ("suffix 1-1, suffix 11", ("NL", "3600AA", "Laan", "1", "1-1"), ("NL", "3600AA", "Laan", "1", "11")),
    ("suffix a b, suffix ab", ("NL", "3600AA", "Laan", "1", "a b"), ("NL", "3600AA", "Laan", "1", "ab")),
    ("12², 122", ("BE", "3600", "Laan", "12²"), ("BE", "3600", "Laan", "122")),
    ("17½, 171/2", ("BE", "3600", "Laan", "17½"), ("BE", "3600", "Laan", "171/2")),
    ("umlaut or none", ("DE", "52062", "Höhenstraße", "1"), ("DE", "52062", "Hohenstraße", "1")),
    (
        "a postcode of two municipalities",
        ("DE", "52538", "Dorfstr.", "1", "", "", "Gangelt"),
        ("DE", "52538", "Dorfstr.", "1", "", "", "Selfkant"),
    ),
    (
        "a postcode of many villages",
        ("DE", "54675", "Dorfstr.", "1", "", "", "Wallendorf"),
        ("DE", "54675", "Dorfstr.", "1", "", "", "Gentingen"),
    ),
    ("two villages", ("BE", "3300", "Zavelstraat(OPL)", "1"), ("BE", "3300", "Zavelstraat(KUM)", "1")),
    ("a village or any", ("BE", "3300", "Zavelstraat(OPL)", "1"), ("BE", "3300", "Zavelstraat", "1")),
    ("chemin or chaussée", ("BE", "4000", "Ch. Modèle", "1"), ("BE", "4000", "Chemin Modèle", "1")),
    ("a country", ("BE", "3600", "Laan", "1"), ("NL", "3600", "Laan", "1")),
    ("street or lane", ("BE", "3600", "Kerkstraat", "1"), ("BE", "3600", "Kerklaan", "1")),
]


@pytest.mark.parametrize(("why", "one", "other"), SAME)
def test_one_place_has_one_key(why: str, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert key(*one) == key(*other) is not None, why


@pytest.mark.parametrize(("why", "one", "other"), DIFFERENT)
def test_two_places_have_two_keys(why: str, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert key(*one) != key(*other), why


@pytest.mark.parametrize(
    "told",
    [
        ("", "3600", "Laan", "1"),
        ("Utopia", "3600", "Laan", "1"),
        ("BE", "3600", "", "1"),
        ("BE", "3600", "Laan", ""),
        ("BE", "3600", "Laan", "zn"),
        ("BE", "3600", "Laan", "0"),
        ("BE", "", "Laan", "1"),
    ],
)
def test_too_little_makes_no_key(told: tuple[str, ...]) -> None:
    assert key(*told) is None


@given(st.sampled_from(["BE", "nl", "?", "D"]), st.tuples(*[st.text(max_size=12)] * 6))
def test_no_text_is_an_error_and_a_key_has_six_folded_parts(country: str, told: tuple[str, ...]) -> None:
    made = key(country, *told[:2], "17A", *told[3:])
    assert key(country, *told) is None or made is not None
    assert made is None or (made.count("|"), made.lower(), made.isascii()) == (5, made, True)


def test_a_person_has_one_key_whether_the_prefix_has_a_column_or_not() -> None:
    assert name_key("Van den Proef", "Daan") == name_key("Proef", "D.") == "proef d"
    assert name_key("D'Exemple", "Élise") == "dexemple e"
    assert name_key("De", "Jan") == "de j"
    assert name_key("", "Jan") == ""
    assert name_key("Proef", "") == "proef"


@pytest.mark.parametrize(
    "name",
    [
        "Denkbeeld B.V.",
        "BV Denkbeeld",
        "Stichting Denkbeeld",
        "DENKBEELD GmbH & Co. KG",
        "Denkbeeld S.à r.l.",
        "VZW Denkbeeld",
        "Denkbeeld",
    ],
)
def test_a_firm_is_compared_without_its_legal_form(name: str) -> None:
    assert organisation_key(name) == "denkbeeld"


def test_a_firm_of_nothing_but_a_form_keeps_it() -> None:
    assert organisation_key("B.V.") == "bv"
    assert organisation_key("Savanne") == "savanne"


def test_a_street_has_one_key_whatever_the_number() -> None:
    assert street_key("NL", "6211 AB", "Grote Straat", "") == street_key("nl", "6211AB", "grote straat", "Maastricht")
    assert street_key("NL", "", "Grote Straat", "") is None
    assert street_key("BE", "3300", "Zavelstraat(OPL)", "") == street_key("BE", "3300", "Zavelstraat", "")


@pytest.mark.parametrize(
    ("country", "names"),
    [
        ("BE", ("Moelingen", "Mouland")),
        ("BE", ("'s-Gravenvoeren", "s Gravenvoeren", "Fouron-le-Comte")),
        ("BE", ("Sint-Pieters-Voeren", "St.-Pieters-Voeren", "Fouron-Saint-Pierre", "Fouron St Pierre")),
        ("BE", ("Remersdaal", "Rémersdael")),
        ("BE", ("Büllingen", "Buellingen", "Bullange")),
        ("BE", ("Amel", "Amblève")),
        ("BE", ("Sankt Vith", "St. Vith", "Saint-Vith")),
        ("BE", ("Herk-de-Stad", "Herck-la-Ville")),
        ("BE", ("Leopoldsburg", "Bourg-Léopold")),
        ("BE", ("Luik", "Liège", "Lüttich", "Luettich")),
        ("DE", ("Herzogenrath", "'s-Hertogenrade")),
        ("DE", ("Monschau", "Montjoie")),
        ("DE", ("Würselen", "Wuerselen", "Wurselen")),
        ("LU", ("Luxembourg-Ville", "Lëtzebuerg", "Luxemburg")),
        ("LU", ("Esch-sur-Alzette", "Esch-Uelzecht", "Esch an der Alzette")),
        ("LU", ("Troisvierges", "Ulflingen", "Ëlwen")),
        ("LU", ("Bascharage", "Niederkerschen", "Nidderkäerjeng")),
    ],
)
def test_a_town_has_one_key_in_all_its_languages(country: str, names: tuple[str, ...]) -> None:
    assert len({street_key(country, "", "Weg", name) for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), [("Tongeren-Borgloon", "Tongeren"), ("Esch-sur-Sûre", "Esch-sur-Alzette")])
def test_two_towns_have_two_keys(one: str, other: str) -> None:
    assert street_key("BE", "", "Weg", one) != street_key("BE", "", "Weg", other)


def test_no_name_stands_for_two_towns() -> None:
    lines = yaml.safe_load((Path(addresses.__file__).with_name("bilingual_towns.yaml")).read_text(encoding="utf-8"))
    names = [name for line in lines for name in line]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch("[a-z]+( [a-z]+)*", name)] == []
