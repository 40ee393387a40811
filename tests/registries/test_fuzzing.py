"""Every source, its sample damaged: rows come, or one sentence; a damaged record costs no other one."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree.ElementTree import tostring

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import EuregraphError
from graph.store.states import State
from ingest.readers.xml_objects import local, read_objects
from ingest.rows import Refusal
from ingest.spec import FOLDER, SourceSpec, sources
from tests.damage import DAMAGES, PLACE, Damage, Files, as_it_is, as_json_lines, in_a_zip, in_zips_in_a_zip, insert
from tests.golden_records import fixed_keys
from tests.shared_reading import first_pass

Form = Callable[[Path], Files]

SAMPLES = [
    (spec, sample) for spec in sources().values() for sample in sorted((FOLDER / spec.source / "sample").glob("*"))
]
XML = [path for _, sample in SAMPLES for path in sorted(sample.glob("*.xml"))]
EXAMPLES = [8, pytest.param(400, marks=pytest.mark.long)]
UNREADABLE = (b"\0", b"\xff", b"\xed\xa0\x80")  # wherever one stands, its line is no row


def _named(value: object) -> str:
    return value.source if isinstance(value, SourceSpec) else getattr(value, "name", "") or str(value)


def _forms() -> Iterator[tuple[SourceSpec, Path, Form]]:
    for spec, sample in SAMPLES:
        yield spec, sample, as_it_is
        if not spec.typed:
            yield spec, sample, in_zips_in_a_zip if spec.reader == "own" else as_json_lines
            yield spec, sample, in_a_zip


def told_by(spec: SourceSpec, files: Files) -> list[Any] | str:
    """The records that a delivery of these files makes, as they would be written, or the sentence that refuses it."""
    with TemporaryDirectory() as place:
        path, work = Path(place) / "delivery", Path(place) / "work"
        path.mkdir()
        fixed_keys(work / "keys")
        for name, data in files.items():
            (path / name).write_bytes(data)
        packed = path / "delivery.zip"
        try:
            return first_pass(spec.source, packed if packed.is_file() else path, 1, State(), work)[0].rows
        except EuregraphError as error:
            return str(error)


def _check_sentence(told: list[Any] | str) -> None:
    if isinstance(told, str):
        assert told.endswith("."), f"no sentence: {told!r}"
        assert told.isprintable(), f"a message holds bytes of the file: {told!r}"
        assert len(told) < 2_000, f"a message repeats the file: {told[:200]!r}"


@pytest.mark.parametrize("examples", EXAMPLES)
@pytest.mark.parametrize(
    ("spec", "sample", "form"), list(_forms()), ids=lambda one: getattr(one, "__name__", _named(one))
)
def test_damaged_bytes_make_rows_or_one_sentence(spec: SourceSpec, sample: Path, form: Form, examples: int) -> None:
    files = form(sample)

    @settings(max_examples=examples, derandomize=True, deadline=None, database=None)
    @given(st.sampled_from(sorted(files)), st.lists(DAMAGES, min_size=1, max_size=3))
    def holds(name: str, damages: list[Damage]) -> None:
        data = files[name]
        for damage in damages:
            data = damage(data)
        _check_sentence(told_by(spec, files | {name: data}))

    holds()


def _records(name: str, data: bytes) -> list[bytes]:
    """The records of a file, each with its line ends: a line, or the lines of quoted text or of an indented object."""
    found: list[bytes] = []
    for line in data.splitlines(keepends=True):
        last = found[-1] if found else b""
        if last.count(b'"') % 2 if name.endswith(".csv") else last.startswith(b"{\n") and not last.endswith(b"\n}\n"):
            found[-1] += line
        else:
            found.append(line)
    return found


def _by_lines() -> Iterator[tuple[SourceSpec, Path, Form]]:
    for spec, sample, form in _forms():
        if form in {as_it_is, as_json_lines} and any(name.endswith((".csv", ".jsonl")) for name in form(sample)):
            yield spec, sample, form


@pytest.mark.parametrize("examples", EXAMPLES)
@pytest.mark.parametrize(
    ("spec", "sample", "form"), list(_by_lines()), ids=lambda one: getattr(one, "__name__", _named(one))
)
def test_a_record_that_cannot_be_read_costs_no_other(spec: SourceSpec, sample: Path, form: Form, examples: int) -> None:
    files = form(sample)
    listed = {name: _records(name, data) for name, data in files.items() if name.endswith((".csv", ".jsonl"))}
    spoilt = [(name, at) for name, found in listed.items() for at in range(name.endswith(".csv"), len(found))]

    @settings(max_examples=examples, derandomize=True, deadline=None, database=None)
    @given(st.sampled_from(spoilt), PLACE, st.sampled_from(UNREADABLE))
    def holds(where: tuple[str, int], place: int, new: bytes) -> None:
        name, at = where
        found = listed[name]
        odd = insert(place % len(found[at].rstrip(b"\n")), new)(found[at])
        left_out = b"\n" * found[at].count(b"\n")
        damaged, without = (
            told_by(spec, files | {name: b"".join([*found[:at], one, *found[at + 1 :]])}) for one in (odd, left_out)
        )
        assert damaged == without

    holds()


def _objects(data: bytes, name: str) -> list[tuple[int, bytes]]:
    told = read_objects(io.BytesIO(data), "file.xml", name)
    return [(one[0], tostring(one[1])) for one in told if not isinstance(one, Refusal)]


@pytest.mark.parametrize("examples", EXAMPLES)
@pytest.mark.parametrize("path", XML, ids=lambda path: f"{path.parts[-4]} {path.name}")
def test_objects_before_a_broken_place_are_read(path: Path, examples: int) -> None:
    data = path.read_bytes()
    names = sorted({local(element.tag) for element in fromstring(data).iter()})

    @settings(max_examples=examples, derandomize=True, deadline=None, database=None)
    @given(st.sampled_from(names), PLACE, st.sampled_from(UNREADABLE))
    def holds(name: str, place: int, new: bytes) -> None:
        at = place % (len(data) + 1)
        assert _objects(data[:at] + new + data[at:], name) == _objects(data[:at], name)

    holds()
