"""A data subject disputes a record, or it was corrected, acquitted or annulled: its owner says so, and readers see it.

The row keeps its state over its next deliveries (graph/store/disputes.py), and whoever received it is to be told.
"""

from datetime import date
from typing import Literal

from graph.access.accounts import Account
from graph.access.session import Session
from graph.errors import RefusedError, UsageError
from graph.model.compartments import Status
from graph.retention.recipients import Notice, keep_notices, recipients_of
from graph.store.disputes import Dispute, keep_dispute, owner_of, row_of
from graph.store.leases import leased

Decided = Literal["disputed", "closed", "corrected", "upheld"]
STATUS: dict[Decided, Status] = {"disputed": "disputed", "closed": "closed", "corrected": "normal", "upheld": "normal"}
ROLES = {"steward", "coordinator"}


def decide_dispute(session: Session, user: str, record: str, decided: str, reason: str) -> list[Notice]:
    """What is decided of a record of the own authority: `disputed` marks it, `closed` (acquitted, annulled) hides it,
    `corrected` (a delivery told it anew) and `upheld` end the dispute. Returns whom there is to tell.

    Another's record and no record are one answer.
    """
    if decided not in STATUS:
        raise UsageError(f"{decided!r} is no decision; known: {', '.join(STATUS)}.")
    if not reason.strip():
        raise UsageError("A dispute needs a reason in your own words.")
    who, row = session.signed_in(user), row_of(record)
    with session.refusals(who.id):
        source = _own_source(session, who, row)
    session.audit.write(who.id, "", "subject dispute", row, {"record": record, "decided": decided, "reason": reason})
    dispute = Dispute(row, who.authority, source, STATUS[decided], reason.strip(), who.id, session.today)
    return _keep(session, dispute, decided, session.today)


def _own_source(session: Session, who: Account, row: str) -> str:
    if who.role not in ROLES:
        raise RefusedError(f"The role {who.role} decides no dispute: the owner's steward or coordinator does.")
    owner, source = owner_of(session.store, row)
    if owner != who.authority:
        raise RefusedError(f"There is no such record of {who.authority}: only its owner can decide a dispute.")
    return source


def _keep(session: Session, dispute: Dispute, why: str, today: date) -> list[Notice]:
    """Whom to tell is kept first: after an interruption the decision is made again, and nobody is forgotten."""
    with leased(session.store) as lease:
        notices = recipients_of(session.store, {dispute.id: dispute.authority}, why)
        keep_notices(lease, notices, today)
        keep_dispute(lease, dispute)
    return notices
