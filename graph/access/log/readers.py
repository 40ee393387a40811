"""The door through which the log is read: auditors only, and each reading is a line of the log before it is answered.

law.md, section 2.3: the auditor (data protection officer) reads any log, and logs, not contents.
"""

from typing import Any

from graph.access.accounts import Account
from graph.access.log.reading import Wanted, lines, lines_of, shown
from graph.access.log.verify import Verified, verify
from graph.access.session import Session, signed_in
from graph.errors import RefusedError

LOG = "log"


def auditor(session: Session, user: str, case: str = "") -> Account:
    """The account, which must be an auditor's: RefusedError, which is logged, for every other role."""
    who = signed_in(user)
    if who.role != "auditor":
        because = f"{who.name} is no auditor: the log is for auditors."
        session.audit.write(who.id, case, "refused", LOG, {"because": because})
        raise RefusedError(because)
    return who


def read_log(session: Session, user: str, wanted: Wanted, subject: str = "") -> list[dict[str, Any]]:
    """Lines without their content; with a subject those that tell of it: who looked at it, when, in which case."""
    who = auditor(session, user, wanted.case)
    session.audit.write(who.id, wanted.case, "audit show", subject or LOG, {"wanted": wanted})
    if not subject:
        return [shown(line) for line in lines(session.settings, wanted)]
    return [shown(line) for line in lines_of(session.settings, subject, wanted)]


def check_log(session: Session, user: str) -> Verified:
    who = auditor(session, user)
    session.audit.write(who.id, "", "audit verify", LOG, {})
    return verify(session.store, session.settings)
