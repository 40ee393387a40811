"""What was typed into a case is erased with it: records, lines, things nobody else speaks about, refused rows.

Grants to the case, what was watched in it, who was decided to be one person and the requests it made go as well.
"""

from collections.abc import Iterator
from contextlib import suppress

from graph.model.kinds import the_model
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.leases import Lease, leased
from graph.store.loads import read_compartments

LOADS = "MATCH (l:StateLoad {source: 'case_entry'}) WHERE l.delivery = $delivery RETURN l.number AS number"
LINES = """
MATCH (:{start})-[x:{kind}]->() WHERE $closing[x.compartment] WITH x LIMIT 2000 DELETE x RETURN count(*) AS changed
"""
NODES = "MATCH (x:{kind}) WHERE $closing[x.compartment] WITH x LIMIT 2000 DETACH DELETE x RETURN count(*) AS changed"
ORPHANS = "MATCH (n:{kind}) WHERE NOT (n)--() WITH n LIMIT 2000 DELETE n RETURN count(*) AS changed"
FORGET = "MATCH (c:StateCompartment) WHERE $closing[c.id] DETACH DELETE c"
NOTE_FILE = "MERGE (e:StateErasedFile {id: $id}) SET e.authority = $authority, e.file = $file"
ERASED_FILES = "MATCH (e:StateErasedFile) RETURN e.authority AS authority, e.file AS file"
UNGRANT = "MATCH (g:StateGrant) WHERE g.case = $case DETACH DELETE g"
UNASK = "MATCH (r:StateRequest) WHERE r.case = $case DETACH DELETE r"
UNDECIDE = "MATCH (s:StateSignature) WHERE s.case = $case AND s.act = 'identity' DETACH DELETE s"
UNWATCH = "MATCH (w:StateWatch) WHERE w.case = $case DETACH DELETE w"


def erase_entries(store: Store, settings: Settings, case: str) -> None:
    """Erase them; safe to repeat after an interruption, for the compartments go last."""
    closing = {c.id: True for c in read_compartments(store).values() if c.case == case}
    store.write(UNGRANT, case=case)
    store.write(UNASK, case=case)
    store.write(UNWATCH, case=case)
    store.write(UNDECIDE, case=case)
    for row in store.read(LOADS, delivery=f"case {case}"):
        with suppress(FileNotFoundError):
            (settings.data / "quarantine" / f"{row['number']}.jsonl").unlink()
    if closing:
        with leased(store) as lease:
            for statement in _statements():
                lease.repeat(statement, closing=closing)
            lease.write(FORGET, closing=closing)


def erase_file(store: Store, authority: str, application: str) -> None:
    """Erase the integrity file of an application of this authority, and note that it is not to be held again.

    A later delivery may tell it once more: `erased_files` keeps it closed.
    """
    store.write(NOTE_FILE, id=f"{authority}|{application}", authority=authority, file=application)
    with leased(store) as lease:
        erase_files(lease)


def erase_files(lease: Lease) -> int:
    """Erase what the store holds of integrity files that are not to be held again; returns how much that was."""
    gone = erased_files(lease.store)
    closing = {c.id: True for c in read_compartments(lease.store).values() if (c.authority, c.file) in gone}
    return sum(lease.repeat(statement, closing=closing) for statement in _statements()) if closing else 0


def erased_files(store: Store) -> frozenset[tuple[str, str]]:
    """(authority, application) of integrity files that were erased: what is told of them again is read by nobody."""
    return frozenset((row["authority"], row["file"]) for row in store.read(ERASED_FILES))


def _statements() -> Iterator[str]:
    model = the_model()
    for name, kind in model.relationships.items():
        for start in kind.ends[0]:
            yield LINES.format(kind=name, start=start)
    yield from (NODES.format(kind=name) for name in model.records)
    yield from (ORPHANS.format(kind=name) for name in model.things)
