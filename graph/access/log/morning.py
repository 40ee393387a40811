"""What an auditor should look at in the morning: who looked at whom, and why it is on the list; never what was seen."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from graph.access.log.facts import Facts, read_facts
from graph.access.log.marks import typed_marks
from graph.access.log.reading import Wanted, lines, read_told, subject_mark
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.subject_keys import find_key

Line = dict[str, Any]
Rule = Literal[
    "oneself",
    "same surname",
    "same address",
    "colleague",
    "unusual volume",
    "closed without reading",
    "read much without any act",
]
SUBJECTS = "UNWIND $ids AS i MATCH (c:StateCase) WHERE c.id = i RETURN c.id AS id, c.subject AS subject"


class Rules(BaseModel):
    """The numbers and words of morning.yaml, which says what each means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    volume_multiple: int
    volume_at_least: int
    volume_days: int
    closed_much: int
    acts: tuple[str, ...]
    no_look: tuple[str, ...]

    def is_act(self, action: str) -> bool:
        return action.startswith(self.acts)

    def is_look(self, line: Line) -> bool:
        return bool(line["case"]) and not line["action"].startswith(self.no_look)


@dataclass(frozen=True, order=True)
class Entry:
    """Who did what in which case, when, and the rule by which it is listed."""

    at: str
    account: str
    case: str
    action: str
    rule: Rule


@cache
def rules() -> Rules:
    text = (Path(__file__).parent / "morning.yaml").read_text(encoding="utf-8")
    return Rules.model_validate(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506


def morning(store: Store, settings: Settings, day: date) -> list[Entry]:
    """The list of one day (UTC). A line whose subject was forgotten can be compared no more, and is left out."""
    here = lines(settings, Wanted(since=day, until=day))
    looks = [line for line in here if rules().is_look(line)]
    found = set(_near(store, settings, looks))
    found |= set(_volume(settings, looks, day))
    found |= set(_closed(settings, here, day))
    return sorted(found)


def _near(store: Store, settings: Settings, looks: list[Line]) -> Iterator[Entry]:
    facts = read_facts(store)
    ids = sorted({line["case"] for line in looks})
    subjects = {row["id"]: str(row["subject"]) for row in store.read(SUBJECTS, ids=ids)} if ids else {}
    for line in looks:
        who = facts.get(line["account"])
        marks = _marks(settings, line, subjects.get(line["case"], ""))
        if who and marks:
            yield from (_entry(line, rule) for rule in near(who, marks, facts.values()))


def near(who: Facts, marks: set[str], everybody: Iterable[Facts]) -> Iterator[Rule]:
    """By which rules what was looked at is near to the account that looked."""
    if who.person in marks:
        yield "oneself"
    elif who.surname in marks:
        yield "same surname"
    if who.place in marks:
        yield "same address"
    colleagues = (one for one in everybody if one.authority == who.authority != "" and one.account != who.account)
    if any(one.person in marks for one in colleagues if one.person != who.person):
        yield "colleague"


def _marks(settings: Settings, line: Line, subject: str) -> set[str]:
    """What a line was about and what it showed, read with the key of its subject; nothing without that key."""
    secret = find_key(settings.keys, subject) if subject else None
    if secret is None or subject_mark(secret, subject) != line["subject"]:
        return set()
    told = read_told(secret, line) or {}
    asked = [told, *told.get("queries", [])]
    return typed_marks(settings.keys, subject).union(*(one.get("seen", []) for one in asked))


def _volume(settings: Settings, looks: list[Line], day: date) -> Iterator[Entry]:
    earlier = Wanted(since=day - timedelta(days=rules().volume_days), until=day - timedelta(days=1))
    by_day: dict[str, Counter[str]] = defaultdict(Counter)
    for line in filter(rules().is_look, lines(settings, earlier)):
        by_day[line["account"]][line["at"][:10]] += 1
    for account, count in Counter(line["account"] for line in looks).items():
        usual = median(by_day[account].values()) if by_day[account] else 0
        if count >= rules().volume_at_least and count > rules().volume_multiple * usual:
            yield Entry(day.isoformat(), account, "", f"{count} look-ups", "unusual volume")


def _closed(settings: Settings, here: list[Line], day: date) -> Iterator[Entry]:
    closed = {line["case"]: line for line in here if line["action"] == "case close"}
    told: dict[str, list[Line]] = defaultdict(list)
    for line in lines(settings, Wanted(until=day)) if closed else ():
        told[line["case"]].append(line)
    for case, line in closed.items():
        looks = sum(map(rules().is_look, told[case]))
        if any(rules().is_act(one["action"]) for one in told[case]):
            continue
        if not looks:
            yield _entry(line, "closed without reading")
        elif looks >= rules().closed_much:
            yield _entry(line, "read much without any act")


def _entry(line: Line, rule: Rule) -> Entry:
    return Entry(line["at"], line["account"], line["case"], line["action"], rule)
