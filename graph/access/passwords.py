"""Passwords: kept as argon2id hashes only, and compared with the same work whoever is named."""

import secrets
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from graph.errors import UsageError

SHORTEST, LONGEST = 12, 256
HASHER = PasswordHasher()  # argon2id with the parameters of RFC 9106 for little memory: 64 MiB each
AT_ONCE = BoundedSemaphore(2)  # many tries at a time cost time, not all the memory of the machine


def make_password() -> str:
    """A random password: 120 bits, in letters that can be typed."""
    return secrets.token_urlsafe(15)


def hash_password(password: str) -> str:
    """The argon2id hash; UsageError for a password that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"A password has {SHORTEST} to {LONGEST} characters.")
    return HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether the password is the one that was kept; where none was, the same work is done for nothing."""
    with AT_ONCE:
        try:
            return HASHER.verify(kept or _nobodys(), password[: LONGEST + 1]) and kept is not None
        except VerificationError:
            return False


@cache
def _nobodys() -> str:
    return HASHER.hash(make_password())
