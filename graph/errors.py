"""What can go wrong, as one small tree.

    EuregraphError            exit 1: it ran and something is wrong
    ├── UsageError            exit 2: a command, file or setting that cannot be used
    ├── RefusedError          exit 3: the policy or the law says no
    │   └── SignInError       nobody is signed in who could ask
    └── StoreError            exit 1: the database is not there, or did not do what was asked

A message says what, where and what to do, in one or two sentences, and never holds a value of a person.
"""

from typing import ClassVar


class EuregraphError(Exception):
    exit_code: ClassVar[int] = 1


class UsageError(EuregraphError):
    exit_code = 2


class RefusedError(EuregraphError):
    exit_code = 3


class SignInError(RefusedError):
    """`sentence` with named `gaps`, so that a screen can say it in another language."""

    def __init__(self, sentence: str, **gaps: object) -> None:
        super().__init__(sentence.format(**gaps))
        self.sentence, self.gaps = sentence, gaps


class StoreError(EuregraphError):
    pass
