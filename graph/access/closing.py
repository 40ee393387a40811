"""The end of a case: a named person, an outcome from the closed list, and reasons in words; the tool proposes none."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from graph.access.accounts import Account
from graph.access.cases import Case, own_case
from graph.access.erasure import erase_entries, erase_file
from graph.access.four_eyes import need_signature
from graph.errors import RefusedError, UsageError
from graph.settings import Settings
from graph.store.connection import Store

CLOSE = """
MATCH (c:StateCase {id: $id}) SET c.asked = $by
WITH c WHERE c.closed_on IS NULL
SET c.closed_on = $day, c.outcome = $outcome, c.reason = $reason, c.closed_by = $by, c.diob_advice = $advice
RETURN c.id AS id
"""
DIOB_NEEDED = ("refused", "suspended", "revoked", "premises_closed")


class Outcome(BaseModel):
    """`negative`: it goes against somebody; `countries`: where it exists, empty for all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    negative: bool
    countries: tuple[str, ...] = ()


@cache
def outcomes() -> dict[str, Outcome]:
    """Every way in which a case may end (graph/access/outcomes.yaml)."""
    text = (Path(__file__).parent / "outcomes.yaml").read_text(encoding="utf-8")
    return {name: Outcome.model_validate(row) for name, row in yaml.load(text, Loader=yaml.BaseLoader).items()}  # noqa: S506


def outcomes_of(country: str) -> tuple[str, ...]:
    return tuple(name for name, one in outcomes().items() if country in (one.countries or (country,)))


def close_case(
    store: Store, settings: Settings, who: Account, id_: str, outcome: str, reason: str, today: date, advice: str = ""
) -> Case:
    """Close a case of the own authority and erase what was typed into it.

    `advice`: reference of the DIOB advice, without which a negative decision after a Belgian integrity investigation
    is not final (New Municipal Act art. 119ter par. 10). After a Belgian closure without a negative decision the
    underlying data go at once (art. 119quinquies).
    """
    case = own_case(store, who, id_)
    _check(store, who, case, outcome, reason, advice, today)
    told = {"outcome": outcome, "reason": reason.strip(), "by": who.id, "advice": advice.strip()}
    if not store.write(CLOSE, id=id_, day=today, **told).rows:
        raise RefusedError(f"Case {id_} was closed by somebody else a moment ago.")
    erase_entries(store, settings, id_)
    if who.country == "BE" and not outcomes()[outcome].negative and case.application:
        erase_file(store, case.authority, case.application)
    return case


def _check(store: Store, who: Account, case: Case, outcome: str, reason: str, advice: str, today: date) -> None:
    if outcome not in outcomes_of(who.country):
        raise UsageError(f"{outcome!r} is no outcome in {who.country}; known: {', '.join(outcomes_of(who.country))}.")
    if not reason.strip():
        raise UsageError("Closing a case needs a reason in your own words.")
    if (
        case.purpose == "integrity_investigation"
        and who.country == "BE"
        and outcome in DIOB_NEEDED
        and not advice.strip()
    ):
        raise RefusedError(
            "A negative decision after an integrity investigation is not final without the advice of DIOB: name its"
            " reference with --diob-advice (New Municipal Act art. 119ter par. 10)."
        )
    if outcomes()[outcome].negative:
        need_signature(store, case, "negative_closing", outcome, today)
