"""docs/five-questions.md on the demo region: every command runs, and its answer holds what the page says."""

import re
import runpy
import shlex
import shutil
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from benchmarks.commuters import Group, count, lines
from graph.access.session import open_session
from graph.model.kinds import the_model
from graph.patterns.patterns import indicators
from graph.settings import read_settings
from graph.store.connection import Store
from graph.store.loads import read_compartments
from tests.command import Command, Ended

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "five-questions.md"
GENK, FILE = "be-nis71016", "Z/12/100002"
LIES_IN = "MATCH (x:{kind}) WHERE x.compartment IN $ids RETURN count(x) AS records"


@dataclass
class Step:
    """A command of the page with the lines that stand under it."""

    command: str
    answer: list[str] = field(default_factory=list)


def steps(section: str) -> list[Step]:
    found: list[Step] = []
    for line in section.splitlines():
        if re.match(r" {4}(euregraph|python) ", line):
            found.append(Step(line.strip()))
        elif line.startswith("      ") and found:
            found[-1].answer.append(line.strip())
    assert found, "no command stands here"
    return found


def sections() -> dict[str, str]:
    """Number of the question -> its text."""
    parts = re.split(r"^## (\d)\. ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@dataclass
class Reader:
    """Types what the page says, one command after the other."""

    command: Command
    case: str = ""

    def follow(self, section: str) -> None:
        for name, text in re.findall(r"```yaml\n# (\S+)\n(.+?)```", section, re.DOTALL):
            Path(name).write_text(text, encoding="utf-8")
        for step in steps(section):
            self._step(step)

    def _step(self, step: Step) -> None:
        ended = self._run(self._filled(step.command))
        told = ended.out + ended.err
        if step.command.startswith("euregraph case open"):
            self.case = ended.out.split()[0]
        code = 0
        for line in map(self._filled, step.answer):
            if says := re.fullmatch(r"\(code (\d)\)", line):
                code = int(says[1])
            elif absent := re.fullmatch(r"\(no: (.+)\)", line):
                assert absent[1] not in told, f"{step.command} tells {absent[1]!r}"
            else:
                assert line in told, f"{step.command} does not tell {line!r}"
        assert ended.code == code, f"{step.command}: {ended.err}"

    def _filled(self, line: str) -> str:
        return line.replace("CASE", self.case).replace("DAY", datetime.now(UTC).date().isoformat())

    def _run(self, line: str) -> Ended:
        program, *words = shlex.split(line)
        if program == "euregraph":
            return self.command(*words)
        self.command.patch.setattr(sys, "argv", words)
        runpy.run_path(str(ROOT / words[0]), run_name="__main__")
        return Ended(0, self.command.capture.readouterr().out, "")


@pytest.fixture
def reader(
    demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Reader:
    monkeypatch.setenv("EUREGRAPH_DATA", str(demonstration))
    monkeypatch.chdir(tmp_path)
    return Reader(Command(capsys, monkeypatch))


@pytest.mark.parametrize("number", ["1", "2", "3", "4"])
def test_the_commands_of_a_question_give_the_answer_of_the_page(number: str, reader: Reader) -> None:
    reader.follow(sections()[number])


def test_the_page_answers_five_questions_and_begins_with_the_demonstration() -> None:
    assert list(sections()) == ["1", "2", "3", "4", "5"]
    assert steps(PAGE.read_text(encoding="utf-8"))[0].command == "euregraph demo --no-serve"
    assert PAGE.name in (ROOT / "README.md").read_text(encoding="utf-8")


def test_no_indicator_reads_a_home_or_an_origin() -> None:
    for one in indicators().values():
        for text in one.query.guarded:
            assert not re.search(r"LIVES_AT|birth_place|nationality", text), one.pattern.id


def test_the_count_over_commuters_counts_and_hides_small_cells(demonstration: Path) -> None:
    met = Group([("nl-gm0935", "Z/25/806750")])  # the first question
    with open_session(read_settings(demonstration)) as session:
        count(session, met)
    assert (met.checked, dict(met.met)) == (1, {"address-cluster": 1})
    rows = {row.split()[0]: row.split()[1] for row in lines(met, Group()) if row.startswith(tuple(indicators()))}
    assert rows["address-cluster"] == "-"
    assert rows["phoenix"] == "0"
    met.met["address-cluster"] = 5
    assert list(lines(met, Group()))[-1] == "Most on commuters: address-cluster."


def _told(store: Store) -> tuple[set[str], int]:
    """The compartments of Genk's integrity file of the fifth question, and how many records lie in them."""
    ids = {id_ for id_, one in read_compartments(store).items() if (one.authority, one.file) == (GENK, FILE)}
    rows = [store.read(LIES_IN.format(kind=kind), ids=sorted(ids)) for kind in the_model().records]
    return ids, sum(row["records"] for (row,) in rows)


def test_the_fifth_question_and_a_delivery_that_tells_the_erased_file_again(
    reader: Reader, demonstration: Path, tmp_path: Path
) -> None:
    settings, again = read_settings(demonstration), tmp_path / "again"
    with open_session(settings) as session:
        assert _told(session.store)[1] > 0
    reader.follow(sections()["5"])
    with open_session(settings) as session:
        assert _told(session.store)[1] == 0

    (first,) = (demonstration / "demo-region").glob(f"*{GENK}")
    shutil.copytree(first, again)
    label = again / "delivery.yaml"
    label.write_text(label.read_text(encoding="utf-8").replace("2026-06-01T", "2026-06-02T"), encoding="utf-8")
    loaded = reader.command("ingest", "load", "be_municipality", str(again), "--today", "2026-06-02")
    assert loaded.code == 0, loaded.out + loaded.err
    with open_session(settings, date(2026, 6, 2)) as session:
        ids, records = _told(session.store)
        assert records > 0, "the delivery does not tell the file again: the next line would hold of itself"
        assert not ids & session.view("official-genk", reader.case).open.keys()
