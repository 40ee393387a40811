"""State past its day: closed cases with all that was kept about them, grants, shared cases, watch sets, notices."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.retention.terms import kept_until
from graph.store.connection import Store
from graph.store.disputes import read_disputes, rows_held
from graph.store.leases import Lease
from graph.store.state_nodes import state_labels

CASES = "MATCH (c:StateCase) RETURN c.id AS id, c.authority AS authority, c.closed_on AS closed"
DATED = {
    "StateGrant": "MATCH (n:StateGrant) RETURN n.id AS id, n.case AS case, n.until AS day",
    "StateShare": "MATCH (n:StateShare) RETURN n.id AS id, n.case AS case, coalesce(n.ended_on, n.until) AS day",
    "StateNotice": "MATCH (n:StateNotice) RETURN n.id AS id, n.case AS case, n.on AS day, n.owner AS owner",
}
WATCHED = "MATCH (n:StateWatch) RETURN n.id AS id, n.case AS case"
DROP = "MATCH (n:{label}) WHERE $ids[n.id] DETACH DELETE n"
OF_CASES = "MATCH (n:{label}) WHERE $ids[n.case] DETACH DELETE n"
OWN_DAY = ("StateCase", "StateCompartment", "StateExport", "StateNotice")  # these go by a rule of their own


@dataclass(frozen=True)
class Released:
    """Ids by label, and the closed cases that go with all state that names them."""

    cases: tuple[str, ...] = ()
    nodes: dict[str, list[str]] = field(default_factory=dict)


def due_state(store: Store, today: date) -> Released:
    """A grant or share goes once nobody needs to be told of it any more; at once where its case is gone."""
    cases = {row["id"]: row for row in store.read(CASES)}
    nodes = {
        label: [row["id"] for row in store.read(text) if _past(row, cases, today)] for label, text in DATED.items()
    }
    nodes["StateWatch"] = [row["id"] for row in store.read(WATCHED) if not _is_open(cases.get(row["case"]))]
    nodes["StateDispute"] = _spent_disputes(store, today)
    closed = [row for row in cases.values() if row["closed"]]
    over = [row["id"] for row in closed if _over("case", row["authority"], row["closed"], today)]
    return Released(tuple(sorted(over)), {label: ids for label, ids in nodes.items() if ids})


def erase_state(lease: Lease, due: Released) -> None:
    """Cases go last: what an interruption left of them is found again."""
    for label, ids in due.nodes.items():
        lease.write(DROP.format(label=label), ids=dict.fromkeys(ids, True))
    if due.cases:
        gone = dict.fromkeys(due.cases, True)
        for label in state_labels():
            if label not in OWN_DAY:
                lease.write(OF_CASES.format(label=label), ids=gone)
        lease.write(DROP.format(label="StateCase"), ids=gone)


def _spent_disputes(store: Store, today: date) -> list[str]:
    """Those of rows of which nothing is held any more, once nobody needs to be told."""
    old = [id_ for id_, one in read_disputes(store).items() if _over("release", one.authority, one.on, today)]
    return sorted(set(old) - rows_held(store, old))


def _past(row: dict[str, Any], cases: dict[str, dict[str, Any]], today: date) -> bool:
    owner = row.get("owner") or cases.get(row["case"], {}).get("authority")
    return not owner or _over("release", owner, row["day"], today)


def _over(what: Any, authority: str, day: date, today: date) -> bool:
    last = kept_until(what, authority, day, today)
    return last is not None and last < today


def _is_open(case: dict[str, Any] | None) -> bool:
    return case is not None and not case["closed"]
