"""What an identifier scheme is, and the sums several of them share."""

import re
from collections.abc import Callable
from dataclasses import dataclass

NOT_DIGITS = re.compile(r"[\s./-]")


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of official number: its code, the country that gives it ("" = any) and how it is read."""

    name: str
    country: str
    means: str
    read: Callable[[str], str | None]

    def normalise(self, text: str) -> str | None:
        """The number in its one written form, or None when it is not valid; never an error."""
        return self.read(text.strip())

    def check(self, text: str) -> bool:
        return self.normalise(text) is not None


def digits(text: str, length: int) -> str | None:
    """Exactly so many ASCII digits, without dots, blanks, dashes and slashes, and not all zero."""
    bare = text if text.isdigit() else NOT_DIGITS.sub("", text)
    return bare if len(bare) == length and bare.isascii() and bare.isdigit() and int(bare) else None


def eleven_test(number: str) -> bool:
    """The Dutch 11-test of nine digits: weights 9 … 2 and -1, sum divisible by 11."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, number, strict=True)) % 11 == 0
