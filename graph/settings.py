"""The settings of one run: a frozen object, built once at the edge and passed in."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from graph.errors import UsageError

PREFIX = "EUREGRAPH_"
SCHEMES = ("bolt://", "bolt+s://", "neo4j://", "neo4j+s://")
ORIGIN = re.compile(r"https://[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?")
PATHS = {"data", "keys", "password_file", "deployment", "ca_file", "tokens"}


@dataclass(frozen=True)
class Settings:
    """Where the data lie, which engine answers, and which deployment it is.

    `uri` empty means: the embedded engine in `data`. `keys` lies outside `data`, so that a copy of the data
    alone never tells a national number (contracts.md, section 1). `reuse_integrity_files` yes: an authority reads
    its integrity files in later cases too (closed by default, contracts.md, section 1). `deployment` names the file
    that tells host, profile, authorities and instruments; without one it is the demonstration. `ca_file`: certificates
    of the authority that signed the server's, for a `+s` address; without it the system's authorities are trusted.
    `tokens`: where the command line keeps who is signed in, a folder of the user's own. `origin`: the address at which
    browsers reach the screens, when TLS ends in front of them. `backup_days`: how long a backup is kept; a retention
    run deletes it then.
    """

    data: Path = Path("data")
    keys: Path = Path("data.keys")
    uri: str = ""
    user: str = "neo4j"
    password_file: Path | None = None
    database: str = "neo4j"
    deployment: Path | None = None
    reuse_integrity_files: str = "no"
    ca_file: Path | None = None
    tokens: Path = Path("~/.local/state/euregraph")
    origin: str = ""
    backup_days: str = "35"

    def __post_init__(self) -> None:
        if "@" in self.uri:
            raise UsageError(f"{PREFIX}URI holds an account: use {PREFIX}USER and {PREFIX}PASSWORD_FILE instead.")
        if self.uri and not self.uri.startswith(SCHEMES):
            raise UsageError(
                f"{PREFIX}URI is {self.uri!r}: it must start with one of {', '.join(SCHEMES)}, or be empty."
            )
        if self.ca_file and "+s://" not in self.uri:
            raise UsageError(
                f"{PREFIX}CA_FILE is {self.ca_file}, but {PREFIX}URI has no TLS: begin it with neo4j+s://."
            )
        if self.keys.resolve().is_relative_to(self.data.resolve()):
            raise UsageError(f"{PREFIX}KEYS is {self.keys}: keys must lie outside the data folder {self.data}.")
        if self.tokens.expanduser().resolve().is_relative_to(self.data.resolve()):
            raise UsageError(f"{PREFIX}TOKENS is {self.tokens}: it must lie outside the data folder {self.data}.")
        if self.origin and not ORIGIN.fullmatch(self.origin):
            raise UsageError(f"{PREFIX}ORIGIN is {self.origin!r}: write https://name or https://name:port, no more.")
        if self.reuse_integrity_files not in {"yes", "no"}:
            raise UsageError(f"{PREFIX}REUSE_INTEGRITY_FILES is {self.reuse_integrity_files!r}: say yes or no.")
        if not re.fullmatch(r"[1-9][0-9]{0,3}", self.backup_days):
            raise UsageError(f"{PREFIX}BACKUP_DAYS is {self.backup_days!r}: write a number of days from 1 to 9999.")


def _dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def read_settings(data: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment, then `.env`; `data` from the command line wins. Unknown names are errors."""
    given = {**_dotenv(Path(".env")), **(os.environ if environ is None else environ)}
    known = {PREFIX + f.name.upper(): f for f in fields(Settings)}
    ours = {key: value for key, value in given.items() if key.startswith(PREFIX)}
    for key in ours:
        if key not in known:
            raise UsageError(f"Unknown setting {key}. Known: {', '.join(sorted(known))}.")
    values: dict[str, object] = {
        known[key].name: Path(value) if known[key].name in PATHS else value for key, value in ours.items()
    }
    if data is not None:
        values["data"] = data
    folder = Path(str(values.get("data", Settings.data)))
    values.setdefault("keys", folder.with_name(folder.name + ".keys"))
    return Settings(**values)  # type: ignore[arg-type]
