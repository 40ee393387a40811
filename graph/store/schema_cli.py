"""`euregraph schema`: apply constraints and indexes, once each, in order."""

from graph.cli_options import Data, Json, tell
from graph.settings import read_settings
from graph.store.connection import open_store
from graph.store.schema import apply_schema


def schema(data: Data = None, as_json: Json = False) -> None:
    """Apply what is not applied yet, and say what that was."""
    with open_store(read_settings(data)) as store:
        done = apply_schema(store)
        tell(done, as_json, lambda: "\n".join(done) or "Nothing was due.")
