"""The token of the command line: one file of mode 600 per store, in a folder of the user, outside the data."""

from hashlib import blake2b
from pathlib import Path

from graph.errors import UsageError
from graph.settings import Settings
from graph.store.secrets import OTHERS, write_private


def token_path(settings: Settings) -> Path:
    """The file for this data folder and database; its name tells neither."""
    place = f"{settings.data.resolve()} {settings.uri} {settings.database}"
    return settings.tokens.expanduser() / f"{blake2b(place.encode(), digest_size=8).hexdigest()}.token"


def keep_token(settings: Settings, token: str) -> Path:
    path = token_path(settings)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(path, token)
    return path


def read_token(settings: Settings) -> str:
    """The token, empty where there is none; UsageError where others may read it: then it shows nothing."""
    path = token_path(settings)
    if not path.is_file():
        return ""
    if path.stat().st_mode & OTHERS:
        raise UsageError(f"Other users may open {path}: run `euregraph sign-in` again, it makes a new one.")
    return path.read_text(encoding="utf-8").strip()


def forget_token(settings: Settings) -> None:
    token_path(settings).unlink(missing_ok=True)
