"""Folders, CSV, JSON Lines and XML: what is read, what is refused, and that one bad row costs one row."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from ingest.readers.beside import read_beside
from ingest.readers.csv_rows import open_csv
from ingest.readers.folder import open_folder
from ingest.readers.json_lines import open_jsonl
from ingest.readers.xml_objects import local, read_objects
from ingest.rows import Refusal

Told = list[tuple[int, dict[str, str]] | Refusal]


def csv_of(data: bytes) -> tuple[list[str], Told]:
    header, rows = open_csv(io.BytesIO(data), "f.csv")
    return header, list(rows)


def seen(told: Told) -> list[tuple[int, object]]:
    """Line and values of a row, line and reason of a refusal."""
    return [(t.line, t.reason) if isinstance(t, Refusal) else (t[0], tuple(t[1].values())) for t in told]


def zip_at(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return path


# folders


def test_a_folder_names_its_data_and_its_other_files(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "SOURCE.txt", "README.md", ".hidden"):
        (tmp_path / name).write_text(name)
    with open_folder(tmp_path) as folder, folder.open("a.csv") as stream:
        assert folder.names() == ["a.csv", "b.csv"]
        assert folder.other() == [".hidden", "README.md", "SOURCE.txt"]
        assert (folder.name, stream.read()) == (tmp_path.name, b"a.csv")


@pytest.mark.parametrize("top", ["", "set/"])
def test_a_zip_reads_like_the_folder_in_it(tmp_path: Path, top: str) -> None:
    path = zip_at(tmp_path / "KboOpenData_0147.zip", (f"{top}a.csv", b"x,y\n1,2\n"), (f"{top}README.md", b"hi"))
    with open_folder(path) as folder, folder.open("a.csv") as stream:
        assert (folder.name, folder.names(), folder.other()) == ("KboOpenData_0147", ["a.csv"], ["README.md"])
        assert stream.read() == b"x,y\n1,2\n"


def test_a_missing_file_is_named_with_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("")
    with open_folder(tmp_path) as folder, pytest.raises(UsageError, match=r"no file b\.csv; it holds a\.csv"):
        folder.open("b.csv")


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/evil.csv", "a\\..\\evil.csv", "C:/evil.csv"])
def test_a_zip_that_names_a_file_outside_itself_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="outside itself"):
        open_folder(zip_at(tmp_path / "d.zip", (name, b"x")))


def test_a_zip_with_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as made:
        made.writestr(link, "/etc/passwd")
    with pytest.raises(UsageError, match="link"):
        open_folder(tmp_path / "d.zip")


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "d.zip", ("a.csv", b"x"))
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)
    with pytest.raises(UsageError, match="encrypted"):
        open_folder(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "d.zip", ("a.csv", b"0" * 1000))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 2_000_000_000)
    path.write_bytes(data)
    with pytest.raises(UsageError, match="would unpack to 1907 MB"):
        open_folder(path)


def test_a_damaged_member_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "d.zip", ("a.csv", bytes(range(256)) * 40))
    data = bytearray(path.read_bytes())
    data[60:70] = b"##########"
    path.write_bytes(data)
    with (
        open_folder(path) as folder,
        folder.open("a.csv") as stream,
        pytest.raises(UsageError, match="is damaged"),
    ):
        stream.read()


@pytest.mark.parametrize("made", ["missing", "text.csv", "broken.zip", "nested", "leaving"])
def test_what_is_no_delivery_is_refused_with_what_to_do(tmp_path: Path, made: str) -> None:
    path = tmp_path / made
    if made == "text.csv":
        path.write_text("a,b")
    elif made == "broken.zip":
        path.write_bytes(b"PK\x03\x04 and no more")
    elif made == "nested":
        (path / "sub").mkdir(parents=True)
        (path / "sub" / "a.csv").write_text("")
        (path / "b.csv").write_text("")
    elif made == "leaving":
        path.mkdir()
        (path / "a.csv").symlink_to("/etc/hostname")
    with pytest.raises(UsageError, match=r"does not exist|neither|no readable zip|subfolder sub|leaves"):
        open_folder(path)


def test_what_stands_beside_a_register_is_two_switches(tmp_path: Path) -> None:
    with open_folder(tmp_path) as folder:
        assert read_beside(folder, ("synthetic",)) == {}
    (tmp_path / "delivery.yaml").write_text("synthetic: true\n")
    with open_folder(tmp_path) as folder:
        assert read_beside(folder, ("synthetic",)) == {"synthetic": True}
    for text in ("sinthetic: true", "synthetic: maybe", "- x", "a: [", "\tb"):
        (tmp_path / "delivery.yaml").write_text(text)
        with open_folder(tmp_path) as folder, pytest.raises(UsageError, match=r"delivery\.yaml"):
            read_beside(folder, ("synthetic",))


# CSV


def test_rows_carry_their_first_physical_line() -> None:
    header, told = csv_of(b'\xef\xbb\xbfa,b\r\n1,2\r\n"x\ny",3\n\n"say ""hi""",4')
    assert header == ["a", "b"]
    assert seen(told) == [(2, ("1", "2")), (3, ("x\ny", "3")), (6, ('say "hi"', "4"))]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"1,2,3", "3 fields instead of 2"),
        (b"1", "1 fields instead of 2"),
        (b"1,\x00", "a NUL byte"),
        (b"1,\xff", "invalid UTF-8"),
        (b"1," + b"x" * 65_537, "a field is over 64 KB"),
        (b"1," + b"x" * 140_000, "the line is over 64 KB for each column"),
        (b'1,"' + "é".encode() * 33_000 + b'"', "a field is over 64 KB"),
        (b'"1"x,2', "the quotes do not fit"),
        (b'"1,2', "the quotes do not fit"),
        (b"x" * 9_000_000, "the line is over 64 KB for each column"),
    ],
)
def test_a_bad_row_costs_one_row(bad: bytes, reason: str) -> None:
    _, told = csv_of(b"a,b\n1,2\n" + bad + b"\n3,4\n5,6\n")
    assert seen(told) == [(2, ("1", "2")), (3, reason), (4, ("3", "4")), (5, ("5", "6"))]


