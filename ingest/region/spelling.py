"""Ways to write a name, date or address otherwise than another does: the same person or firm, another spelling.

Numbers and references are never touched.
"""

from collections.abc import Callable
from datetime import date

from anyascii import anyascii

from ingest.region.dice import Roll
from ingest.region.shapes import Values
from ingest.region.towns import words

Way = Callable[[Values, Roll], Values]
STREETS = (
    ("straat", "str."), ("straße", "str."), ("laan", "ln"), ("Avenue", "Av."), ("Rue", "R."), ("plein", "pl."),
    ("platz", "pl."), ("allee", "all."), ("Chemin", "Ch."), ("Impasse", "Imp."),
)  # fmt: skip
FORMS = {"BV": "B.V.", "610": "SRL", "GmbH": "G.m.b.H.", "SARL": "S.à r.l.", "SA": "S.A.", "VOF": "V.O.F."}
IN_WORDS = {
    "BV": "Besloten Vennootschap", "610": "Besloten Vennootschap", "VOF": "Vennootschap onder Firma",
    "SA": "Société anonyme",
    "GmbH": "Gesellschaft mit beschränkter Haftung", "SARL": "Société à responsabilité limitée",
}  # fmt: skip
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "é": "e", "è": "e"}
)
WRITTEN = ("surname", "surname_prefix", "given_names", "name", "street", "town")
LANGUAGES = {"NL": "nl", "BE": "fr", "DE": "de", "LU": "fr"}


def _name(row: Values) -> str:
    return "surname" if "surname" in row else "name"


def as_is(row: Values, _: Roll) -> Values:
    return row


def plain(row: Values, _: Roll) -> Values:
    """Without accents, as an old system writes it."""
    return row | {name: anyascii(str(row[name])) for name in WRITTEN if row.get(name)}


def umlauts(row: Values, _: Roll) -> Values:
    """ü as ue, ß as ss."""
    return row | {name: str(row[name]).translate(UMLAUTS) for name in WRITTEN if row.get(name)}


def short_street(row: Values, _: Roll) -> Values:
    street = str(row.get("street") or "")
    for long, short in STREETS:
        street = street.replace(long, short)
    return {**row, "street": street}


def initials(row: Values, _: Roll) -> Values:
    given = str(row.get("given_names") or "")
    return {**row, "given_names": f"{given[:1]}."} if given else row


def prefix_inside(row: Values, _: Roll) -> Values:
    """The prefix stands before the family name instead of in a column of its own."""
    prefix = str(row.get("surname_prefix") or "")
    return {**row, "surname_prefix": "", "surname": f"{prefix} {row['surname']}"} if prefix else row


def prefix_behind(row: Values, _: Roll) -> Values:
    prefix = str(row.get("surname_prefix") or "")
    return {**row, "surname_prefix": "", "surname": f"{row['surname']}, {prefix}"} if prefix else row


def slip(row: Values, roll: Roll) -> Values:
    """Two letters of the family name or firm are swapped."""
    told = str(row[_name(row)])
    at = 1 + roll.below(max(1, len(told) - 3))
    return {**row, _name(row): told[:at] + told[at + 1 : at + 2] + told[at] + told[at + 2 :]} if len(told) > 4 else row


def capitals(row: Values, _: Roll) -> Values:
    return {**row, _name(row): str(row[_name(row)]).upper()}


def _with(row: Values, forms: dict[str, str]) -> Values:
    form, name = str(row.get("legal_form")), str(row["name"])
    return {**row, "name": f"{name.removesuffix(f' {form}')} {forms[form]}"} if form in forms else row


def with_form(row: Values, _: Roll) -> Values:
    return _with(row, FORMS)


def form_in_words(row: Values, _: Roll) -> Values:
    return _with(row, IN_WORDS)


def swapped_given(row: Values, _: Roll) -> Values:
    """Given and family name stand in each other's column."""
    given = str(row.get("given_names") or "")
    return {**row, "given_names": row["surname"], "surname": given} if given else row


def second_given(row: Values, roll: Roll) -> Values:
    other = roll.pick(words(LANGUAGES[str(row["country"])], "given"))
    return {**row, "given_names": f"{row['given_names']} {other}".strip()}


def married(row: Values, roll: Roll) -> Values:
    """A partner's family name before or behind one's own, or alone."""
    language = LANGUAGES[str(row["country"])]
    other, own = roll.pick(words(language, "stem")) + roll.pick(words(language, "tail")), str(row["surname"])
    return {**row, "surname": roll.pick((f"{other}-{own}", f"{own}-{other}", other))}


def partial_birth(row: Values, roll: Roll) -> Values:
    """Only the year or the month of birth, or nothing, is on file."""
    return {**row, "birth_date": str(row["birth_date"])[: roll.pick((4, 4, 7, 0))]}


def wrong_birth(row: Values, roll: Roll) -> Values:
    """Day and month change places, or the year is one or ten off."""
    born = row["birth_date"]
    if not isinstance(born, date):
        return row
    if born.day <= 12 and born.day != born.month and roll.chance(0.5):
        return {**row, "birth_date": born.replace(month=born.day, day=born.month)}
    return {**row, "birth_date": born.replace(year=born.year - roll.pick((1, 10)), day=min(born.day, 28))}


def moved(row: Values, roll: Roll) -> Values:
    """An earlier address in the same town: another number of the street, which no address register names."""
    return {**row, "number": str(1 + roll.below(180)), "address_id": ""}


def addition(row: Values, roll: Roll) -> Values:
    """A letter or floor behind the house number."""
    return {**row, "suffix": roll.pick(("A", "B", "bis", "boven", "/1", "0.02")), "address_id": ""}
