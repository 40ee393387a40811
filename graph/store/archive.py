"""The file of a backup: a zip of JSON lines and copied files, with a manifest that has a hash of each member."""

import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any, Self, cast

from graph.errors import UsageError
from graph.store.secrets import OWNER_ONLY

MANIFEST = "manifest.json"
FORMAT = "1"
BLOCK = 1 << 20


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, OWNER_ONLY)


class Archive:
    """A backup being written, beside its final name, which it gets when it is whole; mode 600."""

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise UsageError(f"{path} exists: name a new file, so that no backup is lost.")
        self._path, self._draft = path, path.with_name(f"{path.name}.{os.getpid()}.new")
        self._file = open(self._draft, "xb", opener=_owner_only)  # noqa: SIM115 - closed by __exit__
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._hashes: dict[str, str] = {}

    def add_lines(self, name: str, lines: Iterable[str]) -> None:
        self._add(name, (f"{line}\n".encode() for line in lines))

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            self._add(name, iter(lambda: file.read(BLOCK), b""))

    def _add(self, name: str, blocks: Iterable[bytes]) -> None:
        info, digest = zipfile.ZipInfo(name), sha256()
        info.external_attr, info.compress_type = OWNER_ONLY << 16, zipfile.ZIP_DEFLATED
        with self._zip.open(info, "w", force_zip64=True) as member:
            for block in blocks:
                digest.update(block)
                member.write(block)
        self._hashes[name] = digest.hexdigest()

    def finish(self, told: dict[str, Any]) -> None:
        """Write the manifest; only then does the file get its name."""
        manifest = {"format": FORMAT, **told, "sha256": self._hashes}
        self.add_lines(MANIFEST, [json.dumps(manifest)])
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._draft.rename(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if kind is not None:
            self._zip.close()
            self._draft.unlink(missing_ok=True)
        self._file.close()


class Backup:
    """A backup to read from: its manifest, and its members after their hashes were compared."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest = cast(dict[str, Any], json.loads(self._zip.read(MANIFEST)))
        except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise UsageError(f"{path} is no readable backup: name the file that `euregraph backup` wrote.") from error
        if self.manifest.get("format") != FORMAT:
            raise UsageError(f"{path} is a backup of another version of this program: restore it with that version.")
        self._path = path

    def check(self) -> None:
        """UsageError unless every member is there, unchanged, and named as it should be."""
        listed = {*self.manifest["sha256"], MANIFEST}
        wrong = listed.symmetric_difference(self._zip.namelist())
        wrong |= {name for name in listed if ".." in PurePosixPath(name).parts or PurePosixPath(name).is_absolute()}
        wrong = wrong or {name for name, told in self.manifest["sha256"].items() if self._hash(name) != told}
        if wrong:
            raise UsageError(f"{self._path} was changed or damaged ({sorted(wrong)[0]}): use another backup.")

    def _hash(self, name: str) -> str:
        digest = sha256()
        try:
            with self._zip.open(name) as member:
                while block := member.read(BLOCK):
                    digest.update(block)
        except (zipfile.BadZipFile, OSError):
            return ""
        return digest.hexdigest()

    def names(self, part: str) -> list[str]:
        return [name for name in self.manifest["sha256"] if name.startswith(part + "/")]

    def lines(self, name: str) -> Iterator[str]:
        with self._zip.open(name) as member:
            for line in member:
                yield line.decode().rstrip("\n")

    def open(self, name: str) -> IO[bytes]:
        return self._zip.open(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
