"""Physical lines of a text file in blocks, with look-ahead and bounded memory."""

from collections.abc import Iterator
from typing import BinaryIO

BLOCK = 1 << 18
FIELD_BYTES = 64 << 10
LINE_BYTES = 8 << 20  # 64 KB for each of 128 columns
NAME = 100  # characters
BOM = b"\xef\xbb\xbf"


def fault_in(text: str) -> str:
    """Why this text may not enter, or nothing."""
    if "\0" in text:
        return "a NUL byte"
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError:
        return "invalid UTF-8"
    return "a field is over 64 KB" if size > FIELD_BYTES else ""


def fault_in_name(text: str) -> str:
    """Why this text may not be the name of a column; messages show such names."""
    named = len(text) <= NAME and text.isprintable()
    return fault_in(text) or ("" if named else "what is no name of a column")


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    """Blocks that end where a line ends; an endless line is cut just above the limit, and so refused."""
    rest = b""
    start = True
    while chunk := stream.read(BLOCK):
        block = rest + chunk
        block, start = (block.removeprefix(BOM) if start else block), False
        whole, newline, rest = block.rpartition(b"\n")
        rest = rest[: LINE_BYTES + 1]
        if newline:
            yield whole
    if rest:
        yield rest


class Lines:
    """The lines not yet taken: `held` (without line ends), `first` (its number), `clean` (no odd byte)."""

    def __init__(self, stream: BinaryIO) -> None:
        self._blocks = _blocks(stream)
        self.held: list[str] = []
        self.first = 1
        self.clean = True

    def _more(self) -> bool:
        block = next(self._blocks, None)
        if block is None:
            return False
        try:
            text = block.decode("utf-8")
            self.clean = self.clean and b"\0" not in block
        except UnicodeDecodeError:
            text = block.decode("utf-8", errors="surrogateescape")
            self.clean = False
        self.held += text.split("\n")
        return True

    def fill(self) -> bool:
        """Hold at least one line, if there is one."""
        if not self.held:
            self.clean = True
        return bool(self.held) or self._more()

    def has(self, index: int) -> bool:
        while index >= len(self.held):
            if not self._more():
                return False
        return True

    def ahead(self, lines: int, size: int) -> Iterator[str]:
        """The next lines, not taken, with their line ends, up to a number and a size in characters."""
        for index in range(lines):
            if not self.has(index) or (size := size - len(self.held[index])) < 0:
                return
            yield self.held[index] + "\n"

    def drop(self, count: int) -> None:
        del self.held[:count]
        self.first += count
