"""How one authority writes a name or street otherwise than another: the same person or firm, another spelling."""

from collections.abc import Callable

from anyascii import anyascii

from ingest.region.dice import Roll
from ingest.region.shapes import Values

STREETS = (("straat", "str."), ("straße", "str."), ("laan", "ln"), ("Avenue", "Av."), ("Rue", "R."), ("plein", "pl."))
FORMS = {"BV": " B.V.", "610": " SRL", "GmbH": " G.m.b.H.", "SARL": " S.à r.l."}


def _plain(row: Values) -> Values:
    """Without accents, as an old system writes it."""
    return {name: anyascii(told) if isinstance(told, str) else told for name, told in row.items()}


def _short_street(row: Values) -> Values:
    street = str(row.get("street") or "")
    for long, short in STREETS:
        street = street.replace(long, short)
    return {**row, "street": street}


def _initials(row: Values) -> Values:
    given = str(row.get("given_names") or "")
    return {**row, "given_names": f"{given[:1]}."} if given else row


def _prefix_inside(row: Values) -> Values:
    """The prefix stands before the family name instead of in a column of its own."""
    prefix = str(row.get("surname_prefix") or "")
    return {**row, "surname_prefix": "", "surname": f"{prefix} {row['surname']}"} if prefix else row


def _slip(row: Values) -> Values:
    """Two letters of the family name or firm are swapped."""
    column = "surname" if "surname" in row else "name"
    told = str(row[column])
    return {**row, column: told[:2] + told[3] + told[2] + told[4:]} if len(told) > 4 else row


def _capitals(row: Values) -> Values:
    column = "surname" if "surname" in row else "name"
    return {**row, column: str(row[column]).upper()}


def _with_form(row: Values) -> Values:
    return {**row, "name": f"{row['name']}{FORMS.get(str(row.get('legal_form')), '')}"} if "name" in row else row


WAYS: tuple[Callable[[Values], Values], ...] = (
    _plain, _short_street, _initials, _prefix_inside, _slip, _capitals, _with_form,
)  # fmt: skip


def spelled(row: Values, roll: Roll, share: float = 0.15) -> Values:
    """The row in another spelling, for so large a share of the rows; numbers and references are never touched."""
    return roll.pick(WAYS)(row) if roll.chance(share) else row
