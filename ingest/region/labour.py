"""What a made-up labour inspection delivers: numbers of staff, findings, and presences without a name."""

from hashlib import sha256

from ingest.region.contract_folder import ContractFolder
from ingest.region.dice import Roll
from ingest.region.registered import some_firms
from ingest.region.shapes import Values, organisation_row, premises_row
from ingest.region.towns import Town
from ingest.region.world import World

SHARE = 0.05
FINDINGS = ("undeclared", "underpaid", "hours", "housing", "posted_without_notice", "wage_deductions")
PERIODS = ("2025-Q3", "2025-Q4", "2026-Q1")


def _employment(folder: ContractFolder, ref: str, roll: Roll) -> None:
    staff = roll.tail(1, 4_000)
    for period in PERIODS:
        told: Values = {"organisation_ref": ref, "period": period, "n_employees": staff}
        folder.write("employment", {**told, "n_joined": roll.low(4), "n_left": roll.low(4), "n_posted": 0})


def _finding(folder: ContractFolder, world: World, town: Town, index: int, roll: Roll) -> None:
    ref, site, day = (
        f"O{world.firm_index(town, index)}",
        f"A{world.firm_index(town, index)}",
        world.day(roll, 20, 1_500),
    )
    folder.write("premises", premises_row(site, world.address(town, world.centres(town) + index), "industry"))
    told: Values = {"finding_id": f"B/{ref}", "organisation_ref": ref, "premises_ref": site, "date": day}
    told |= {"finding": roll.pick(FINDINGS), "persons": 1 + roll.low(12), "sanction": roll.pick(("warning", "fine"))}
    folder.write("labour_finding", {**told, "final": roll.pick(("yes", "no"))})
    for worker in range(roll.below(3)):
        hashed = sha256(f"{world.seed}/{ref}/{worker}".encode()).hexdigest()
        presence: Values = {"pseudonym": hashed, "premises_ref": site, "organisation_ref": ref, "date": day}
        folder.write("worker_presence", {**presence, "slept_there": roll.pick(("yes", "no", "no"))})


def write_labour(world: World, country: str, folder: ContractFolder) -> None:
    """The whole delivery of one labour inspection but the planted cases."""
    for town in world.towns(country):
        for index, roll in world.drawn("labour", town, world.firms(town), SHARE):
            for firm in some_firms(world, town, index):
                ref = f"O{world.firm_index(town, index)}"
                folder.write("organisation", organisation_row(ref, firm))
                _employment(folder, ref, roll)
                if roll.chance(0.1):
                    _finding(folder, world, town, index, roll)
