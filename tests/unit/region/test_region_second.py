"""The second deliveries: what their key says vanished, changed or came is what the files say."""

import json
from pathlib import Path

from ingest.contract.kind import kinds
from tests.unit.region.files import (
    MAASTRICHT,
    NS,
    inscriptions,
    rows,
    text,
)


def _mandates(folder: Path) -> set[tuple[str, str, str]]:
    return {
        (
            text(one[0][0], "kvkNummer"),
            text(office, "door/natuurlijkPersoon/volledigeNaam"),
            text(office, "registratie/datumAanvang"),
        )
        for one in inscriptions(folder)
        for office in one.iter(f"{NS}bestuursfunctie")
    }


def test_the_second_key_tells_what_became_of_the_register(region: Path, second: Path) -> None:
    key = json.loads((second / "second_key.json").read_text("utf-8"))
    counts = {
        (fate, entry["kind"]): entry for fate in key for entry in key[fate] if entry["delivery"].startswith("nl_kvk")
    }
    before, after = (
        {text(one[0][0], "kvkNummer"): text(one[0][0], "naam") for one in inscriptions(folder)}
        for folder in (region / "02-nl_kvk_hr", second / "01-nl_kvk_hr")
    )
    assert len(before.keys() - after.keys()) == counts["ended", "inscription"]["count"] > 0
    assert len(after.keys() - before.keys()) == counts["new", "inscription"]["count"] > 0
    changed = [number for number in before.keys() & after.keys() if before[number] != after[number]]
    assert len(changed) == counts["changed", "inscription"]["count"] > 0
    left = counts["ended", "mandate"]["named"][0]
    line = (left["euid"].removeprefix("NLNHR."), left["holder"], left["from"].replace("-", ""))
    assert line in _mandates(region / "02-nl_kvk_hr")
    assert line not in _mandates(second / "01-nl_kvk_hr")


def test_the_second_key_tells_what_became_of_maastricht(region: Path, second: Path) -> None:
    key = json.loads((second / "second_key.json").read_text("utf-8"))
    told = {
        (fate, entry["kind"]): entry["count"] for fate in key for entry in key[fate] if "gm0935" in entry["delivery"]
    }
    seen: dict[tuple[str, str], int] = {}
    for path in (region / MAASTRICHT).glob("*.csv"):
        kind = kinds()[path.stem]
        before, after = (
            {"|".join(row.get(column, "") for column in kind.key): row for row in rows(file)}
            for file in (path, second / "02-nl_municipality--nl-gm0935" / path.name)
        )
        seen |= {
            ("ended", path.stem): len(before.keys() - after.keys()),
            ("new", path.stem): len(after.keys() - before.keys()),
            ("changed", path.stem): sum(before[name] != after[name] for name in before.keys() & after.keys()),
        }
    assert {fate: number for fate, number in seen.items() if number} == told
    assert {fate for fate, _ in told} == {"ended", "changed", "new"}
