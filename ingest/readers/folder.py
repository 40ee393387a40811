"""A delivery as a flat set of files, whether it came as a folder or as a zip."""

import errno
import io
import lzma
import os
import stat
import struct
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Self, cast

from graph.errors import UsageError

BOMB_RATIO = 200
BOMB_BYTES = 1 << 30
ENCRYPTED = 0x1
ASK = "Ask the sender for a new copy."


def _is_no_data(name: str) -> bool:
    return name.startswith((".", "__MACOSX/")) or name == "SOURCE.txt" or name.lower().endswith(".md")


def _flatten(paths: Iterable[str], where: str) -> dict[str, str]:
    """Name in the delivery -> path in the folder or zip; one folder around everything is looked through."""
    held = [path for path in paths if not _is_no_data(path)]
    tops = {PurePosixPath(path).parts[0] for path in held}
    top = tops.pop() + "/" if len(tops) == 1 and all("/" in path for path in held) else ""
    names = {path.removeprefix(top): path for path in paths}
    for name in names:
        if not name.isprintable():  # as in a zip whose list is damaged: no message may hold these bytes
            raise UsageError(f"{where} holds a file whose name is no text. {ASK}")
        if "/" in name and not _is_no_data(name):
            raise UsageError(f"{where} holds the subfolder {name.split('/')[0]}: put all files beside each other.")
    return names


class Folder(ABC):
    """The files of one delivery; close it, or use it in a `with`."""

    def __init__(self, name: str, paths: Mapping[str, str]) -> None:
        self.name = name
        self._paths = paths

    def names(self) -> list[str]:
        """The files that should be data, sorted."""
        return sorted(name for name in self._paths if not _is_no_data(name))

    def other(self) -> list[str]:
        """The files that are no data by their name (SOURCE.txt, *.md, hidden ones), for the load report."""
        return sorted(name for name in self._paths if _is_no_data(name))

    def open(self, name: str) -> BinaryIO:
        if name not in self._paths:
            raise UsageError(f"{self.name} holds no file {name}; it holds {', '.join(self.names()) or 'nothing'}.")
        return self._open(self._paths[name])

    @abstractmethod
    def size(self) -> int:
        """Bytes of all files together, unpacked."""

    @abstractmethod
    def _open(self, path: str) -> BinaryIO: ...

    @abstractmethod
    def close(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _OnDisk(Folder):
    def __init__(self, path: Path) -> None:
        root = path.resolve()
        for found in path.rglob("*"):
            if not found.resolve().is_relative_to(root):
                raise UsageError(f"{found} is a link that leaves {path}: put the file itself there.")
        files = [found.relative_to(path).as_posix() for found in path.rglob("*") if found.is_file()]
        super().__init__(path.resolve().name, _flatten(files, str(path)))
        self._root = path

    def size(self) -> int:
        return sum((self._root / path).stat().st_size for path in self._paths.values())

    def _open(self, path: str) -> BinaryIO:
        try:
            return (self._root / path).open("rb")
        except OSError as error:
            raise UsageError(f"{self._root / path} cannot be read: {error.strerror}.") from error

    def close(self) -> None:
        """Nothing is held open."""


@contextmanager
def _damage_as(sentence: str) -> Iterator[None]:
    """Damage as a sentence; of the system's own errors it is those of a place or a stream that is none."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError, struct.error) as error:
        raise UsageError(f"{sentence}. {ASK}") from error
    except OSError as error:
        if error.errno not in {None, errno.EINVAL}:
            raise
        raise UsageError(f"{sentence}. {ASK}") from error


class _Member(io.RawIOBase):
    """A file of a zip whose damage is told as a sentence."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        with _damage_as(f"{self._name} in the zip is damaged"):
            found = self._stream.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _check_member(member: zipfile.ZipInfo, where: str) -> None:
    parts = PurePosixPath(member.filename.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or "\\" in member.filename or ":" in member.filename:
        raise UsageError(f"{where} names a file outside itself. {ASK}")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UsageError(f"{where} holds the link {member.filename!r}: a zip may hold files only.")
    if member.flag_bits & ENCRYPTED:
        raise UsageError(f"{where} is encrypted: decrypt it first and load the folder.")


class _Zipped(Folder):
    """A forked process opens the zip again: with its parent it would share the place up to which it was read."""

    def __init__(self, path: Path) -> None:
        self._path, self._opened_by = path, os.getpid()
        with _damage_as(f"{path} is no readable zip"):
            self._zip = zipfile.ZipFile(path)
        try:
            super().__init__(path.stem, _flatten(self._checked(path), str(path)))
        except UsageError:
            self._zip.close()
            raise

    def _checked(self, path: Path) -> list[str]:
        listed = self._zip.infolist()
        if not all(member.filename for member in listed):
            raise UsageError(f"{path} holds a file without a name. {ASK}")
        members = [member for member in listed if not member.is_dir()]
        for member in members:
            _check_member(member, str(path))
        names = [member.filename for member in members]
        if len(set(names)) != len(names):
            raise UsageError(f"{path} holds two files of one name. {ASK}")
        size, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
        if size > BOMB_BYTES and size > BOMB_RATIO * packed:
            raise UsageError(
                f"{path} would unpack to {size >> 20} MB, more than {BOMB_RATIO} times itself: not opened."
            )
        return names

    def size(self) -> int:
        return sum(member.file_size for member in self._zip.infolist())

    def _open(self, path: str) -> BinaryIO:
        if self._opened_by != os.getpid():
            self._zip, self._opened_by = zipfile.ZipFile(self._path), os.getpid()
        with _damage_as(f"{path} in the zip is damaged or packed in an unknown way"):
            stream = cast(BinaryIO, self._zip.open(path))
        return cast(BinaryIO, io.BufferedReader(_Member(stream, path), 1 << 18))

    def close(self) -> None:
        self._zip.close()


def open_folder(path: Path) -> Folder:
    """The delivery at `path`: a folder, or a .zip that is read without being unpacked."""
    if path.is_dir():
        return _OnDisk(path)
    if path.is_file() and path.suffix.lower() == ".zip":
        return _Zipped(path)
    found = "is neither a folder nor a .zip" if path.exists() else "does not exist"
    raise UsageError(f"{path} {found}: give the folder or the .zip of one delivery.")
