"""Who asks: an account with one role in one authority."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from graph.access.authorities import authority
from graph.errors import UsageError

Role = Literal["official", "coordinator", "analyst", "tax officer", "investigator", "steward", "auditor"]


class Account(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    role: Role
    authority: str

    @property
    def country(self) -> str:
        return authority(self.authority).country


@cache
def accounts() -> dict[str, Account]:
    text = (Path(__file__).parent / "accounts.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    return {id_: Account(id=id_, **row) for id_, row in rows.items()}


def account(id_: str) -> Account:
    if id_ not in accounts():
        raise UsageError(f"Unknown account {id_!r}. Demonstration accounts: {', '.join(accounts())}.")
    return accounts()[id_]
