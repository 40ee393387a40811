"""Firms of the region: names of their own, trades and forms as in life; a planted firm is called like any other."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ingest.region.firms import Firm
from ingest.region.planting import planted_cases
from ingest.region.registered import firm_at
from ingest.region.towns import town_of
from ingest.region.trades import activity_code, trades
from ingest.region.world import TODAY, World
from tests.unit.region.files import key_of, rows

LOW_BARRIER = (
    "barber",
    "nails",
    "car_wash",
    "phone_shop",
    "night_shop",
    "security",
    "temp_agency",
    "rental",
    "grow_shop",
)


@pytest.fixture(scope="module")
def dutch() -> list[Firm]:
    world = World(1, 0.1)
    return [firm_at(world, town, index) for town in world.towns("NL") for index in range(world.firms(town))]


def test_few_firms_share_their_name(dutch: list[Firm]) -> None:
    names = Counter(firm.name for firm in dutch)
    assert 0 < sum(count for count in names.values() if count > 1) < 0.25 * len(dutch)


def test_no_trade_is_that_of_most_and_the_low_barrier_ones_occur(dutch: list[Firm]) -> None:
    found = Counter(firm.activity for firm in dutch)
    assert max(found.values()) < 0.15 * len(dutch)
    assert {activity_code("NL", trade) for trade in LOW_BARRIER} <= set(found)
    assert sum(trade.share for trade in trades().values()) == 100


def test_the_words_and_the_code_of_a_firm_say_one_trade(dutch: list[Firm]) -> None:
    codes = {(trade.words["nl"], trade.codes["NL"]) for trade in trades().values()}
    assert {(firm.name.partition(" ")[2], firm.activity) for firm in dutch} <= codes


def test_foundations_associations_and_cooperatives_occur(dutch: list[Firm]) -> None:
    assert {"STI", "VER", "COOP"} <= {firm.form for firm in dutch}


def test_young_firms_are_many_and_old_ones_few(dutch: list[Firm]) -> None:
    ages = Counter((TODAY - firm.founded).days // 3_653 for firm in dutch)  # decades
    assert ages[0] > 1.5 * ages[1] > 1.5 * ages[2] > 0


def test_hardly_an_e_mail_address_is_shared(region: Path) -> None:
    told = Counter(row["Value"] for row in rows(region / "01-be_kbo" / "contact.csv"))
    assert all(re.fullmatch(r"info@[a-z0-9-]+\.example", value) for value in told)
    assert sum(count for count in told.values() if count > 1) < 0.05 * told.total()


def test_the_name_of_a_planted_firm_does_not_tell_what_it_is_planted_for(region: Path) -> None:
    planted = planted_cases(World(1, 0.002)).firms
    words = {word for trade in trades().values() for word in trade.words.values()}
    assert {firm.name.partition(" ")[2] for firm in planted} <= words
    variants = {case["variant"] for case in key_of(region)["cases"]}
    assert not [firm.name for firm in planted if any(variant in firm.name for variant in variants)]


def test_a_firm_is_founded_before_the_day_of_the_region() -> None:
    world = World(3, 0.01)
    days = [firm_at(world, town_of("ags05334002"), index).founded for index in range(100)]
    assert date(1980, 1, 1) < min(days) < max(days) < TODAY
