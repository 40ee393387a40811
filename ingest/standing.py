"""How each source and authority stands: its last delivery, how old that is against its rhythm, what was refused."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal

from graph.store.connection import Store
from graph.store.loads import LOADS
from ingest.spec import sources

Stands = Literal["in time", "late", "never", "stopped", "unfinished"]
UNFINISHED = {"running", "rolling back"}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Standing:
    """`load`, `delivery`, `extracted_on` (ISO) and `age` (days) are of the newest delivery in the graph, 0 or empty
    where there is none; `state` and `broken` (expectations that did not hold) are of the last attempt.
    """

    source: str
    authority: str
    state: Stands
    rhythm: int
    load: int = 0
    delivery: str = ""
    extracted_on: str = ""
    age: int = 0
    read: int = 0
    refused: int = 0
    accepted_because: str = ""
    attempt: int = 0
    broken: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def standings(store: Store, today: date) -> list[Standing]:
    """One for each source and authority that delivered, and for each register that never did; no typed entries."""
    return sorted(stand(store.read(LOADS), today), key=lambda one: (one.source, one.authority))


def stand(loads: Iterable[Row], today: date) -> Iterator[Standing]:
    """The same from rows of the register of loads."""
    whose = itemgetter("source", "authority")
    told = sorted((row for row in loads if row["source"] in sources()), key=lambda row: (*whose(row), row["number"]))
    seen = set()
    for (source, authority), rows in groupby(told, key=whose):
        seen.add(source)
        if not sources()[source].typed:
            yield _standing(source, authority, list(rows), today)
    for spec in sources().values():
        if spec.authority and spec.source not in seen:
            yield Standing(spec.source, spec.authority, "never", spec.rhythm_days)


def _standing(source: str, authority: str, rows: list[Row], today: date) -> Standing:
    rhythm, last = sources()[source].rhythm_days, rows[-1]
    broken = tuple(_report(last).get("expectations_broken", ()))
    held = [row for row in rows if row["status"] == "published"]
    if not held:
        state: Stands = "unfinished" if last["status"] in UNFINISHED else "stopped"
        return Standing(source, authority, state, rhythm, attempt=last["number"], broken=broken)
    newest = max(held, key=lambda row: (row["extracted_on"], row["number"]))
    age, report = (today - newest["extracted_on"]).days, _report(newest)
    return Standing(
        source,
        authority,
        _state(last["status"], age, rhythm),
        rhythm,
        load=newest["number"],
        delivery=newest["delivery"],
        extracted_on=newest["extracted_on"].isoformat(),
        age=age,
        read=report.get("read", 0),
        refused=refused_in(report),
        accepted_because=report.get("accepted_because", ""),
        attempt=last["number"],
        broken=broken,
    )


def _state(status: str, age: int, rhythm: int) -> Stands:
    if status in UNFINISHED:
        return "unfinished"
    if status == "stopped":
        return "stopped"
    return "late" if age > rhythm else "in time"


def refused_in(report: Mapping[str, Any]) -> int:
    """How many rows a load refused, by its report."""
    return sum(counts.get("refused", 0) for counts in report.get("lines", {}).values())


def _report(row: Row) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(row["report"] or "{}")
    return told