def test_an_open_quote_does_not_swallow_a_long_file() -> None:
    _, told = csv_of(b"a,b\n" + b'"open,1\n' + b"x,y\n" * 200_000)
    assert seen(told)[:2] == [(2, "the quotes do not fit"), (3, ("x", "y"))]
    assert len(told) == 200_001


def test_what_looks_like_rows_inside_quotes_never_becomes_rows() -> None:
    _, told = csv_of(b'a,b\n"1\n7,8\n9",2,3\n4,5\n')
    assert seen(told) == [(2, "3 fields instead of 2"), (5, ("4", "5"))]


def test_rows_survive_the_ends_of_blocks() -> None:
    rows = [(f"{n}", f"line one {n}\nline two" if n % 7 == 0 else f"é{n}") for n in range(40_000)]
    data = "a,b\n" + "".join(f'{a},"{b}"\n' for a, b in rows)
    _, told = csv_of(data.encode())
    assert [values for _, values in seen(told)] == rows
    assert told[-1][0] == data.count("\n") if isinstance(told[-1], tuple) else False


@pytest.mark.parametrize("data", [b"", b"\n1,2\n", b"a,\n", b"a,a\n", b"a,\xff\n", b'"a,b\n1,2\n'])
def test_a_header_that_cannot_be_read_stops_the_file(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"f\.csv"):
        open_csv(io.BytesIO(data), "f.csv")


@given(st.lists(st.binary(max_size=40), max_size=12))
def test_no_bytes_break_the_reader_and_every_line_is_accounted_for(lines: list[bytes]) -> None:
    body = b"\n".join(lines)
    _, told = csv_of(b"a,b\n" + body + b"\nlast,row\n")
    numbers = [t.line if isinstance(t, Refusal) else t[0] for t in told]
    assert numbers == sorted(set(numbers))
    assert all(len(t[1]) == 2 for t in told if isinstance(t, tuple))
    assert b'"' in body or seen(told)[-1] == (body.count(b"\n") + 3, ("last", "row"))


# JSON Lines


def jsonl_of(data: bytes) -> tuple[list[str], Told]:
    header, rows = open_jsonl(io.BytesIO(data), "f.jsonl")
    return header, list(rows)


def test_json_values_become_text_as_they_are_written() -> None:
    header, told = jsonl_of(b'\xef\xbb\xbf{"a": 1.50, "b": null, "c": true, "d": ["x", "y"], "e": 0}\n\n{"z": "t"}\n')
    assert header == ["a", "b", "c", "d", "e"]
    assert told == [(1, {"a": "1.50", "b": "", "c": "yes", "d": "x;y", "e": "0"}), (3, {"z": "t"})]


@pytest.mark.parametrize(
    "bad",
    [
        b"[1]",
        b"{",
        b'{"a": {"b": 1}}',
        b'{"a": [true]}',
        b'{"a": ["x;y"]}',
        b'{"a": NaN}',
        b'{"a": 1, "a": 2}',
        b'{"a": "\xff"}',
        b'{"a": "\\u0000"}',
        b'{"a":' + b"[" * 100_000,
        b'{"a": "' + b"x" * 66_000 + b'"}',
    ],
)
def test_a_bad_json_line_costs_one_line(bad: bytes) -> None:
    _, told = jsonl_of(bad + b'\n{"a": "ok"}\n')
    assert isinstance(told[0], Refusal)
    assert told[0].line == 1
    assert told[1:] == [(2, {"a": "ok"})]


def test_an_empty_json_file_has_no_keys() -> None:
    assert jsonl_of(b"") == ([], [])


# XML


def xml_of(data: bytes) -> list[tuple[int, str | None] | Refusal]:
    found = read_objects(io.BytesIO(data), "f.xml", "thing")
    return [t if isinstance(t, Refusal) else (t[0], t[1].findtext(".//name")) for t in found]


def test_xml_objects_come_with_their_line_under_any_prefix() -> None:
    data = b'<r xmlns:p="urn:x">\n<p:thing>\n<name>A</name></p:thing>\n<thing xmlns="urn:y"><in/></thing></r>'
    assert xml_of(data) == [(2, "A"), (4, None)]
    assert local("{urn:y}thing") == "thing"


def test_truncated_xml_gives_what_came_before_and_one_refusal() -> None:
    told = xml_of(b"<r>\n<thing><name>A</name></thing>\n<thing><name>B</na")
    assert told[0] == (2, "A")
    assert [(t.line, t.whole) for t in told[1:] if isinstance(t, Refusal)] == [(3, True)]


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r><thing><name>&b;</name></thing></r>',
        b'<!DOCTYPE r SYSTEM "file:///etc/passwd"><r><thing/></r>',
        b"<r>" + b"<d>" * 300 + b"</d>" * 300 + b"</r>",
        b"not xml at all",
        b"",
    ],
)
def test_xml_that_reaches_out_or_grows_is_refused(data: bytes) -> None:
    assert [type(t) for t in xml_of(data)] == [Refusal]


def test_xml_memory_holds_one_chunk_of_objects() -> None:
    many = read_objects(io.BytesIO(b"<r>" + b"<thing><name>x</name></thing>" * 100_000 + b"</r>"), "f.xml", "thing")
    assert sum(1 for _ in many) == 100_000
