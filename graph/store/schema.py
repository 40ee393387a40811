"""Constraints and indexes: those of the state from cypher/schema, those of the graph from the model."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from graph.errors import StoreError
from graph.model.kinds import Form, Model, the_model
from graph.store.connection import Store

FOLDER = Path(__file__).parents[2] / "cypher" / "schema"

APPLIED = "MATCH (s:StateSchema) RETURN s.file AS file, s.digest AS digest"
RESTORING = "MATCH (s:StateStore {id: 'store'}) WHERE s.restoring RETURN s.restoring AS restoring"
REMEMBER = "MERGE (s:StateSchema {file: $file}) SET s.digest = $digest"


def model_statements(model: Model) -> Iterator[str]:
    """One unique id per thing, one unique record per record node, an index per property that is searched by."""
    for name, kind in model.kinds.items():
        if kind.form is Form.THING:
            yield f"CREATE CONSTRAINT id_{name} IF NOT EXISTS FOR (n:{name}) REQUIRE n.id IS UNIQUE"
        if kind.form is Form.RECORD:
            yield f"CREATE CONSTRAINT record_{name} IF NOT EXISTS FOR (n:{name}) REQUIRE n.record IS UNIQUE"
        for prop, spec in kind.properties.items():
            if spec.indexed:
                yield f"CREATE INDEX {prop}_{name} IF NOT EXISTS FOR (n:{name}) ON (n.{prop})"


def _files() -> dict[str, list[str]]:
    found = {}
    for path in sorted(FOLDER.glob("*.cypher")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found[path.name] = [line.rstrip(";") for line in lines if line and not line.startswith("/*")]
    return {**found, "model": list(model_statements(the_model()))}


def apply_schema(store: Store) -> list[str]:
    """Make the store fit this version; returns the names applied. A half restored store is not served."""
    if store.read(RESTORING):
        raise StoreError("A restore into this store was interrupted: repeat `euregraph restore` with the same file.")
    return bring_up_to_date(store)


def bring_up_to_date(store: Store) -> list[str]:
    """Apply what is not applied yet, in order; returns the names applied. A changed old file is an error."""
    files = _files()
    known = {row["file"]: row["digest"] for row in store.read(APPLIED)}
    digests = {name: blake2b("\n".join(lines).encode(), digest_size=8).hexdigest() for name, lines in files.items()}
    for name, digest in digests.items():
        if name != "model" and known.get(name, digest) != digest:
            raise StoreError(f"cypher/schema/{name} was changed after it was applied: write a new file instead.")
    due = [name for name in files if known.get(name) != digests[name]]
    for name in due:
        for statement in files[name]:
            store.write(statement)
        store.write(REMEMBER, file=name, digest=digests[name])
    return due
