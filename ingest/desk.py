"""The one door through which screens reach the import: an application typed into a case."""

from collections.abc import Mapping
from pathlib import Path

from graph.access.cases import Case, own_case
from graph.access.session import Session
from graph.errors import UsageError
from ingest import run
from ingest.contract.kind import kinds
from ingest.first_pass import Job
from ingest.readers.typed import Rows, Typed
from ingest.readers.yaml_file import NoYaml, read_yaml
from ingest.report import Report, refused_rows
from ingest.rows import Delivery
from ingest.spec import source


def enter_application(session: Session, user: str, case_id: str, rows: Rows) -> Report:
    """Keep a typed application in the case's own compartment; UsageError with every reason when a row does not fit."""
    who = session.reader(user)
    with session.refusals(who.id, case_id):
        case = own_case(session.store, who, case_id)
    with Typed(f"case {case.id}", rows) as folder:
        job = Job(
            session.store,
            session.settings,
            source("case_entry"),
            folder,
            _label(case, session),
            session.today,
            case=case.id,
        )
        report = run.load(job)
    session.audit.write(who.id, case.id, "case enter", case.subject, {"load": report.load, "rows": report.read})
    if report.broken:
        raise UsageError("Nothing was kept: " + "; ".join(_reasons(session, report)))
    return report


def permit_types() -> tuple[str, ...]:
    return kinds()["permit"].columns["permit_type"].codes


def _label(case: Case, session: Session) -> Delivery:
    defaults = {"purpose": case.purpose, "legal_basis": case.legal_basis}
    instrument = f"typed into case {case.id}"
    return Delivery("case_entry", case.authority, f"case {case.id}", session.today, False, True, instrument, defaults)


def _reasons(session: Session, report: Report) -> list[str]:
    told = refused_rows(session.settings.data, report.load)
    return [f"{row['file'].removesuffix('.jsonl')} row {row['line']}, {row['field']}: {row['reason']}" for row in told]


def read_entry(path: Path) -> Rows:
    """An entry from a YAML file: kind -> list of rows, every value as text."""
    try:
        told = read_yaml(path.read_bytes())
    except (OSError, NoYaml) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"{path} cannot be read as an entry: {reason}. It is YAML: kind, then rows.") from None
    if not isinstance(told, Mapping) or not all(map(_is_rows, told.values())):
        raise UsageError(f"{path} is no entry: it names kinds (permit, party, loan ...) with a list of rows each.")
    return told


def _is_rows(told: object) -> bool:
    return isinstance(told, list) and all(isinstance(row, Mapping) for row in told)
