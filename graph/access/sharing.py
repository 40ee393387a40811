"""A case that its authority shares with a partner or an expertise centre: they may look in it until a day."""

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from graph.access.accounts import Account
from graph.access.authorities import authority
from graph.access.cases import Case, list_cases, read_case
from graph.errors import RefusedError, UsageError
from graph.store.connection import Store

SHARE = "CREATE (s:StateShare) SET s = $share"
WITH = """
MATCH (s:StateShare) WHERE s.with = $authority AND s.until >= $today AND s.ended_on IS NULL
RETURN DISTINCT s.case AS case ORDER BY case
"""
END = "MATCH (s:StateShare) WHERE s.case = $case AND s.with = $with AND s.ended_on IS NULL SET s.ended_on = $today"


def share_case(store: Store, who: Account, case: Case, partner: str, until: date, today: date) -> None:
    """Let another authority into a case of the own authority, each seeing there what its own law lets it see."""
    if authority(partner).id == case.authority:
        raise UsageError(f"{partner} has opened case {case.id} itself: name another authority.")
    if who.authority != case.authority:
        raise RefusedError(f"Only {case.authority}, which opened case {case.id}, can share it.")
    if until < today:
        raise UsageError(f"Sharing would have ended on {until}: name a day from today on.")
    share = {"id": uuid4().hex, "case": case.id, "with": partner, "until": until, "by": who.id, "on": today}
    store.write(SHARE, share=share)


def end_sharing(store: Store, who: Account, case: Case, partner: str, today: date) -> None:
    """From now on the partner does not look in the case any more."""
    if who.authority != case.authority:
        raise RefusedError(f"Only {case.authority}, which opened case {case.id}, can end its sharing.")
    store.write(END, case=case.id, **{"with": partner}, today=today)


def shared_cases(store: Store, who: Account, today: date) -> list[str]:
    """The cases of others that the account's authority may look in."""
    return [row["case"] for row in store.read(WITH, authority=who.authority, today=today)]


def cases_of(store: Store, who: Account, today: date) -> list[Case]:
    """The cases in which the account may look: those of its own authority, then those shared with it."""
    return list_cases(store, who) + [read_case(store, who, id_) for id_ in shared_cases(store, who, today)]


def partners_of(who: Account, case: Case, shared: Iterable[str]) -> frozenset[str]:
    """Who opened or shares the case with the asker: never its own authority, never an expertise centre."""
    inside = {case.authority, *shared} - {who.authority}
    return frozenset(one for one in inside if authority(one).kind != "centre")
