"""Making a theme study: who may, of which quarter, and what is read for it."""

import logging
from collections.abc import Callable
from datetime import date

from graph.access.accounts import Account
from graph.access.audit import AuditLog
from graph.access.authorities import Authority, authority
from graph.access.deployment import deployment
from graph.access.review import WARN
from graph.errors import RefusedError
from graph.store.connection import Store
from graph.store.loads import published
from graph.studies.areas import find_areas, standings
from graph.studies.kept import Study, find_study, keep_study
from graph.studies.quarters import Quarter
from graph.studies.study_view import Making, open_study_view, studied
from graph.studies.tally import counted_indicators, tally
from graph.studies.telling import Counted, study_data

log = logging.getLogger(__name__)


def check_reader(who: Account) -> None:
    """RefusedError unless it is an analyst or a coordinator of an expertise centre."""
    if who.role != "analyst" and (who.role, authority(who.authority).kind) != ("coordinator", "centre"):
        raise RefusedError(f"Theme studies are for analysts and coordinators of expertise centres, not for {who.id}.")


def silent(_: str) -> None:
    """No terminal, no progress."""


def make_study(
    store: Store,
    audit: AuditLog,
    who: Account,
    quarter: Quarter,
    today: date,
    progress: Callable[[str], None] = silent,
) -> Study:
    """The kept study of a quarter, or else a new one; the line of the log is written before a row is read.

    `progress` is told the name of each area before it is counted.

    RefusedError for a role that may not, a quarter that has not ended, or one whose permits are not all delivered.
    """
    check_reader(who)
    if quarter.last >= today:
        raise RefusedError(f"{quarter.name} has not ended: two counts of it would tell what came between them.")
    if kept := find_study(store, quarter.name):
        audit.write(who.id, "", "study show", subject_of(quarter.name), {"asked": "make"})
        return kept
    making = Making(store, audit, who, quarter, today, published(store), _taking_part(today))
    areas = find_areas(store, quarter, making.known_at, making.taking_part)
    read = {"read": sorted(making.taking_part), "known_at": making.known_at}
    audit.write(who.id, "", "study make", subject_of(quarter.name), read)
    told = study_data(quarter, making.known_at, _count(making, areas.counted, progress), areas.left_out)
    return keep_study(store, quarter.name, told, today)


def subject_of(quarter: str) -> str:
    """What the log names as the subject of a look at a study."""
    return f"theme study {quarter}"


def _taking_part(today: date) -> frozenset[str]:
    consents = deployment().taking_part(today)
    for one in consents:
        if today - one.reviewed > WARN:
            log.warning("%s: its part in theme studies was reviewed a year ago: review it.", one.authority)
    return frozenset(one.authority for one in consents)


def _count(making: Making, areas: tuple[Authority, ...], progress: Callable[[str], None]) -> tuple[Counted, ...]:
    held, found = studied(making.store, making.taking_part), []
    for area in areas:
        progress(area.name)
        view = open_study_view(making, area.id, held)
        found.append(Counted(area, tally(view, making.quarter), standings(view, counted_indicators())))
    return tuple(found)
