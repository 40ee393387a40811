"""Bad input and bad days, by the real command: a sentence that says what, where and what to do, the code, no load."""

import json
import os
import shutil
import signal
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.settings import read_settings
from graph.store import embedded
from graph.store.connection import open_store
from tests.command import Command

SOURCES = Path(__file__).parents[2] / "ingest" / "sources"
SAMPLE = SOURCES / "nl_municipality" / "sample" / "first"
KVK = SOURCES / "nl_kvk_hr" / "sample" / "first"


EMPTY = "MATCH (n) WHERE NOT n:StateStore DETACH DELETE n"
UNPUBLISHED = "MATCH (s:StateStore) SET s.published = 0, s.lease = ''"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One engine for all of these tests."""
    made = tmp_path_factory.mktemp("bad-days")
    yield made
    embedded.stop(made / "data")


@pytest.fixture
def data(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store in the data folder of that engine, where the command finds it."""
    monkeypatch.setenv("EUREGRAPH_DATA", str(folder / "data"))
    monkeypatch.setenv("EUREGRAPH_KEYS", str(folder / "keys"))
    with open_store(read_settings()) as store:
        store.write(EMPTY)
        store.write(UNPUBLISHED)
    return folder / "data"


@pytest.fixture
def command(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(capsys, monkeypatch)


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "delivery"))


def nothing_loaded(command: Command) -> bool:
    return all(row["status"] != "published" for row in json.loads(command("ingest", "loads", "--json").out))


def test_an_unknown_source_and_a_missing_path_are_usage_errors(command: Command) -> None:
    unknown = command("ingest", "load", "be_kboo", str(SAMPLE))
    assert (unknown.code, "near: be_kbo" in unknown.err) == (2, True)
    missing = command("ingest", "load", "be_kbo", "/no/such/place")
    assert (missing.code, "does not exist" in missing.err) == (2, True)
    assert nothing_loaded(command)


def test_every_bad_row_is_refused_by_itself_and_every_good_one_kept(command: Command, delivery: Path) -> None:
    header = "measure_id,measure_type,legal_ground,reason,facts_on,date_start,date_end,premises_ref,published\n"
    good = f"{header}M-1,closure,NL_OPIUMWET_13B,drugs,,2024-08-15,2025-02-15,R1,\n".encode()
    bad = [
        b"M-2,closure,,drugs,,2024-01-01,,R1",  # a column too few
        b"M-3,closure,,drugs,,2024-01-01,,R1,\x00",  # NUL byte
        b"M-4,closure,,drugs,,2024-01-01,,R1,\xff\xfe",  # no UTF-8
        b"M-5,closure,,drugs,,2024-01-01,,R1," + b"x" * 1_000_000,  # a field of 1 MB
        b"M-6,closure,,drugs,,2024-02-30,,R1,",  # no such day
    ]
    (delivery / "measure.csv").write_bytes(good + b"\n".join(bad) + b"\nM-7,warning,,drugs,,2024-01-01,,R1,\n")
    loaded = command(
        "ingest", "load", "nl_municipality", str(delivery), "--today", "2026-06-01", "--accept", "test", "--json"
    )
    assert loaded.code == 0, loaded.err
    report = json.loads(loaded.out)
    assert loaded.code == 0
    assert report["lines"]["measure.csv"] == {"read": 7, "used": 2, "refused": 5}
    refused = command("ingest", "rejected", str(report["load"])).out.splitlines()
    lines = [json.loads(line)["line"] for line in refused if json.loads(line)["file"] == "measure.csv"]
    assert lines == [3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("permit.csv", b"\xff\xfe\x00c\x00a", "permit.csv"),
        ("permit.csv", b"case_number,permit_type,status\n1,alcohol,applied\n", "required column 'applicant_ref'"),
        ("permit.csv", b"case_number,permit_type,status,applicant_ref,colour\n", "'colour'"),
        ("permitt.csv", b"case_number\n", "near: permit.csv"),
        ("delivery.yaml", b"contract: 1\nsource: nl_municipality\n", "authority: Field required"),
        ("delivery.yaml", b"contract: [", "no readable YAML"),
    ],
)
def test_a_delivery_that_cannot_be_read_stops_before_anything(
    command: Command, delivery: Path, name: str, content: bytes, said: str
) -> None:
    (delivery / name).write_bytes(content)
    ended = command("ingest", "load", "nl_municipality", str(delivery))
    assert (ended.code, said in ended.err) == (2, True), ended.err
    assert "Traceback" not in ended.err
    assert nothing_loaded(command)


