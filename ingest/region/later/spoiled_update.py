"""Dirty rows in the update set of the Belgian register, and the key of the second deliveries made to fit them."""

import json
from collections import defaultdict
from pathlib import Path

from ingest.region.dirt.spoil import Dirt
from ingest.region.later.kbo_update import NAME


def spoil_update(out: Path, share: float) -> None:
    """What the key tells stands on a later line, by as many dirty ones as were put before it."""
    (folder,) = out.glob(f"*-{NAME}")
    with (out / "dirt_key.jsonl").open("w", encoding="utf-8") as stream:
        Dirt(share, stream).spoil(NAME, folder)
    added = _added(out / "dirt_key.jsonl")
    key, draft = out / "second_key.jsonl", out / "second_key.draft"
    with key.open(encoding="utf-8") as old, draft.open("w", encoding="utf-8") as new:
        for line in old:
            told = json.loads(line)
            if told["delivery"] == folder.name and told["line"]:
                told["line"] = _moved(told["line"], added[told["file"]])
            new.write(json.dumps(told) + "\n")
    draft.replace(key)


def _added(key: Path) -> dict[str, list[int]]:
    """File -> the lines of rows that were put beside good ones: those refused whole, in their order."""
    found: dict[str, list[int]] = defaultdict(list)
    for line in key.read_text("utf-8").splitlines():
        told = json.loads(line)
        if told["row_refused"]:
            found[told["file"]].append(told["line"])
    return found


def _moved(line: int, added: list[int]) -> int:
    for one in added:
        line += one <= line
    return line
