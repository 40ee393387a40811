"""The door through which stewards reach the import: how deliveries stand, what was refused, a look, a load."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from graph.access.accounts import Account
from graph.access.authorities import authority as authority_of
from graph.access.deployment import deployment
from graph.access.session import Session
from graph.errors import RefusedError, UsageError
from graph.store.loads import LOADS
from ingest import report, run
from ingest.differences import SHOWN, Difference
from ingest.first_pass import Job, Progress
from ingest.report import Report
from ingest.spec import SourceSpec, source, sources
from ingest.standing import Standing, refused_in, standings

__all__ = ["Difference", "Report", "Standing", "refused_in"]

Apart = Callable[[], AbstractContextManager[None]]
BLOCK = 1 << 20
COLUMNS = ("file", "line", "field", "reason", "value")
FORMULA = re.compile(r"^[=+\-@\t\r]")


def steward(session: Session, user: str) -> Account:
    """The account, which must be a steward's: RefusedError, which is logged, for every other role."""
    who = session.signed_in(user)
    with session.refusals(who.id):
        if who.role != "steward":
            raise RefusedError(f"{who.name} is no steward: deliveries and refused rows are for stewards.")
    return who


def keeps(who: Account, spec: SourceSpec, authority: str) -> bool:
    """Whether deliveries of this source and authority are this steward's; open ones are the host's."""
    told_by_it = not spec.told_by or authority_of(authority).kind in spec.told_by
    own = authority == who.authority and told_by_it
    return not spec.typed and (own or (spec.open and who.authority == deployment().host.id))


def sees(who: Account, spec: SourceSpec, authority: str) -> bool:
    """Whether this steward may see how it stands: what is the own authority's, and every open register."""
    return not spec.typed and (authority == who.authority or spec.open)


def own_standings(session: Session, user: str) -> list[Standing]:
    who = steward(session, user)
    return [one for one in standings(session.store, session.today) if sees(who, source(one.source), one.authority)]


def own_sources(session: Session, user: str) -> tuple[str, ...]:
    """The sources that this steward may load."""
    who = steward(session, user)
    named = (one for one in sources().values() if keeps(who, one, one.authority or who.authority))
    return tuple(one.source for one in named if one.authority or one.country == who.country)


def own_loads(session: Session, user: str) -> list[dict[str, Any]]:
    """The register's rows of all loads that this steward may see, with their reports, the newest first."""
    return [_with_report(row) for row in reversed(list(_seen(session, steward(session, user))))]


def _seen(session: Session, who: Account) -> Iterator[Mapping[str, Any]]:
    for row in session.store.read(LOADS):
        if row["source"] in sources() and sees(who, source(row["source"]), row["authority"]):
            yield row


def _with_report(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "report": json.loads(row["report"] or "{}")}


def own_load(session: Session, user: str, number: int) -> dict[str, Any]:
    """One of them; a load of others and one that is not there are one answer."""
    who = steward(session, user)
    for row in _seen(session, who):
        if row["number"] == number:
            return _with_report(row)
    raise UsageError(f"There is no load {number} that {who.name} may see.")


def refused_rows(session: Session, user: str, number: int) -> list[dict[str, Any]]:
    """File, line, field, reason and masked value of what a load refused; the reading is logged first."""
    row = own_load(session, user, number)
    session.audit.write(user, "", "refused rows", str(row["delivery"]), {"load": number})
    return report.refused_rows(session.settings.data, number)


def refused_table(rows: Iterable[Mapping[str, Any]]) -> str:
    """Refused rows as CSV for a spreadsheet: what looks like a formula there stays text."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([FORMULA.sub(r"'\g<0>", str(row[name])) for name in COLUMNS])
    return out.getvalue()


@dataclass(frozen=True)
class Look:
    """A dry run: what a load would report, and the first records of each kind that it would change."""

    report: Report
    differences: tuple[Difference, ...] = ()


def look(session: Session, user: str, name: str, path: Path, progress: Progress, apart: Apart = nullcontext) -> Look:
    """The dry run of a delivery of the own authority. `apart` is around what takes long and writes no log."""
    shown: list[Difference] = []
    with _own_job(session, user, name, path, "", progress) as job:
        session.audit.write(user, "", "delivery check", job.delivery.name, {"source": name})
        with apart():
            report = run.check(job, shown.append, SHOWN)
    return Look(report, tuple(sorted(shown)))


def take(
    session: Session, user: str, name: str, path: Path, accept: str, progress: Progress, apart: Apart = nullcontext
) -> Report:
    """The load of a delivery of the own authority; `accept` is the reason to load it though it is not as expected."""
    with _own_job(session, user, name, path, accept, progress) as job:
        told = {"source": name, "authority": job.delivery.authority, "because": accept}
        session.audit.write(user, "", "delivery load", job.delivery.name, told)
        with apart():
            return run.load(job)


@contextmanager
def _own_job(session: Session, user: str, name: str, path: Path, accept: str, progress: Progress) -> Iterator[Job]:
    who = steward(session, user)
    with run.open_job(session.store, session.settings, name, path, session.today, accept, progress) as job:
        with session.refusals(who.id):
            if not keeps(who, job.spec, job.delivery.authority):
                raise RefusedError(f"{job.delivery.name} is of {job.delivery.authority}: its own steward loads it.")
        yield job


@contextmanager
def uploaded(session: Session, name: str, stream: BinaryIO) -> Iterator[Path]:
    """An uploaded zip as a file of its own name in a private folder, while the block runs."""
    with TemporaryDirectory(prefix="upload-", dir=session.settings.data) as folder:
        path = Path(folder) / (re.sub(r"[^\w.-]+", "_", Path(name).name).lstrip(".") or "delivery.zip")
        with path.open("xb") as file:
            while block := stream.read(BLOCK):
                file.write(block)
        yield path
