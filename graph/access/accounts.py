"""Who asks: an account with one role in one authority."""

from functools import cache
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from graph.access.authorities import authority
from graph.errors import UsageError

Role = Literal[
    "official",
    "coordinator",
    "analyst",
    "tax officer",
    "investigator",
    "steward",
    "auditor",
    "administrator",
]
Centre = Literal["", "national", "facilitating"]
NO_CONTENT = ("steward", "auditor", "administrator")


class Account(BaseModel):
    """`centre`: the kind of an analyst's expertise centre; no other role has one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    role: Role
    authority: str
    centre: Centre = ""

    @model_validator(mode="after")
    def _has_its_centre(self) -> Self:
        if (self.role == "analyst") != bool(self.centre):
            raise ValueError("an analyst's centre is national or facilitating, and nobody else has one")
        return self

    @property
    def country(self) -> str:
        return authority(self.authority).country


@cache
def accounts() -> dict[str, Account]:
    """The accounts of the demonstration."""
    text = (Path(__file__).parent / "accounts.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return {id_: Account(id=id_, **row) for id_, row in rows.items()}


def account(id_: str) -> Account:
    if id_ not in accounts():
        raise UsageError(f"Unknown account {id_!r}. Demonstration accounts: {', '.join(accounts())}.")
    return accounts()[id_]
