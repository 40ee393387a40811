"""A request for named facts of one authority, its letter, and the answer: records released to the case, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from graph.access.accounts import Account
from graph.access.authorities import Authority, authorities, authority, delivers
from graph.access.grants import grant_records
from graph.access.legal_bases import legal_bases
from graph.access.order import open_sources_first
from graph.access.policies import Decision
from graph.access.view import View
from graph.border.letters import language_of, write_letter
from graph.errors import RefusedError, UsageError
from graph.model.kinds import the_model
from graph.store.connection import Rows, Store
from graph.store.loads import named_compartments

ANSWERERS = ("official", "coordinator")
OPEN, RELEASED, REFUSED = "open", "released", "refused"
NOTHING = "nothing that may be shown"

MAKE = "CREATE (r:StateRequest) SET r = $request"
OURS = """
MATCH (r:StateRequest) WHERE r.at = $authority OR r.from_authority = $authority
RETURN r {.*} AS request ORDER BY r.made_on DESC, r.id
"""
# the first write is the lock of the node: look and change are one step, as in leases
ANSWER = """
MATCH (r:StateRequest {id: $id})
SET r.asked = $day
WITH r WHERE r.status = 'open'
SET r.status = $status, r.answered_by = $by, r.answered_on = $day, r.records = $records, r.until = $until,
  r.because = $because
RETURN r.id AS id
"""
PLACE = "MATCH (x:{kind} {{record: $record}}) RETURN x.compartment AS compartment, x.authority AS authority"
KEPT_BY_OWNER = (
    "answered_by",
    "because",
    "asked",
)  # what the asker does not read: a refusal and nothing are one answer


@dataclass(frozen=True)
class Asking:
    """Of whom what is asked: a category of one authority, about whom, and why.

    `skip`: why it is asked before open sources were looked at.
    """

    at: str
    category: str
    about: str
    reason: str
    language: str = ""
    skip: str = ""


def make_request(view: View, asking: Asking) -> dict[str, Any]:
    """Keep a request with its letter. RefusedError where the policy says that it may not be asked, by which article."""
    receiver, decision = authority(asking.at), _may_ask(view, asking)
    if not asking.about.strip() or not asking.reason.strip():
        raise UsageError("A request names whom it is about and why: the authority that is asked reads both.")
    open_sources_first(view, asking.skip)
    language = language_of(receiver, asking.language)
    request = {
        "id": uuid4().hex[:12],
        "at": asking.at,
        "from_authority": view.account.authority,
        "account": view.account.id,
        "case": view.case.id,
        "category": asking.category,
        "about": asking.about.strip(),
        "reason": asking.reason.strip(),
        "article": decision.article,
        "route": decision.route,
        "language": language,
        "made_on": view.today,
        "status": OPEN,
    }
    request["letter"] = write_letter(language, asking.category, decision.article, _gaps(view, receiver, request))
    view.store.write(MAKE, request=request)
    told = {name: request[name] for name in ("id", "at", "category", "about", "reason", "article")}
    view.audit.write(view.account.id, view.case.id, "request make", view.case.subject, told)
    return request


def _may_ask(view: View, asking: Asking) -> Decision:
    receiver = authority(asking.at)
    if asking.category not in delivers(receiver.kind).categories:
        listed = " ".join(delivers(receiver.kind).categories) or "nothing"
        raise UsageError(f"{receiver.name} holds no {asking.category!r} data; it holds: {listed}.")
    decision = view.decision(asking.at, asking.category)
    if decision.gives == "content":
        raise UsageError(f"{receiver.name}: its {asking.category} data are read in the check; there is nothing to ask.")
    if decision.gives == "none":
        said = f"{receiver.name} may not be asked for {asking.category} data on this basis ({decision.article})."
        raise RefusedError(f"{said} {decision.route}".strip())
    return decision


def may_be_asked(view: View) -> list[tuple[str, str]]:
    """Authority and category of all that the policy lets this case ask for by letter, in the order of the register."""
    return [
        (one.id, category)
        for one in authorities().values()
        for category in delivers(one.kind).categories
        if view.decision(one.id, category).gives in {"on request", "hit"}
    ]


def _gaps(view: View, receiver: Authority, request: Mapping[str, Any]) -> dict[str, str]:
    return {
        "case": view.case.id,
        "receiver": receiver.name,
        "sender": authority(view.account.authority).name,
        "account": view.account.name,
        "day": str(view.today),
        "about": request["about"],
        "reason": request["reason"],
        "basis": legal_bases()[view.case.legal_basis].article,
    }


def requests_of(store: Store, who: Account) -> Rows:
    """The requests that the account's authority made or received; each side reads what is its own."""
    found = [row["request"] for row in store.read(OURS, authority=who.authority)]
    return [shown for one in found if (shown := _shown(one, who))]


def read_request(store: Store, who: Account, id_: str) -> dict[str, Any]:
    """One of them; another's request and none are one answer."""
    found = [one for one in requests_of(store, who) if one["id"] == id_]
    if not found:
        raise RefusedError(f"There is no request {id_} of {who.authority}.")
    return found[0]


def _shown(request: dict[str, Any], who: Account) -> dict[str, Any]:
    if request["at"] == who.authority:
        return request if who.role in ANSWERERS else {}
    told = {name: value for name, value in request.items() if name not in KEPT_BY_OWNER}
    return told | {"status": NOTHING} if told["status"] == REFUSED else told


def release(store: Store, who: Account, id_: str, records: list[str], until: date, today: date) -> dict[str, Any]:
    """Answer by releasing these records, all of the category that was asked for, to the case of the asker."""
    request = _to_answer(store, who, id_)
    if not records or until < today:
        raise UsageError("A release names one record at least, and a last day from today on.")
    for record in records:
        if _of(store, record) != (who.authority, request["category"]):
            asked = f"{request['category']} record of {who.authority}"
            raise RefusedError(f"{record} is no {asked}: only what was asked for is released.")
    _close(store, who, id_, RELEASED, today, records=records, until=until, because="")
    grant_records(store, who, request["case"], records, until, today)
    return request


def refuse(store: Store, who: Account, id_: str, because: str, today: date) -> dict[str, Any]:
    """Answer that there is nothing that may be shown; why, the own authority alone reads."""
    request = _to_answer(store, who, id_)
    if not because.strip():
        raise UsageError("A refusal needs a reason; only the own authority reads it.")
    _close(store, who, id_, REFUSED, today, records=[], until=None, because=because.strip())
    return request


def _to_answer(store: Store, who: Account, id_: str) -> dict[str, Any]:
    request = read_request(store, who, id_)
    if request["at"] != who.authority or who.role not in ANSWERERS:
        raise RefusedError(f"Request {id_} is answered by an official or a coordinator of {request['at']}.")
    return request


def _close(store: Store, who: Account, id_: str, status: str, today: date, **told: Any) -> None:
    """Of two answers at once the first holds."""
    if not store.write(ANSWER, id=id_, status=status, by=who.id, day=today, **told).rows:
        raise RefusedError(f"Request {id_} has been answered.")


def _of(store: Store, record: str) -> tuple[str, str]:
    for kind in the_model().records:
        if rows := store.read(PLACE.format(kind=kind), record=record):
            place = rows[0]["compartment"]
            held = named_compartments(store, [place]).get(place)
            return str(rows[0]["authority"]), held.category if held else ""
    return "", ""
