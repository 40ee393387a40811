"""The key of the second deliveries: what becomes of which record, by the line that told it first or tells it now."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from ingest.spec import source

EVERY = 41
DAY = "2026-06-15"


@dataclass
class Key:
    """`stream`: one JSON line per fate. `was`: line of `was_in` in the first delivery, `line`: of `file` in the second.

    `count`: how many records of that kind; 0: all that this line told. An identity row has a part in each compartment
    that needs it; `parts` says that rows which refer to it came or went, and with them some of its parts.
    """

    stream: TextIO
    counts: Counter[str] = field(default_factory=Counter)

    def note(
        self, path: Path, kind: str, fate: str, *, was: int = 0, line: int = 0, count: int = 0, was_in: str = ""
    ) -> None:
        told: dict[str, object] = {"delivery": path.parent.name, "file": path.name, "kind": kind, "fate": fate}
        told |= {"was": was, "line": line, "count": count, "was_in": was_in or path.name}
        self.stream.write(json.dumps(told) + "\n")
        self.counts[f"{path.parent.name}: {kind} {fate}"] += 1

    def vanished(self, name: str, path: Path, kind: str, was: int, count: int = 0, was_in: str = "") -> None:
        """What absence means is a rule of the source: it ended, it is withdrawn, or it stays."""
        fate = {"nothing": "stays"}.get(rule := source(name).vanish(kind), rule)
        self.note(path, kind, fate, was=was, count=count, was_in=was_in)
