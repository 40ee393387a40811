"""Damage to the bytes of a delivery, and the forms in which a delivery may come."""

import io
import json
import zipfile
from collections.abc import Callable
from csv import DictReader
from pathlib import Path

from hypothesis import strategies as st

Files = dict[str, bytes]
Damage = Callable[[bytes], bytes]

PLACE = st.integers(0, 1 << 20)  # where in a file, of any length
NASTY = (
    *(b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\n", b'"', b",", b";", b"<", b"&", b"{", b"}", b"- "),
    *("²".encode(), "٣".encode(), b"\\ud800", b'"\\ud800"', b"\x1b[2J", b"\xe2\x80\xa8", b"\xc2\x85"),
    *(b"99999999999999999999", b"-1", b"2026-13-40", b"00000000", b"NaN", b"[1]", b"{}", b"null", b"&a *a"),
    *(b"[" * 9_000, b'{"a":' * 9_000, b"<a>" * 300, b"x" * 70_000),
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
)
ENCODINGS = ("utf-16", "utf-32", "cp1252", "cp437", "utf-7")
PROLOGUES = ("big5", "utf-32", "idna", "rot13", "nothing", "utf-16")


def insert(place: int, new: bytes) -> Damage:
    def damage(data: bytes) -> bytes:
        at = place % (len(data) + 1)
        return data[:at] + new + data[at:]

    return damage


def _cut(place: int) -> Damage:
    return lambda data: data[: place % (len(data) + 1)]


def _leave_out(place: int, size: int) -> Damage:
    return lambda data: data[: place % (len(data) + 1)] + data[place % (len(data) + 1) + size :]


def _tell_twice(place: int, size: int) -> Damage:
    return lambda data: insert(place, data[place % (len(data) + 1) :][:size])(data)


def _flip(place: int, bit: int) -> Damage:
    def damage(data: bytes) -> bytes:
        at = place % (len(data) or 1)
        return data[:at] + bytes(byte ^ 1 << bit for byte in data[at : at + 1]) + data[at + 1 :]

    return damage


def _recode(encoding: str) -> Damage:
    return lambda data: data.decode("utf-8", "replace").encode(encoding, "replace")


def _say_encoding(name: str) -> Damage:
    return lambda data: b"<?xml version='1.0' encoding='" + name.encode() + b"'?>" + data.partition(b"?>")[2]


DAMAGES = st.one_of(
    st.builds(insert, PLACE, st.sampled_from(NASTY)),
    st.builds(insert, PLACE, st.binary(min_size=1, max_size=8)),
    st.builds(_cut, PLACE),
    st.builds(_leave_out, PLACE, st.integers(1, 200)),
    st.builds(_tell_twice, PLACE, st.integers(1, 2_000)),
    st.builds(_flip, PLACE, st.integers(0, 7)),
    st.builds(_recode, st.sampled_from(ENCODINGS)),
    st.builds(_say_encoding, st.sampled_from(PROLOGUES)),
)


def as_it_is(sample: Path) -> Files:
    return {path.name: path.read_bytes() for path in sorted(sample.iterdir())}


def as_json_lines(sample: Path) -> Files:
    """The files of a delivery by contract may be JSON Lines as well."""
    files = as_it_is(sample)
    return {name.replace(".csv", ".jsonl"): _json_lines(name, data) for name, data in files.items()}


def _json_lines(name: str, data: bytes) -> bytes:
    rows = DictReader(io.StringIO(data.decode())) if name.endswith(".csv") else None
    return data if rows is None else "".join(json.dumps(row) + "\n" for row in rows).encode()


def in_a_zip(sample: Path) -> Files:
    return {"delivery.zip": _zip(as_it_is(sample))}


def in_zips_in_a_zip(sample: Path) -> Files:
    """As the extract of an address register comes."""
    files = as_it_is(sample).items()
    told = {name: data for name, data in files if name.endswith(".yaml")}
    packed = {f"{Path(name).stem}.zip": _zip({name: data}) for name, data in files if name not in told}
    return {"delivery.zip": _zip(told | packed)}


def _zip(files: Files) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return packed.getvalue()
