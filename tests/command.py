"""The real command, called in this process: what it prints and the code it ends with."""

import sys
from dataclasses import dataclass

import pytest

import euregraph
from graph.store.connection import Store


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


@dataclass
class Command:
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def __call__(self, *words: str) -> Ended:
        self.patch.setattr(sys, "argv", ["euregraph", *words])
        with pytest.raises(SystemExit) as ended:
            euregraph.main()
        told = self.capture.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0, told.out, told.err)


def on_store(command: Command, store: Store) -> Command:
    """The command on the folders and the database of a test."""
    place = store.settings
    told = {"DATA": place.data, "KEYS": place.keys, "URI": place.uri, "USER": place.user}
    for name, value in (told | {"PASSWORD_FILE": place.password_file, "DATABASE": place.database}).items():
        command.patch.setenv(f"EUREGRAPH_{name}", str(value))
    return command
