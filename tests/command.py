"""The real command, called in this process: what it prints and the code it ends with."""

import sys
from dataclasses import dataclass

import pytest

import euregraph


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
