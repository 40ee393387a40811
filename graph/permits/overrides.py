"""A rule of a municipality's own: some parts of a permit profile replaced, for its own permits only."""

from datetime import date
from typing import Any

from pydantic import model_validator

from graph.access.profiles import Strict
from graph.permits.statements import Clock, Parts


class Override(Strict):
    """An entry under `permits` in the file of the deployment: what `replaces` names takes the place of those parts.

    Clocks take each other's place by their id; one that names no pauses keeps those of the clock it replaces. Every
    statement rests on `article`, unless it names a source.
    """

    authority: str
    permit_type: str
    article: str
    reviewed: date
    replaces: Parts

    @model_validator(mode="before")
    @classmethod
    def _rests_on_its_article(cls, told: dict[str, Any]) -> dict[str, Any]:
        source, own = {"source": told.get("article", "")}, {"certainty": "own"}
        parts = {
            name: [source | one | own for one in listed] for name, listed in dict(told.get("replaces", {})).items()
        }
        return told | {"replaces": parts}

    def over(self, parts: Parts) -> Parts:
        """The parts of a profile with these in their place."""
        told: dict[str, Any] = {name: getattr(self.replaces, name) for name in self.replaces.model_fields_set}
        if "clocks" in told:
            told["clocks"] = self._clocks(parts.clocks)
        return parts.model_copy(update=told)

    def _clocks(self, others: tuple[Clock, ...]) -> tuple[Clock, ...]:
        replaced = {one.id: one for one in others}
        own = {one.id: one for one in self.replaces.clocks}
        for one in self.replaces.clocks:
            if one.id in replaced and "pauses" not in one.model_fields_set:
                own[one.id] = one.model_copy(update={"pauses": replaced[one.id].pauses})
        return tuple({**own, **{id_: one for id_, one in replaced.items() if id_ not in own}}.values())
