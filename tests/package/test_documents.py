"""What a document shows of a file is what the file holds."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_source_that_is_shown_as_a_diff_is_in_the_tree_as_it_stands_there() -> None:
    text = (ROOT / "docs" / "add-a-source.md").read_text(encoding="utf-8")
    shown = text.partition("```diff\n")[2].partition("\n```")[0].split("diff --git ")[1:]
    told = {}
    for one in shown:
        head, _, body = one.partition(" @@\n")
        name = head.partition("+++ b/")[2].partition("\n")[0]
        told[name] = "".join(line.removeprefix("+") + "\n" for line in body.splitlines())
    folder = ROOT / "ingest" / "sources" / "be_accounts"
    there = [path for path in folder.rglob("*") if path.is_file() and path.suffix in {".yaml", ".csv"}]
    assert told == {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in there}
    assert told
