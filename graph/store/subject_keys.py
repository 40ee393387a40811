"""The keys under which the log encrypts what it tells of a subject: one file each, apart from the data.

Destroying a key erases what the log says of its subject. The names of destroyed keys are kept beside the keys, so
that no restore brings one back; a name tells nothing without the salt that lies there too.
"""

import os
import re
from contextlib import suppress
from hashlib import blake2b
from itertools import chain, count
from pathlib import Path

from cryptography.fernet import Fernet

from graph.settings import Settings
from graph.store.secrets import OWNER_ONLY, keep_bytes, sync_folder

DESTROYED = "destroyed"
NAME = re.compile(r"[0-9a-f]{32}(\.\d+)?\.key")


def subject_key(keys: Path, subject: str) -> bytes:
    """The key of a subject, made at its first look-up, and anew at the first one after it was destroyed."""
    return keep_bytes(_place(keys, subject), Fernet.generate_key)


def find_key(keys: Path, subject: str) -> bytes | None:
    """The key of a subject; None where the log tells nothing of it, or nothing any more."""
    path = _place(keys, subject)
    return path.read_bytes() if path.exists() else None


def forget_subject(settings: Settings, subject: str) -> None:
    """Destroy the key of a subject: what the log tells of it cannot be read again.

    Its name is on the list of destroyed keys before the file is touched; safe to repeat after an interruption.
    """
    path = _place(settings.keys, subject)
    forget_again(settings.keys, {path.name} if path.exists() else set())


def subject_name(keys: Path, subject: str) -> str:
    """What stands for a subject outside the log: it cannot be tried out without the salt, which lies with the keys."""
    salt = keep_bytes(_folder(keys) / "salt", lambda: os.urandom(32))
    return blake2b(subject.encode(), key=salt, digest_size=16).hexdigest()


def destroyed(keys: Path) -> set[str]:
    """The file names of the keys that were destroyed."""
    with suppress(FileNotFoundError):
        return set(filter(NAME.fullmatch, (keys / "subjects" / DESTROYED).read_text(encoding="utf-8").split()))
    return set()


def forget_again(keys: Path, names: set[str]) -> None:
    """Add names to the list of destroyed keys, and destroy what still lies there under any name of the list."""
    if new := set(filter(NAME.fullmatch, names)) - destroyed(keys):
        _note(_folder(keys), new)
    for name in destroyed(keys):
        path = keys / "subjects" / name
        if path.is_file():
            _destroy(path)


def _place(keys: Path, subject: str) -> Path:
    """Where the key of a subject lies: at the first place of its own whose key was not destroyed."""
    folder, gone, name = _folder(keys), destroyed(keys), subject_name(keys, subject)
    names = chain([f"{name}.key"], (f"{name}.{number}.key" for number in count(1)))
    return folder / next(each for each in names if each not in gone)


def _folder(keys: Path) -> Path:
    folder = keys / "subjects"
    for each in (keys, folder):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _note(folder: Path, names: set[str]) -> None:
    handle = os.open(folder / DESTROYED, os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWNER_ONLY)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write("".join(f"{name}\n" for name in sorted(names)))
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)


def _destroy(path: Path) -> None:
    """Write over the bytes of the file, then take it away."""
    with path.open("r+b") as file:
        file.write(os.urandom(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync_folder(path.parent)
