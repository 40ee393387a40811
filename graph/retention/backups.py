"""Backups past their schedule: deleted where they were written, if what lies there is still that backup."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from graph.errors import UsageError
from graph.settings import Settings
from graph.store.archive import Backup
from graph.store.backup import BACKUPS
from graph.store.connection import Store

DROP = "MATCH (b:StateBackup {id: $id}) DETACH DELETE b"


@dataclass(frozen=True)
class Made:
    """Where a backup was written, and when (its manifest says the same)."""

    path: Path
    made_at: str


def due_backups(store: Store, settings: Settings, today: date) -> list[Made]:
    """Those that are older than the days that backups are kept."""
    first = today - timedelta(days=int(settings.backup_days))
    found = [Made(Path(row["path"]), row["made_at"]) for row in store.read(BACKUPS)]
    return [one for one in found if datetime.fromisoformat(one.made_at).date() < first]


def erase_backup(store: Store, made: Made) -> str:
    """Delete it and forget it; a sentence where something lies there that is no readable backup, which stays."""
    if made.path.is_file():
        try:
            with Backup(made.path) as found:
                same = found.manifest["made_at"] == made.made_at
        except UsageError:
            return f"{made.path} is no readable backup any more: look at it, and delete it by hand."
        if same:
            made.path.unlink()
    store.write(DROP, id=str(made.path))
    return ""
