"""A register of which a part cannot be read ends nothing that the part may have told, and changes nothing by half."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.store.connection import Store
from ingest.report import Report
from ingest.spec import FOLDER
from tests.database.deliveries import counts, fresh, load, readable

FIRST = {source: FOLDER / source / "sample" / "first" for source in ("nl_kvk_hr", "nl_bag", "de_offeneregister")}
FIRST["be_kbo"] = FOLDER / "be_kbo" / "sample" / "full"
Edit = Callable[[bytes], bytes]


@pytest.fixture(autouse=True)
def _fresh(store: Store) -> None:
    fresh(store)


def again(store: Store, folder: Path, source: str, file: str, edit: Edit) -> Report:
    """The sample, complete, and once more with one of its files edited."""
    for name in ("a", "b"):
        shutil.copytree(FIRST[source], folder / name)
        if source != "be_kbo":
            (folder / name / "delivery.yaml").write_text("complete: true\nsynthetic: true\n", encoding="utf-8")
    assert load(store, folder / "a", source, accept="a small sample").load == 1
    path = folder / "b" / file
    path.write_bytes(edit(path.read_bytes()))
    return load(store, folder / "b", source, accept="a part is damaged")


def cut(data: bytes) -> bytes:
    return data[: len(data) * 8 // 10]


def bad_byte(line: int) -> Edit:
    """A byte that is no UTF-8 where the entity's number ends in a line."""

    def edit(data: bytes) -> bytes:
        lines = data.split(b"\n")
        lines[line - 1] = lines[line - 1][:-1] + b'\xe8"'
        return b"\n".join(lines)

    return edit


@pytest.mark.parametrize(
    ("source", "file", "edit"),
    [
        ("nl_kvk_hr", "99990001.xml", cut),
        ("nl_kvk_hr", "99990001.xml", lambda data: data.replace(b"<kvkNummer>9", b"<kvkNummer>", 1)),
        ("de_offeneregister", "companies.jsonl", cut),
        ("nl_bag", "0935NUM01062026-000001.xml", cut),
        ("be_kbo", "enterprise.csv", cut),
        ("be_kbo", "enterprise.csv", bad_byte(2)),
        ("be_kbo", "enterprise.csv", lambda data: data.replace(b'"0999.900.150"', b'"0999.900.151"', 1)),
        ("be_kbo", "denomination.csv", cut),
        ("be_kbo", "address.csv", bad_byte(2)),
    ],
    ids=lambda told: told if isinstance(told, str) else "",
)
def test_what_cannot_be_read_ends_nothing(store: Store, tmp_path: Path, source: str, file: str, edit: Edit) -> None:
    report = again(store, tmp_path, source, file, edit)
    assert report.total("refused") > 0
    assert (counts(report, "ended"), counts(report, "withdrawn")) == ({}, {})


def test_beside_a_line_of_a_known_entity_what_is_gone_ends(store: Store, tmp_path: Path) -> None:
    """The bad line of one enterprise spares its own records; another one that is not told any more has ended."""

    def edit(data: bytes) -> bytes:
        kept = [line for line in data.split(b"\n") if not line.startswith(b'"0999.900.249"')]
        return bad_byte(2)(b"\n".join(kept))

    report = again(store, tmp_path, "be_kbo", "enterprise.csv", edit)
    assert report.absence_unknown == []
    assert counts(report, "ended")["OrganisationStatement"] == 1
    names = {row["key"] for row in readable(store, "OrganisationStatement", 2) if row.get("basis") == "vanished"}
    assert len(names) == 1


def test_a_lost_part_that_may_be_anybodys_is_named_in_the_report(store: Store, tmp_path: Path) -> None:
    report = again(store, tmp_path, "be_kbo", "enterprise.csv", cut)
    assert {"organisation", "mandate"} <= set(report.absence_unknown)


@pytest.mark.parametrize("line", [2, 3], ids=["name", "abbreviation"])
def test_an_enterprise_of_which_a_name_cannot_be_read_keeps_its_names(store: Store, tmp_path: Path, line: int) -> None:
    report = again(store, tmp_path, "be_kbo", "denomination.csv", bad_byte(line))
    assert (counts(report, "changed"), counts(report, "new")) == ({}, {})
    assert report.warnings > 0


def test_an_address_whose_street_cannot_be_read_keeps_it(store: Store, tmp_path: Path) -> None:
    report = again(store, tmp_path, "nl_bag", "0935OPR01062026-000001.xml", cut)
    assert (counts(report, "changed"), counts(report, "new"), counts(report, "withdrawn")) == ({}, {}, {})


def test_an_update_removes_nothing_that_a_bad_line_may_tell_again(store: Store, tmp_path: Path) -> None:
    load(store, FIRST["be_kbo"], "be_kbo")
    update = tmp_path / "update"
    shutil.copytree(FOLDER / "be_kbo" / "sample" / "update", update)
    for path in update.glob("*_insert.csv"):
        header = path.read_bytes().partition(b"\n")[0]
        path.write_bytes(header + b"\n\xe8,\n")
    report = load(store, update, "be_kbo", accept="every inserted line is damaged")
    assert (counts(report, "ended"), counts(report, "withdrawn")) == ({}, {})
