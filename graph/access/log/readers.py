"""The door through which the log is read: auditors only, and each reading is a line of the log before it is answered.

law.md, section 2.3: the auditor (data protection officer) reads any log, and logs, not contents.
"""

from datetime import date
from typing import Any

from graph.access.accounts import Account
from graph.access.log.facts import tell_holder
from graph.access.log.holders import holder
from graph.access.log.morning import Entry, morning
from graph.access.log.reading import Wanted, lines, lines_of, shown
from graph.access.log.statistics import Row, statistics
from graph.access.log.verify import Verified, verify
from graph.access.session import Session
from graph.errors import RefusedError, UsageError

LOG = "log"


def auditor(session: Session, user: str, case: str = "") -> Account:
    """The account, which must be an auditor's: RefusedError, which is logged, for every other role."""
    who = session.signed_in(user)
    with session.refusals(who.id, case):
        if who.role != "auditor":
            raise RefusedError(f"{who.name} is no auditor: the log is for auditors.")
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


def read_morning(session: Session, user: str, day: date) -> list[Entry]:
    """What an auditor should look at of a day (UTC)."""
    who = auditor(session, user)
    session.audit.write(who.id, "", "audit morning", LOG, {"day": day})
    return morning(session.store, session.settings, day)


def read_statistics(session: Session, user: str, today: date) -> list[Row]:
    """Counts of the months that have ended."""
    who = auditor(session, user)
    session.audit.write(who.id, "", "audit statistics", LOG, {})
    return statistics(session.settings, today)


def keep_holder(session: Session, user: str, account: str, surname: str, given: str, premises: str) -> None:
    """Marks of the name and home of the holder of an account, which its look-ups are compared with."""
    who = auditor(session, user)
    if not holder(session.store, account).role:
        raise UsageError(f"There is no account {account!r}.")
    session.audit.write(who.id, "", "audit holder", LOG, {"account": account})
    tell_holder(session.store, account, surname, given, premises)
