"""Objects of a large XML file, one at a time, with the line where each begins."""

from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from ingest.rows import Refusal

CHUNK = 1 << 16
OBJECT_ELEMENTS = 1_000_000
DEPTH = 200


class _Unusable(ValueError):
    """The file asks for more than an object of a register can need."""


def local(tag: str) -> str:
    """The name without its namespace: prefixes and versions differ from file to file."""
    return tag.rpartition("}")[2]


class _Collector:
    """Builds a tree only inside elements of one name, so memory holds one object and one chunk."""

    def __init__(self, local_name: str) -> None:
        self._wanted = local_name
        self._depth = 0
        self._size = 0
        self._inside: TreeBuilder | None = None
        self._begun = 0
        self._open_at = 0
        self.line: Callable[[], int] = int
        self.found: list[tuple[int, Element]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._inside is None and local(tag) == self._wanted:
            self._inside, self._begun, self._open_at, self._size = TreeBuilder(), self.line(), self._depth, 0
        self._size += 1
        if self._depth > DEPTH or (self._inside and self._size > OBJECT_ELEMENTS):
            raise _Unusable("an object is larger or deeper than any of this register")
        if self._inside is not None:
            self._inside.start(tag, attributes)

    def end(self, tag: str) -> None:
        if self._inside is not None:
            self._inside.end(tag)
            if self._depth == self._open_at:
                self.found.append((self._begun, self._inside.close()))
                self._inside = None
        self._depth -= 1

    def data(self, text: str) -> None:
        if self._inside is not None:
            self._inside.data(text)

    def close(self) -> None:
        """Nothing is kept of the whole."""


def read_objects(stream: BinaryIO, file: str, local_name: str) -> Iterator[tuple[int, Element] | Refusal]:
    """Each element of that name with its line; where the file breaks, one refusal and the end.

    Entities and document types are refused, since they can reach out of the file or grow without bound.
    """
    collector = _Collector(local_name)
    parser = XMLParser(target=collector, forbid_dtd=True)
    collector.line = lambda: int(parser.parser.CurrentLineNumber)
    reason = ""
    try:
        while chunk := stream.read(CHUNK):
            parser.feed(chunk)
            yield from collector.found
            collector.found.clear()
        parser.close()
    except ParseError as error:
        reason = f"the XML breaks off or is malformed ({str(error).partition(':')[0]})"
    except DefusedXmlException:
        reason = "the XML holds a document type or an entity"
    except _Unusable as error:
        reason = str(error)
    if reason:
        yield from collector.found
        yield Refusal(file, int(parser.parser.CurrentLineNumber), "", f"{reason}; the rest of this file is not read")
