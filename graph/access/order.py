"""The order of sources: what needs no asking is looked at first; others are asked afterwards, or with a reason.

Subsidiarity (safeguards.md, row 6): the check of a case reads the open registers and the own files.
"""

from graph.access.view import View
from graph.errors import RefusedError

NOTE = "MATCH (c:StateCase {id: $id}) WHERE c.open_sources_on IS NULL SET c.open_sources_on = $today"
READ = "MATCH (c:StateCase {id: $id}) RETURN c.open_sources_on AS day"


def note_open_sources(view: View) -> None:
    """Note that the sources which need no asking were looked at in this case; the first day stays."""
    view.store.write(NOTE, id=view.case.id, today=view.today)


def open_sources_first(view: View, skip: str = "") -> None:
    """RefusedError while they were not, unless `skip` says in words why; a skip is a line of the log."""
    rows = view.store.read(READ, id=view.case.id)
    if rows and rows[0]["day"]:
        return
    if not skip.strip():
        raise RefusedError(
            "Open sources come first: run the check in this case, or say with --skip why another authority is asked"
            " before."
        )
    view.audit.write(view.account.id, view.case.id, "order skipped", view.case.subject, {"because": skip.strip()})
