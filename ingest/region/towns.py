"""Towns of the region and the words that names are made of, read from data."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Town:
    """A town: its name in Dutch and in its other language, its municipal code, its share of the country, and
    the latitude and longitude (degrees, WGS 84) of its middle."""

    code: str
    name: str
    other_name: str
    country: str
    language: str
    authority: str
    weight: int
    postcodes: tuple[str, ...]
    at: tuple[float, float]

    @property
    def local_name(self) -> str:
        return self.name if self.language == "nl" else self.other_name


@cache
def all_towns() -> tuple[Town, ...]:
    rows = yaml.load((FOLDER / "towns.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return tuple(map(_town, rows))


def _town(row: dict[str, str]) -> Town:
    lat, lon = map(float, row["at"].split())
    told = {**row, "weight": int(row["weight"]), "postcodes": tuple(row["postcodes"].split()), "at": (lat, lon)}
    return Town(**told)  # type: ignore[arg-type]


def town_of(code: str) -> Town:
    return next(town for town in all_towns() if town.code == code)


@cache
def words(section: str, part: str, file: str = "names.yaml") -> tuple[str, ...]:
    """One list of words; words with a blank in them are separated by `|`."""
    text: str = yaml.load((FOLDER / file).read_text("utf-8"), Loader=yaml.BaseLoader)[section][part]  # noqa: S506
    return tuple(text.split("|")) if "|" in text else tuple(text.split())
