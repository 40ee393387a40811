"""Objects of a large XML file, one at a time, with the line where each begins."""

from collections.abc import Iterator
from typing import Any, BinaryIO
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
    """Builds a tree only inside elements of one name, so memory holds one object and one chunk.

    It takes the place of the parser's own handlers, which do the same work twice; what guards against document types
    and entities stays.
    """

    def __init__(self, local_name: str) -> None:
        self._wanted = local_name
        self._depth = 0
        self._size = 0
        self._inside: TreeBuilder | None = None
        self._begun = 0
        self._open_at = 0
        self._names: dict[str, str] = {}
        self._expat: Any = None
        self.found: list[tuple[int, Element]] = []

    def listen_to(self, expat: Any) -> None:
        self._expat = expat
        expat.ordered_attributes = False
        expat.StartElementHandler, expat.EndElementHandler = self._start, self._end
        expat.CharacterDataHandler = self._outside

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._size += 1
        name = self._names.get(tag) or self._names.setdefault(tag, local(tag))
        if self._inside is None and name == self._wanted:
            self._inside, self._begun, self._open_at, self._size = TreeBuilder(), self.line(), self._depth, 1
            self._expat.CharacterDataHandler = self._inside.data
        if self._depth > DEPTH or (self._inside and self._size > OBJECT_ELEMENTS):
            raise _Unusable("an object is larger or deeper than any of this register")
        if self._inside is not None:
            self._inside.start(name, attributes)

    def _end(self, tag: str) -> None:
        if self._inside is not None:
            self._inside.end(self._names[tag])
            if self._depth == self._open_at:
                self.found.append((self._begun, self._inside.close()))
                self._inside = None
                self._expat.CharacterDataHandler = self._outside
        self._depth -= 1

    def _outside(self, text: str) -> None:
        """Between the objects: of no use."""

    def line(self) -> int:
        return int(self._expat.CurrentLineNumber)

    def close(self) -> None:
        """Nothing is kept of the whole."""


def read_objects(stream: BinaryIO, file: str, local_name: str) -> Iterator[tuple[int, Element] | Refusal]:
    """Each element of that name, with its line and local names inside; where the file breaks, one refusal and the end.

    Entities and document types are refused, since they can reach out of the file or grow without bound.
    """
    collector = _Collector(local_name)
    parser = XMLParser(target=collector, forbid_dtd=True)
    collector.listen_to(parser.parser)
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
    except (LookupError, ValueError):
        reason = "the XML names an encoding that is not known"
    if reason:
        yield from collector.found
        yield Refusal(file, collector.line(), "", f"{reason}; the rest of this file is not read")
