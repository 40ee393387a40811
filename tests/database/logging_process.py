"""Write one line of the log and wait: uri, user, password file, database, data and keys are the words."""

import sys
from pathlib import Path

from graph.access.audit import AuditLog
from graph.settings import Settings
from graph.store.connection import open_store
from tests.logs import OFFICIAL, SUBJECT

if __name__ == "__main__":
    uri, user, password_file, database, data, keys = sys.argv[1:]
    settings = Settings(Path(data), Path(keys), uri, user, Path(password_file), database)
    with open_store(settings) as store:
        log = AuditLog(store, settings)
        log.write(OFFICIAL, "c", "query", SUBJECT, {})
        print(log.files[0].parent.name, flush=True)
        sys.stdin.read()
