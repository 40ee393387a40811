"""Files that only their owner may read: the password of the engine and what the server is started with."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from graph.errors import UsageError

OWNER_ONLY = 0o600
OTHERS = 0o077


def write_private(path: Path, text: str) -> None:
    """Replace the file as a whole, mode 600 from its first byte on."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def sync_folder(folder: Path) -> None:
    """Force to disk which files the folder holds: what was made, renamed or removed in it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep_bytes(path: Path, fresh: Callable[[], bytes]) -> bytes:
    """The bytes in this file; where there is no file yet it is made, mode 600, and on disk before they are used."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{uuid4().hex}.new")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
                file.write(fresh())
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):  # another process was first
                os.link(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(path.parent)
    return path.read_bytes()


def read_private(path: Path) -> str:
    """The text of the file without its line end; refused where others may read it: that is no secret."""
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise UsageError(
            f"The password file {path} cannot be read ({error.strerror}): create it with mode 600."
        ) from None
    if mode & OTHERS:
        raise UsageError(
            f"Other users may open the password file {path}: run `chmod 600` on it, then change the password."
        )
    if not text:
        raise UsageError(f"The password file {path} is empty: write the password of the database into it.")
    return text


def keep_password(path: Path) -> str:
    """The password in this file; a new random one is made where there is no file yet."""
    if not path.exists():
        write_private(path, secrets.token_urlsafe(24))
    return read_private(path)
