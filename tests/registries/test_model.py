"""The vocabulary: each kind is one file, says what it means, and can be reached and written."""

import re
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.model.kinds import Kind, read_model, the_model
from ingest.contract.columns import forbidden_family
from ingest.contract.kind import KindSpec, kinds

SCORES = re.compile(r"score|rank|risk|danger_level|points|count_of")


@pytest.mark.parametrize("kind", the_model().kinds.values(), ids=lambda kind: kind.kind)
def test_safeguard_13_a_kind_says_what_it_means(kind: Kind) -> None:
    assert kind.means.endswith("."), f"{kind.kind}: `means` is one sentence"
    for name in kind.properties:
        assert not SCORES.search(name), f"{kind.kind}.{name}: nobody is given a score, rank or count"
        assert forbidden_family(name) is None, f"{kind.kind}.{name} may never be stored"


def test_no_name_is_both_a_label_and_a_type_or_differs_in_case_only() -> None:
    names = [name.lower() for name in the_model().kinds]
    assert len(names) == len(set(names)), "labels and types share one namespace on the embedded engine"


def test_every_thing_is_described_or_named_by_a_line() -> None:
    reached = {end for kind in the_model().relationships.values() for ends in kind.ends for end in ends}
    assert set(the_model().things) <= reached


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.kind)
def test_the_lines_of_a_row_end_where_their_type_says(kind: KindSpec) -> None:
    for line in kind.lines:
        for name, allowed in zip((line.start, line.end), the_model().kinds[line.type].ends, strict=True):
            told = things_named(kind, name)
            assert told <= set(allowed), f"{kind.kind}: {line.type} may not end at {sorted(told - set(allowed))}"


def things_named(kind: KindSpec, name: str) -> set[str]:
    """The kinds of nodes that an end of a line may be: a column, the record, the thing described, or an address."""
    own = {"record": kind.record, "self": kind.identity, "address": "Premises"}
    return {own[name]} if name in own else {kind.columns[name].thing, *kind.columns[name].to} - {""}


def test_every_kind_of_record_is_written_by_a_kind_of_row() -> None:
    written = {name for kind in kinds().values() for name in kind.model_kinds}
    assert set(the_model().records) <= written


def test_a_kind_that_does_not_fit_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "things").mkdir()
    text = "kind: Odd\nform: thing\nmeans: x.\nproperties: {a: {means: b}}\n"
    (tmp_path / "things" / "odd.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"odd\.yaml in graph/model is not a kind"):
        read_model(tmp_path)