def test_a_delivery_that_is_not_synthetic_is_refused_by_the_demo_profile(command: Command, delivery: Path) -> None:
    label = (delivery / "delivery.yaml").read_text(encoding="utf-8")
    (delivery / "delivery.yaml").write_text(label.replace("synthetic: true", "synthetic: false"), encoding="utf-8")
    ended = command("ingest", "load", "nl_municipality", str(delivery))
    assert (ended.code, "synthetic: true" in ended.err) == (3, True)
    assert nothing_loaded(command)


@pytest.mark.parametrize("trick", ["<!DOCTYPE x [<!ENTITY a 'aaaa'>]>", "cut"])
def test_a_broken_or_hostile_inscription_does_not_stop_the_others(command: Command, tmp_path: Path, trick: str) -> None:
    folder = Path(shutil.copytree(KVK, tmp_path / "kvk"))
    victim = sorted(folder.glob("*.xml"))[0]
    text = victim.read_text(encoding="utf-8")
    head, _, body = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
    victim.write_text(
        f"{head}?>{trick}{body}" if trick != "cut" and head else trick + body if trick != "cut" else text[:900],
        encoding="utf-8",
    )
    ended = command("ingest", "load", "nl_kvk_hr", str(folder), "--accept", "test", "--json")
    report = json.loads(ended.out)
    assert ended.code == 0
    assert report["lines"][victim.name].get("used", 0) == 0
    assert sum(counts.get("used", 0) for counts in report["lines"].values()) > 3


def test_a_zip_that_points_outside_itself_is_refused(command: Command, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as made:
        made.writestr("../permit.csv", "x")
    ended = command("ingest", "load", "nl_municipality", str(tmp_path / "evil.zip"))
    assert (ended.code, "outside itself" in ended.err) == (2, True)


def test_a_zip_loads_like_its_folder(command: Command, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "first"), "zip", SAMPLE)
    assert command("ingest", "load", "nl_municipality", archive, "--today", "2026-06-01").code == 0
    again = command("ingest", "load", "nl_municipality", str(SAMPLE), "--today", "2026-06-01", "--json")
    assert all("new" not in counts for counts in json.loads(again.out)["records"].values())


def test_an_older_delivery_after_a_newer_one_is_not_as_expected(command: Command, delivery: Path) -> None:
    assert command("ingest", "load", "nl_municipality", str(delivery), "--today", "2026-06-01").code == 0
    label = (delivery / "delivery.yaml").read_text(encoding="utf-8")
    (delivery / "delivery.yaml").write_text(label.replace("2026-06-01T", "2026-05-01T"), encoding="utf-8")
    ended = command("ingest", "load", "nl_municipality", str(delivery), "--today", "2026-06-01")
    assert (ended.code, "older than what is loaded already" in ended.out) == (1, True)


def test_an_engine_that_is_gone_is_said_and_the_next_command_starts_it(command: Command, data: Path) -> None:
    assert command("ingest", "load", "nl_municipality", str(SAMPLE), "--today", "2026-06-01").code == 0
    engine = embedded.status(data)
    assert engine is not None
    os.kill(engine.pid, signal.SIGKILL)
    shown = json.loads(command("ingest", "loads", "--json").out)
    assert [row["status"] for row in shown] == ["published"]


def test_reading_without_a_case_or_account_is_refused(command: Command) -> None:
    assert "needs a case" in command("check", "X", "--user", "official-maastricht").err
    assert command("check", "X").code == 3
    assert command("check", "X", "--user", "official-maastricht", "--case", "2026-00000000").code == 3
    unknown = command("check", "X", "--user", "somebody", "--case", "x")
    assert (unknown.code, "Demonstration accounts" in unknown.err) == (2, True)


def test_a_typed_application_is_checked_and_erased_with_its_case(command: Command, data: Path) -> None:
    day = ("--user", "official-maastricht", "--today", "2026-06-01")
    entry = SOURCES / "case_entry" / "sample" / "first" / "entry.yaml"
    made = command("case", "open", "--subject", "T-1", "--basis", "NL_BIBOB_3", "--application", "T-1", *day, "--json")
    case = json.loads(made.out)["id"]
    assert command("case", "enter", case, str(entry), *day).code == 0
    checked = json.loads(command("check", "T-1", "--case", case, *day, "--json").out)
    assert {member["relation"] for member in checked["circle"]} >= {
        "applicant",
        "manages",
        "funds",
        "business partnership",
    }
    other = json.loads(command("case", "open", "--subject", "T-1", "--basis", "NL_BIBOB_3", *day, "--json").out)["id"]
    assert command("check", "T-1", "--case", other, *day).code == 2
    assert command("case", "close", case, "--reason", "withdrawn", *day).code == 0
    assert command("check", "T-1", "--case", case, *day).code == 3
    marker = b"Toetsema"
    quarantined = [path for path in (data / "quarantine").rglob("*") if path.is_file() and marker in path.read_bytes()]
    assert quarantined == []


