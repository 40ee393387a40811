"""The manifest of an export: who got what, on what ground, and the hash of every file."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph.errors import UsageError

FILE = "manifest.json"


def hash_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def write_manifest(folder: Path, head: Mapping[str, Any], files: list[Path]) -> Path:
    """The head and the hashes, by name."""
    hashes = {path.relative_to(folder).as_posix(): hash_of(path) for path in sorted(files)}
    path = folder / FILE
    path.write_text(json.dumps({**head, "sha256": hashes}, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def read_manifest(folder: Path) -> dict[str, Any]:
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        data = None
    if not isinstance(data, dict) or not isinstance(data.get("sha256"), dict):
        raise UsageError(f"{folder} holds no readable {FILE}: it is no export, or its manifest was changed.")
    return data


def verify(folder: Path) -> list[str]:
    """What is not as it was exported: changed, missing and added files by name; empty when all is whole.

    The manifest's own hash stands in the log, in the line `export written`.
    """
    hashes: dict[str, str] = read_manifest(folder)["sha256"]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {FILE}
    found = [f"{name}: not in the manifest, added later" for name in sorted(there - set(hashes))]
    for name, told in sorted(hashes.items()):
        if name not in there:
            found.append(f"{name}: missing")
        elif hash_of(folder / name) != told:
            found.append(f"{name}: changed since it was exported")
    return found
