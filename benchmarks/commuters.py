"""How often each indicator is met where a party of an application lives across the border, and where none does.

It counts applications of a made-up region that `euregraph demo` has loaded, per indicator and never per person: those
with a party whose home the deliveries tell in another country, and as many others of the same authorities. A count of
1 to 4 is hidden (-). An application of which its own authority may read nothing any more is in neither group.

    python benchmarks/commuters.py [--data data]
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.access.accounts import Account
from graph.access.authorities import authority
from graph.access.cases import open_case
from graph.access.opening import open_view
from graph.access.session import Session, open_session
from graph.checks.check import run_check
from graph.patterns.patterns import indicators
from graph.settings import read_settings
from graph.suppression import SMALLEST

REASONS = {
    "NL": ("permit_screening", "NL_BIBOB_3"),
    "BE": ("integrity_investigation", "BE_NGW_119TER"),
    "DE": ("permit_screening", "DE_GEWO_35"),
}


@dataclass
class Group:
    """`applications`: (authority, case number); `met`: indicator -> in how many of the `checked` ones it is met."""

    applications: list[tuple[str, str]] = field(default_factory=list)
    checked: int = 0
    met: Counter[str] = field(default_factory=Counter)


def groups(region: Path) -> tuple[Group, Group]:
    """The applications with a commuter, and for each one another of the same authority as far as there are enough."""
    commuters, others = Group(), Group()
    for folder in sorted(region.glob("*_municipality--*")):
        town = folder.name.partition("--")[2]
        crossing = _crossing(folder, authority(town).country)
        rest = [row["case_number"] for row in _rows(folder, "permit") if row["case_number"] not in crossing]
        commuters.applications += [(town, number) for number in sorted(crossing)]
        others.applications += [(town, number) for number in rest[: len(crossing)]]
    return commuters, others


def _crossing(folder: Path, country: str) -> set[str]:
    """The applications of a delivery with a party whose home lies in another country."""
    abroad = {row["person_ref"] for row in _rows(folder, "person") if row["country"] not in {"", country}}
    applied = {row["case_number"] for row in _rows(folder, "permit") if row["applicant_ref"] in abroad}
    return applied | {row["case_number"] for row in _rows(folder, "party") if row["party_ref"] in abroad}


def _rows(folder: Path, kind: str) -> list[dict[str, str]]:
    path = folder / f"{kind}.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def count(session: Session, group: Group) -> None:
    """Check every application of the group as an official of its own authority, in a case of its own."""
    for town, number in group.applications:
        who = Account(id=f"official-{town}", name=f"Official of {town}", role="official", authority=town)
        case = open_case(session.store, who, *REASONS[who.country], number, number, session.today)
        view = open_view(session.store, session.audit, who, case, session.today)
        if not view.step("application", case_number=number, authority=town):
            continue
        result = run_check(view, number)
        group.checked += 1
        group.met.update(told.pattern.id for told in result.of("met"))


def lines(commuters: Group, others: Group) -> Iterator[str]:
    yield f"{'met in applications':30} {'with a commuter':>16} {'with none':>16}"
    for id_ in indicators():
        yield f"{id_:30} {_cell(commuters, id_):>16} {_cell(others, id_):>16}"
    told = {id_: number for id_, number in commuters.met.items() if number >= SMALLEST}
    most = [id_ for id_, number in sorted(told.items()) if number == max(told.values())]
    yield f"Most on commuters: {', '.join(most) or f'no indicator is met {SMALLEST} times'}."


def _cell(group: Group, id_: str) -> str:
    shown = "-" if 0 < group.met[id_] < SMALLEST else str(group.met[id_])
    return f"{shown} of {group.checked}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path)
    settings = read_settings(parser.parse_args().data)
    both = groups(settings.data / "demo-region")
    with open_session(settings) as session:
        for group in both:
            count(session, group)
    print("\n".join(lines(*both)))


if __name__ == "__main__":
    main()
