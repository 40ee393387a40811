"""A delivery that holds zips: each is copied out, for a zip inside a zip cannot be read from the middle."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from ingest.readers.folder import Folder, open_folder


def inner_files(folder: Folder, wanted: Callable[[str], bool]) -> Iterator[tuple[str, Folder]]:
    """Every file of a wanted name, also inside zips of a wanted name (one level deep), and the folder that opens it."""
    for name in filter(wanted, folder.names()):
        if name.lower().endswith(".zip"):
            with _copied(folder, name) as inside:
                yield from ((file, inside) for file in filter(wanted, inside.names()))
        else:
            yield name, folder


@contextmanager
def _copied(folder: Folder, name: str) -> Iterator[Folder]:
    with TemporaryDirectory() as place:
        path = Path(place) / name
        with folder.open(name) as packed, path.open("wb") as out:
            copyfileobj(packed, out)
        with open_folder(path) as inside:
            yield inside
