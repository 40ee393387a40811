"""The only place that imports neo4j: engine, connection, schema, loads, writes, reads."""

import sys

# the driver imports these when they are installed (screens bring them): a third of a second of every command, for
# tables that nobody here asks it for
TABLES = [name for name in ("numpy", "pandas", "pyarrow") if name not in sys.modules]
sys.modules.update(dict.fromkeys(TABLES))  # type: ignore[arg-type]
try:
    import neo4j  # noqa: F401
finally:
    for name in TABLES:
        del sys.modules[name]
