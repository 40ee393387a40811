"""Reads the files of a written region, by means of its own."""

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import yaml
from defusedxml.ElementTree import parse

NS = "{http://schemas.kvk.nl/schemas/hrip/dataservice/2015/02}"
MAASTRICHT = "03-nl_municipality--nl-gm0935"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [{name: value for name, value in row.items() if value} for row in csv.DictReader(stream)]


def contract_folders(region: Path) -> list[Path]:
    """The deliveries by contract; registers in formats of their own have a delivery.yaml of switches only."""
    return [path for path in sorted(region.glob("*")) if path.is_dir() and "source:" in _label(path)]


def told_by(folder: Path) -> tuple[str, str]:
    """Source and authority of a delivery by contract."""
    label = yaml.load(_label(folder), Loader=yaml.BaseLoader)
    return label["source"], label["authority"]


def _label(folder: Path) -> str:
    return (folder / "delivery.yaml").read_text("utf-8")


def inscriptions(folder: Path) -> Iterator[Element]:
    for path in sorted(folder.glob("*.xml")):
        yield from parse(path, forbid_dtd=True).getroot() or ()


def text(element: Element, path: str) -> str:
    return element.findtext("/".join(NS + step for step in path.split("/")), "")


def key_of(region: Path) -> dict[str, Any]:
    key: dict[str, Any] = json.loads((region / "answer_key.json").read_text("utf-8"))
    return key


def cases(region: Path, pattern: str) -> dict[str, dict[str, Any]]:
    return {case["variant"]: case for case in key_of(region)["cases"] if case["pattern"] == pattern}


def digest(folder: Path) -> str:
    content = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return content.hexdigest()
