"""Chance that can be repeated: the same key gives the same draws, on every machine and at every scale."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

Option = TypeVar("Option")
FRESH = 2**64


class Roll:
    """Draws for one key (seed, kind, town, index): nothing is kept, so memory does not grow."""

    __slots__ = ("_rest", "_seed")

    def __init__(self, *key: object) -> None:
        self._seed = "|".join(map(str, key)).encode()
        self._rest = self._stir()

    def _stir(self) -> int:
        self._seed = blake2b(self._seed, digest_size=64).digest()
        return int.from_bytes(self._seed, "big")

    def below(self, limit: int) -> int:
        if self._rest < FRESH:
            self._rest = self._stir()
        self._rest, value = divmod(self._rest, limit)
        return value

    def share(self) -> float:
        return self.below(1_000_000) / 1_000_000

    def chance(self, share: float) -> bool:
        return self.share() < share

    def pick(self, options: Sequence[Option]) -> Option:
        return options[self.below(len(options))]

    def low(self, limit: int) -> int:
        """A few low numbers come often, most hardly ever: offices per person, firms per address."""
        return int(limit * self.share() ** 1.5)

    def few(self, limit: int) -> int:
        """As `low`, but far more uneven: one landlord lets a street, most let one house."""
        return int(limit * self.share() ** 4)

    def tail(self, least: int, most: int) -> int:
        """A size with a heavy tail (Pareto, exponent 1.1): most are near the least, a few are a thousand times that."""
        return min(most, int(least / (1 - self.share()) ** (1 / 1.1)))
