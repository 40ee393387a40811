"""A rule of a municipality's own: some parts of a permit profile replaced, for its own permits only."""

from datetime import date
from typing import Any

from pydantic import model_validator

from graph.access.profiles import Strict
from graph.permits.statements import Parts


class Override(Strict):
    """An entry under `permits` in the file of the deployment. What `replaces` names takes the place of the profile's

    part; clocks take each other's place by their id. Every statement rests on `article`, unless it names its own.
    """

    authority: str
    permit_type: str
    article: str
    reviewed: date
    replaces: Parts

    @model_validator(mode="before")
    @classmethod
    def _rests_on_its_article(cls, told: dict[str, Any]) -> dict[str, Any]:
        given = {"source": told.get("article", ""), "certainty": "own"}
        parts = {name: [given | one for one in listed] for name, listed in dict(told.get("replaces", {})).items()}
        return told | {"replaces": parts}

    def over(self, parts: Parts) -> Parts:
        """The parts of a profile with these in their place."""
        told: dict[str, Any] = {name: getattr(self.replaces, name) for name in self.replaces.model_fields_set}
        if "clocks" in told:
            own = {one.id for one in told["clocks"]}
            told["clocks"] = (*told["clocks"], *(one for one in parts.clocks if one.id not in own))
        return parts.model_copy(update=told)
