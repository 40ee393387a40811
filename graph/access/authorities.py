"""The register of authorities: who may deliver, decide and ask. A data file of the deployment."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from graph.access.deployed import beside, deployment_path, deployment_text
from graph.errors import UsageError

Kind = Literal[
    "municipality",
    "ministry",
    "police",
    "tax",
    "labour",
    "register",
    "gazette",
    "land_register",
    "address_register",
    "reviewer",
    "centre",
]


class Authority(BaseModel):
    """Who may deliver, decide or ask. A `register` is one of companies, a `gazette` publishes acts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    kind: Kind
    country: str


@cache
def authorities() -> dict[str, Authority]:
    """Every authority of the deployment, in the order of its file."""
    name = str(deployment_text().get("authorities", ""))
    try:
        return {id_: Authority(id=id_, **row) for id_, row in beside(name).items()}
    except (ValidationError, TypeError) as error:
        raise UsageError(f"{name} beside {deployment_path()} does not fit: {error}") from None


def authority(id_: str) -> Authority:
    if id_ not in authorities():
        raise UsageError(f"Authority {id_!r} is not in the register of authorities of this deployment.")
    return authorities()[id_]


class Delivers(BaseModel):
    """The legal categories that a kind of authority delivers, and when its newest delivery is stale."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    categories: Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(str(v).split()))]
    fresh_days: int


@cache
def delivers(kind: str) -> Delivers:
    text = (Path(__file__).parent / "delivers.yaml").read_text(encoding="utf-8")
    return Delivers.model_validate(yaml.load(text, Loader=yaml.BaseLoader)[kind])  # noqa: S506
