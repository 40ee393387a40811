"""What an account watches in a case: ids of things, kept until the case ends. What of them is shown, a View decides."""

from graph.errors import RefusedError
from graph.store.connection import Store

KEEP = """
MATCH (c:StateCase {id: $case}) WHERE c.closed_on IS NULL
MERGE (w:StateWatch {id: $id}) ON CREATE SET w.account = $account, w.case = $case, w.thing = $thing
RETURN w.id AS id
"""
DROP = "MATCH (w:StateWatch {id: $id}) DETACH DELETE w"
KEPT = "MATCH (w:StateWatch) WHERE w.case = $case AND w.account = $account RETURN w.thing AS thing ORDER BY thing"


def keep_watched(store: Store, account: str, case: str, thing: str) -> None:
    """Also when it is kept already; RefusedError in a case that is closed by now."""
    told = {"id": _key(account, case, thing), "account": account, "case": case, "thing": thing}
    if not store.write(KEEP, **told).rows:
        raise RefusedError(f"Case {case} is closed: nothing is watched in it.")


def drop_watched(store: Store, account: str, case: str, thing: str) -> None:
    """Also when it is not kept."""
    store.write(DROP, id=_key(account, case, thing))


def kept_watched(store: Store, account: str, case: str) -> list[str]:
    """The ids as they were kept, seen by nobody before a View has judged them."""
    return [str(row["thing"]) for row in store.read(KEPT, account=account, case=case)]


def _key(account: str, case: str, thing: str) -> str:
    return f"{case} {account} {thing}"
