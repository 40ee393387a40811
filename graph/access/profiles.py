"""What may lie in a store at all, by the kind of its host: one YAML file per profile, the folder is the list."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from graph.access.authorities import Authority
from graph.errors import UsageError

FOLDER = Path(__file__).parent / "profiles"
ANY = ("any",)

Words = Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(v.split()) if isinstance(v, str) else v)]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Host(Strict):
    """Who may be the host: kinds of authority, of one country or (empty) of any."""

    kinds: Words
    country: str = ""


class Holding(Strict):
    """Categories that may lie here: of the host itself, of authorities of its country, or of any authority."""

    of: Literal["host", "country", "any"]
    categories: Words
    kinds: Words = ()

    def covers(self, host: Authority, teller: Authority, category: str) -> bool:
        near = {"host": teller.id == host.id, "country": teller.country == host.country, "any": True}[self.of]
        meant = not self.kinds or teller.kind in self.kinds
        return near and meant and (self.categories == ANY or category in self.categories)


class Profile(Strict):
    """`made_up`: the store takes made-up and open data only; every other one refuses made-up data."""

    profile: str
    title: str
    host: Host
    holds: tuple[Holding, ...]
    made_up: bool = False

    def may_host(self, one: Authority) -> bool:
        return one.kind in self.host.kinds and self.host.country in {"", one.country}

    def holds_of(self, host: Authority, teller: Authority, category: str) -> bool:
        """Whether this category of this authority may lie in the store of this host, given an instrument."""
        return any(one.covers(host, teller, category) for one in self.holds)


def read_profile(path: Path) -> Profile:
    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    try:
        return Profile.model_validate({"profile": path.stem, **told})
    except (ValidationError, TypeError) as error:
        raise UsageError(f"{path.name} in graph/access/profiles does not fit: {error}") from error


@cache
def profiles() -> dict[str, Profile]:
    return {path.stem: read_profile(path) for path in sorted(FOLDER.glob("*.yaml"))}