def test_a_typed_row_that_does_not_fit_is_said_at_once(command: Command, tmp_path: Path) -> None:
    day = ("--user", "official-maastricht", "--today", "2026-06-01")
    case = json.loads(command("case", "open", "--subject", "T", "--basis", "NL_BIBOB_3", *day, "--json").out)["id"]
    (tmp_path / "entry.yaml").write_text(
        "permit:\n  - {case_number: T, permit_type: alcool, status: applied, applicant_ref: a}\n", encoding="utf-8"
    )
    ended = command("case", "enter", case, str(tmp_path / "entry.yaml"), *day)
    assert (ended.code, "near: alcohol" in ended.err) == (2, True)


def test_a_stopped_delivery_is_told_and_accepting_it_is_logged_with_its_reason(
    command: Command, delivery: Path
) -> None:
    for file in delivery.glob("*.csv"):
        header, *rows = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join([header, *(f"{row},one field too many" for row in rows)]) + "\n", encoding="utf-8")
    words = ("ingest", "load", "nl_municipality", str(delivery), "--today", "2026-06-01")
    assert command(*words).code == 1
    told = {row["source"]: row for row in json.loads(command("ingest", "status", "--json").out)}
    assert (told["nl_municipality"]["state"], told["nl_municipality"]["load"]) == ("stopped", 0)
    assert "of the rows refused" in told["nl_municipality"]["broken"][0]
    assert told["be_kbo"]["state"] == "never"
    assert command(*words, "--accept", "agreed by telephone").code == 0
    said = command("ingest", "status", "--today", "2026-06-02").out
    assert "nl_municipality nl-gm0935: " in said
    assert "accepted because: agreed by telephone" in said
    assert any("load accepted" in line for line in command("audit", "show", "--user", "auditor").out.splitlines())


def test_the_log_is_for_auditors_and_a_tampered_one_fails_with_a_sentence(command: Command, data: Path) -> None:
    for words in (("show",), ("show", "--subject", "T-1"), ("verify",)):
        refused = command("audit", *words, "--user", "official-maastricht")
        assert (refused.code, refused.out, "the log is for auditors" in refused.err) == (3, "", True)
    shown = json.loads(command("audit", "show", "--account", "official-maastricht", "--user", "auditor", "--json").out)
    assert {line["action"] for line in shown} >= {"refused"}
    assert json.loads(command("audit", "verify", "--user", "auditor", "--json").out)["wrong"] == []
    assert command("audit", "expire").code == 0
    [path, *_] = sorted((data / "audit").glob("*/*.jsonl"))
    path.write_bytes(path.read_bytes().replace(b'"action": "', b'"action": "x', 1))
    ended = command("audit", "verify", "--user", "auditor")
    assert (ended.code, f"{path.parent.name}/{path.name} line 1: not what was written there" in ended.out) == (1, True)
    assert "Traceback" not in ended.err
    path.write_bytes(path.read_bytes().replace(b'"action": "x', b'"action": "', 1))


def test_the_morning_list_comes_from_the_command_line_too(command: Command) -> None:
    who = ("--surname", "Vries", "--given", "Jan", "--user", "auditor")
    bad = command("audit", "holder", "official-maastricht", *who, "--address", "Grote Staat 1, Maastricht")
    assert (bad.code, "country; postcode; street" in bad.err) == (2, True)
    assert command("audit", "holder", "nobody", *who).code == 2
    home = ("--address", "NL; 6211 AA; Proefstraat; 1; ; ; Maastricht")
    assert command("audit", "holder", "official-maastricht", *who, *home).code == 0
    day = ("--user", "official-maastricht", "--today", "2026-06-01")
    subject = "de Vries, Jan, 1980-02-03"
    made = command("case", "open", "--subject", subject, "--basis", "NL_BIBOB_3", *day, "--json")
    case = json.loads(made.out)["id"]
    assert command("check", subject, "--case", case, *day).code == 2  # nobody is found, and that is a look-up too
    today = datetime.now(UTC).date().isoformat()
    listed = json.loads(command("audit", "morning", "--day", today, "--user", "auditor", "--json").out)
    assert [one["rule"] for one in listed if one["case"] == case] == ["oneself"]
    assert command("audit", "morning", "--user", "official-maastricht").code == 3
    assert command("audit", "statistics", "--user", "auditor").out.strip() == "No month has ended."
