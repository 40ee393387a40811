"""The formats of an export: one module each, discovered.

A module holds NAME, SUFFIX, TITLE, CARRIES and `write(network, folder, head)`, which returns the files it made, and
`read(folder)`, which gives back what the format carries. CARRIES names what is not lost, in the words of PROPERTIES.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Protocol

from graph.errors import UsageError
from graph.network.network import Network

PROPERTIES = frozenset(
    {"parallel lines", "records", "dates", "grades", "handling codes", "terms", "statements", "left out"}
)
Head = Mapping[str, Any]


class Format(Protocol):
    NAME: str
    SUFFIX: str
    TITLE: str
    CARRIES: frozenset[str]

    def write(self, network: Network, folder: Path, head: Head) -> list[Path]: ...

    def read(self, folder: Path) -> Network: ...


@cache
def formats() -> Mapping[str, Format]:
    """Every format by its name."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    return {module.NAME: module for module in modules}


def format_named(name: str) -> Format:
    if name not in formats():
        raise UsageError(f"Unknown format {name!r}; known: {', '.join(sorted(formats()))}.")
    return formats()[name]
