"""The worlds of the test of non-interference: deleting a record is the same as never having loaded it."""

from random import Random

from graph.access.view import View
from graph.patterns.queries import view_queries
from graph.store.connection import Rows, Store
from graph.store.schema import apply_schema
from tests.asking import answer, asks
from tests.conftest import EMPTY
from tests.hiding import Hidden, both, elements, view_of
from tests.world_store import load_worlds
from tests.worlds import model_world

STATE = "MATCH (n) WHERE n.record IS NULL RETURN head(labels(n)) AS kind, n.id AS id ORDER BY kind, id"


def test_what_is_deleted_was_never_loaded(store: Store) -> None:
    world = model_world(7)
    apply_schema(store)
    load_worlds(store, [world])
    gone = {record.key for record in Random(7).sample(world.records, 12)}
    hidden = [Hidden(elements(record), "ended") for record in world.records if record.key in gone]
    asked = asks(view_of(store, world), world)

    def ask(view: View) -> dict[str, Rows]:
        things = [row for row in view.store.read(STATE) if not row["kind"].startswith("State")]
        return {"things": things} | {name: answer(view, query, asked[name]) for name, query in view_queries().items()}

    _, deleted = both(store, world, hidden, ask)
    full = ask(view_of(store, world))
    store.write(EMPTY)
    load_worlds(store, [world], without=lambda record: record.key in gone)
    never = ask(view_of(store, world))
    assert deleted == never
    assert full != never


def test_a_seed_makes_the_same_world_again() -> None:
    assert model_world(3).records == model_world(3).records
    assert model_world(3).records != model_world(4).records
