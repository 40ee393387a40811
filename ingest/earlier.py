"""What the same authority said earlier of the identity rows that a delivery names, where it now says nothing of it."""

from collections.abc import Mapping

from graph.store.changes import held_versions
from graph.store.connection import Store
from graph.store.states import State
from ingest.contract.kind import KindSpec
from ingest.delivery import ContractFiles
from ingest.mapping import Mapper
from ingest.others import Barred, kinds_of, rows_of


def barred_earlier(store: Store, state: State, mapper: Mapper, files: ContractFiles) -> Barred:
    """Kind and column -> ref -> the value, told before, with which a row of that kind may not be referred to."""
    found: Barred = {}
    for kind in kinds_of(files, identities=False):
        for column, refused in kind.refused_where.items():
            refs = {ref for row in rows_of(files, kind.kind) if (ref := row.values.get(column))}
            for identity in _pointed_at(mapper, kind, column):
                keys = {mapper.key(identity, {identity.key[0]: ref}): ref for ref in refs}
                for ref, told in _told(store, state, keys):
                    for name, values in refused.items():
                        if (value := told.get(identity.property_of(name))) in values:
                            found.setdefault((kind.kind, column), {})[ref] = str(value)
    return found


def _pointed_at(mapper: Mapper, kind: KindSpec, column: str) -> list[KindSpec]:
    known = map(mapper.spec.kind, mapper.spec.kinds)
    return [one for one in known if one.identity and one.identity in kind.columns[column].to]


def _told(store: Store, state: State, keys: Mapping[str, str]) -> list[tuple[str, Mapping[str, object]]]:
    """Each version that stands of these keys, in whichever compartment, by the ref of its row."""
    held = {key: one for key, one in state.before.items() if key.partition("#")[0] in keys and not one.vanished}
    return [(keys[key.partition("#")[0]], told) for key, told in held_versions(store, held)]
