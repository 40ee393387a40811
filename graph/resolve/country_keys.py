"""The keys under which national numbers are hashed, one per country, outside the data folder.

Whoever has a copy of the data but not these files cannot read a national number, nor test one by trying all.
"""

import os
import re
import secrets
import stat
from pathlib import Path

from graph.errors import UsageError

LENGTH = 32


class CountryKeys:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, bytes] = {}

    def of(self, country: str) -> bytes:
        """The 32 bytes of a country (ISO 3166 alpha-2), made at first use."""
        if key := self._read.get(country):
            return key
        code = country.lower()
        if not re.fullmatch("[a-z]{2}", code):
            raise UsageError(f"{country!r} is no country code: a key belongs to one country, such as NL.")
        if code not in self._read:
            self._read[code] = _key(self._folder / f"{code}.key")
        self._read[country] = self._read[code]
        return self._read[code]


def read_keys(folder: Path) -> CountryKeys:
    """The keys in `folder`, which is made (mode 700) when it is not there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"The key folder {folder} cannot be made: {error.strerror}.") from error
    _refuse_open(folder)
    return CountryKeys(folder)


def _refuse_open(path: Path) -> None:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise UsageError(f"{path} may be read by other accounts: take their rights away (chmod go= {path}).")


def _key(path: Path) -> bytes:
    try:
        if not path.exists():
            _make(path)
        _refuse_open(path)
        key = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The key {path} cannot be read or made: {error.strerror}.") from error
    if len(key) != LENGTH:
        raise UsageError(f"{path} does not hold {LENGTH} bytes: put the saved copy of this key back.")
    return key


def _make(path: Path) -> None:
    """Written beside its place and linked into it, so that two processes at once end with one whole key."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(LENGTH))
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
