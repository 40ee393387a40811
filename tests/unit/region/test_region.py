"""The deliveries of the made-up region fit the contracts; the same seed gives the same bytes."""

from collections import Counter
from pathlib import Path

import yaml

from graph.access.authorities import authorities
from ingest.contract.check import Checker
from ingest.contract.kind import kinds
from ingest.region.build import build_region
from ingest.rows import Row
from ingest.spec import sources
from tests.unit.region.files import (
    contract_folders,
    digest,
    inscriptions,
    key_of,
    rows,
    told_by,
)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        build_region(tmp_path / name, 0.0005, seed)
    assert digest(tmp_path / "a") == digest(tmp_path / "b")
    assert digest(tmp_path / "a") != digest(tmp_path / "c")


def test_every_row_fits_the_contract(region: Path) -> None:
    wrong = []
    for folder in contract_folders(region):
        label = yaml.load((folder / "delivery.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
        for path in folder.glob("*.csv"):
            checker = Checker(kinds()[path.stem])
            for line, row in enumerate(rows(path), start=2):
                _, refused = checker.check(Row(path.stem, path.name, line, row), {**label["defaults"], **row})
                wrong += [(folder.name, found.file, found.line, found.field, found.reason) for found in refused]
    assert not wrong


def test_every_ref_is_delivered_once_and_every_identity_is_referred_to(region: Path) -> None:
    for folder in contract_folders(region):
        told, used = Counter[str](), set[str]()
        for path in folder.glob("*.csv"):
            kind = kinds()[path.stem]
            refs = {name: column for name, column in kind.columns.items() if column.refers()}
            for row in rows(path):
                used |= {ref for name, column in refs.items() for ref in column.refs(row.get(name))}
                told.update([row[kind.key[0]]] if kind.identity else [])
        assert set(told.values()) == {1}, folder.name
        assert set(told) == used, folder.name


def test_keys_and_incidents_are_unique_and_known(region: Path) -> None:
    for folder in contract_folders(region):
        for path in folder.glob("*.csv"):
            kind = kinds()[path.stem]
            keys = Counter("|".join(row.get(column, "") for column in kind.key) for row in rows(path))
            assert max(keys.values()) == 1, path
        if (folder / "affiliation.csv").exists():
            known = {row["incident_id"] for row in rows(folder / "incident.csv")}
            assert {row["incident_ids"] for row in rows(folder / "affiliation.csv")} <= known


def test_each_authority_is_known_and_delivers_in_its_own_source(region: Path) -> None:
    found = [told_by(path) for path in contract_folders(region)]
    assert {authority for _, authority in found} <= set(authorities())
    for source, authority in found:
        assert sources()[source].country in {"", authorities()[authority].country}
    assert len(set(found)) == len(found) == 42


def test_the_counts_of_the_key_are_those_of_the_files(region: Path) -> None:
    counts = key_of(region)["counts"]
    for folder in contract_folders(region):
        source, authority = told_by(folder)
        files = {path.stem: len(rows(path)) for path in folder.glob("*.csv")}
        assert counts[f"{source}/{authority}"] == files
    for path in (region / "01-be_kbo").glob("*.csv"):
        assert counts["be_kbo/be-kbo"].get(path.stem, 0) == len(path.read_text("utf-8").splitlines()) - 1
    for path in region.glob("*-de_gewerbeanzeige--*"):
        notices = sum(file.read_text("utf-8").count("<satz>") for file in path.glob("*.xml"))
        assert counts[f"de_gewerbeanzeige/{path.name.partition('--')[2]}"] == {"notice": notices}
    entries = (region / "33-de_offeneregister" / "companies.jsonl").read_text("utf-8").splitlines()
    assert counts["de_offeneregister/de-handelsregister"] == {"company": len(entries)}
    assert counts["nl_kvk_hr/nl-kvk"] == {"inscription": len(list(inscriptions(region / "02-nl_kvk_hr")))}
