"""Take a load back: what it wrote goes, what it ended is open again, things nobody speaks about any more go."""

from collections.abc import Iterator

from graph.errors import UsageError
from graph.model.kinds import OPEN_END, the_model
from graph.store.connection import Store
from graph.store.leases import leased

LAST = """
MATCH (l:StateLoad) WHERE NOT l.status IN ['rolled back', 'stopped']
RETURN l.number AS number ORDER BY number DESC LIMIT 1
"""
BEFORE = """
MATCH (l:StateLoad) WHERE l.status = 'published' AND l.number < $number
RETURN coalesce(max(l.number), 0) AS number
"""
# from here on readers see the graph before it, and nothing else can be loaded until it is done
UNPUBLISH = """
MATCH (s:StateStore {id: 'store'}), (l:StateLoad {number: $number})
SET s.published = $before, l.status = 'rolling back'
"""
STATUS = "MATCH (l:StateLoad {number: $number}) SET l.status = 'rolled back', l.withdrew = ''"
FORGET = "MATCH (c:StateCompartment) WHERE c.made_by = $number DETACH DELETE c"
# what two persons decided after it is theirs to take back; its load is the one before
KEEP_LINKS = """
MATCH (:Person)-[x:SAME_AS]->() WHERE x.known_from = $number AND x.method = 'decision' SET x.known_from = $before
"""
KEEP_DECISIONS = "MATCH (s:StateSignature) WHERE s.from_load = $number SET s.from_load = $before"
LINES, NODES = "MATCH (:{start})-[x:{kind}]->()", "MATCH (x:{kind})"
DROP_LINES = " WHERE x.known_from = $number WITH x LIMIT 2000 DELETE x RETURN count(*) AS changed"
DROP_NODES = " WHERE x.known_from = $number WITH x LIMIT 2000 DETACH DELETE x RETURN count(*) AS changed"
REOPEN = """
 WHERE x.known_to = $number OR x.withdrawn = $number WITH x LIMIT 2000
SET x.known_to = CASE WHEN coalesce(x.was_to, x.known_to) = $number THEN $open ELSE coalesce(x.was_to, x.known_to) END
REMOVE x.was_to, x.withdrawn RETURN count(x) AS changed
"""
ORPHANS = "MATCH (n:{kind}) WHERE NOT (n)--() WITH n LIMIT 2000 DELETE n RETURN count(*) AS changed"


def roll_back(store: Store, number: int) -> None:
    """Take back the newest load; after an interruption, again. UsageError when later loads rest on it."""
    with leased(store) as lease:
        last = store.read(LAST)
        if not last or last[0]["number"] != number:
            newest = f"the newest is {last[0]['number']}" if last else "there is none"
            raise UsageError(f"Load {number} cannot be taken back: only the newest can, and {newest}.")
        before = store.read(BEFORE, number=number)[0]["number"]
        lease.write(UNPUBLISH, number=number, before=before)
        for kept in (KEEP_LINKS, KEEP_DECISIONS):
            lease.write(kept, number=number, before=before)
        for statement in _statements():
            lease.repeat(statement, number=number, open=OPEN_END)
        lease.write(FORGET, number=number)
        lease.write(STATUS, number=number)


def _statements() -> Iterator[str]:
    """Each changes at most 2,000 nodes or lines; a withdrawn one gets back the end it had."""
    model = the_model()
    for name, kind in model.relationships.items():
        for start in kind.ends[0]:
            for then in (DROP_LINES, REOPEN):
                yield LINES.format(kind=name, start=start) + then
    for name in model.records:
        for then in (DROP_NODES, REOPEN):
            yield NODES.format(kind=name) + then
    for name in model.things:
        yield ORPHANS.format(kind=name)
