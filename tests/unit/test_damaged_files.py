"""Damage that a fuzzed reader once told as a traceback, or paid with more than one record."""

import io
import re
import zipfile
from pathlib import Path
from shutil import copytree

import pytest

from graph.errors import UsageError
from ingest.delivery import read_label
from ingest.desk import read_entry
from ingest.first_pass import reader_of
from ingest.readers.beside import read_beside
from ingest.readers.csv_rows import open_csv
from ingest.readers.folder import open_folder
from ingest.readers.json_lines import open_jsonl
from ingest.readers.json_objects import read_objects as read_json_objects
from ingest.readers.xml_objects import read_objects
from ingest.rows import Refusal
from ingest.spec import FOLDER, source

DEEP = b"[" * 9_000


@pytest.mark.parametrize("text", [b"complete: [true]", DEEP, b"complete: \xff", b"x" * 70 + b": true"])
def test_a_label_that_says_something_else_is_a_sentence(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "delivery.yaml").write_bytes(text)
    (tmp_path / "entry.yaml").write_bytes(text)
    with open_folder(tmp_path) as folder:
        for read in (lambda: read_beside(folder, ("complete",)), lambda: read_label(folder)):
            with pytest.raises(UsageError, match=r"delivery\.yaml of .*") as raised:
                read()
            assert len(str(raised.value)) < 600
    with pytest.raises(UsageError, match="entry"):
        read_entry(tmp_path / "entry.yaml")


def test_a_label_repeats_no_bytes_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "delivery.yaml").write_bytes(b"contr\xef\xbb\xbfact: 1\n")
    with open_folder(tmp_path) as folder, pytest.raises(UsageError) as raised:
        read_label(folder)
    assert str(raised.value).isprintable()


def test_an_entry_has_rows_of_columns(tmp_path: Path) -> None:
    (tmp_path / "entry.yaml").write_text("permit: [a, b]")
    with pytest.raises(UsageError, match="a list of rows each"):
        read_entry(tmp_path / "entry.yaml")


@pytest.mark.parametrize("encoding", ["big5", "rot13", "idna", "nothing"])
def test_xml_in_an_encoding_that_is_not_known_is_refused(encoding: str) -> None:
    told = f"<?xml version='1.0' encoding='{encoding}'?><all><one/></all>".encode()
    [refused] = read_objects(io.BytesIO(told), "a.xml", "one")
    assert isinstance(refused, Refusal)
    assert "the rest of this file is not read" in refused.reason


@pytest.mark.parametrize("name", ["x" * 101, "na\x1b[2Jme"])
def test_what_is_no_name_of_a_column_stays_out_of_messages(name: str) -> None:
    with pytest.raises(UsageError, match="holds what is no name of a column"):
        open_csv(io.BytesIO(f"{name},other\n1,2\n".encode()), "a.csv")


@pytest.mark.parametrize("bad", [b'{"na\xffme": "1"}', b'{"n\\ud800": "1"}', b'{"%s": "1"}' % (b"x" * 101)])
def test_an_odd_key_costs_its_own_line(bad: bytes) -> None:
    lines = b"\n".join([b'{"name": "1"}', bad, b'{"name": "2"}', b""])
    _, rows = open_jsonl(io.BytesIO(lines), "a.jsonl")
    found = list(rows)
    assert [one[1]["name"] for one in found if not isinstance(one, Refusal)] == ["1", "2"]
    nested = list(read_json_objects(io.BytesIO(lines.replace(b"x" * 101, b"\\u0000")), "a.jsonl"))
    assert [isinstance(one, Refusal) for one in nested] == [False, True, False]


def test_an_indented_object_without_its_end_costs_no_other() -> None:
    lines = b'{\n  "name": "1"\n}\xff\n{\n  "name": "2"\n}\n{"name": "3"}\n'
    found = list(read_json_objects(io.BytesIO(lines), "a.jsonl"))
    assert [one[1]["name"] for one in found if not isinstance(one, Refusal)] == ["2", "3"]


def test_a_zip_whose_list_is_wrong_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("a.csv", "x\n")
    data = path.read_bytes()
    path.write_bytes(data[10:])  # every place in its list now lies before the file
    with pytest.raises(UsageError, match="Ask the sender"), open_folder(path) as folder:
        folder.open("a.csv")


@pytest.mark.parametrize("name", ["nl_bag", "de_gewerbeanzeige"])
def test_a_day_that_is_in_no_calendar_is_no_day(name: str, tmp_path: Path) -> None:
    path = copytree(FOLDER / name / "sample" / "first", tmp_path / "delivery")
    for file in path.glob("*.xml"):
        told = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"\d{4}-\d{2}-\d{2}", "2026-13-40", told), encoding="utf-8")
    with open_folder(path) as folder, pytest.raises(UsageError, match=r"with (its|their) day"):
        reader_of(source(name)).open_delivery(folder)


def test_a_zip_with_bytes_in_a_name_is_a_sentence_without_them(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("permit.csvPK\x01\x02", "case_number\n")
    with pytest.raises(UsageError, match=r"holds a file whose name is no text\. Ask the sender") as refused:
        open_folder(path)
    assert str(refused.value).isprintable()


def test_a_zip_with_a_nameless_file_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("a.csv", "x")
    path.write_bytes(path.read_bytes().replace(b"a.csv", b"\0.csv"))
    with pytest.raises(UsageError, match="holds a file without a name"):
        open_folder(path)
