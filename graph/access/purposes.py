"""What a case may be opened for, country by country, and which circle it opens: closed lists that are data.

One file per country in graph/access/purposes; process.md, sections 1.2 to 1.5, and safeguards.md, rows 4 and 5.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from graph.access.accounts import Account, Role
from graph.access.legal_bases import legal_bases
from graph.access.review import DENY
from graph.errors import RefusedError, UsageError

FOLDER = Path(__file__).parent / "purposes"
DATA_SUBJECT = "data_subject_request"
Relation = Literal["applicant", "manages", "controls", "operates in fact", "funds", "business partnership", "none"]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Circle(Strict):
    """Relation classes open at the start, those a written extension opens person by person, and the furthest hop."""

    open: tuple[Relation, ...]
    extension: tuple[Relation, ...]
    hops: int


class Purpose(Strict):
    """`indicators`: whether indicators are answered in such a case; `bases`: codes of its possible legal bases."""

    purpose: str
    country: str
    roles: tuple[Role, ...]
    bases: tuple[str, ...]
    indicators: bool
    circle: Circle
    article: str
    certainty: Literal["V", "E", "G"]
    reviewed: date


@cache
def purposes() -> dict[tuple[str, str], Purpose]:
    """(country, purpose) -> what holds."""
    return {(one.country, one.purpose): one for path in sorted(FOLDER.glob("*.yaml")) for one in _read(path)}


def _read(path: Path) -> list[Purpose]:
    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    common = {"country": path.stem.upper(), "reviewed": told["reviewed"]}
    try:
        return [Purpose.model_validate({"purpose": name, **common, **row}) for name, row in told["purposes"].items()]
    except (ValidationError, TypeError) as error:
        raise UsageError(f"{path.name} in graph/access/purposes does not fit: {error}") from error


def all_purposes() -> tuple[str, ...]:
    """Every purpose of any country, once."""
    return tuple(dict.fromkeys(name for _, name in purposes()))


def purposes_for(who: Account) -> tuple[Purpose, ...]:
    """Those for which the account may open a case."""
    return tuple(one for (country, _), one in purposes().items() if country == who.country and who.role in one.roles)


def purpose_of(country: str, name: str) -> Purpose:
    """What holds for a purpose in a country; UsageError when the country's list does not have it."""
    if (country, name) not in purposes():
        known = [one for here, one in purposes() if here == country]
        raise UsageError(f"{name!r} is no purpose of {country}; known: {', '.join(known)}.")
    return purposes()[country, name]


def check_purpose(who: Account, name: str, basis: str, today: date) -> None:
    """UsageError where purpose or basis is not on the country's list, RefusedError where the role may not use it."""
    purpose = purpose_of(who.country, name)
    if who.role not in purpose.roles:
        raise RefusedError(f"A case for {name} is opened by: {', '.join(purpose.roles)}; {who.id} is {who.role}.")
    if basis not in purpose.bases:
        told = ", ".join(f"{code} ({legal_bases()[code].article})" for code in purpose.bases)
        raise UsageError(f"{basis!r} is no legal basis for {name} in {who.country}; known: {told}.")
    if today - purpose.reviewed > DENY:
        raise RefusedError(
            f"The list of purposes of {who.country} was reviewed on {purpose.reviewed}: it holds no more."
        )
