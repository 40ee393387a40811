"""What a Luxembourg commune delivers: events, visits and counts of persons; business permits are the ministry's."""

from datetime import timedelta

from ingest.region.contract_folder import ContractFolder
from ingest.region.dice import Roll
from ingest.region.registered import firm_at
from ingest.region.shapes import Values, organisation_row, person_row, premises_row
from ingest.region.towns import Town
from ingest.region.world import World

STATUSES = ("granted", "granted", "granted", "granted_with_conditions", "refused", "applied")


def events(world: World, town: Town) -> int:
    return max(3, world.permits(town) // 10)


def _event(world: World, town: Town, index: int, roll: Roll) -> Values:
    applied, status = world.day(roll, 20, 1_500), roll.pick(STATUSES)
    begins = applied + timedelta(days=60)
    values: Values = {
        "case_number": f"E/{100 + index}",
        "permit_type": "event",
        "status": status,
        "date_application": applied,
        "applicant_ref": f"O{index}",
        "premises_ref": f"A{index}",
    }
    if status == "applied":
        return values
    values["date_decision"] = min(applied + timedelta(days=30), world.day(roll, 1, 2))
    return values if status == "refused" else {**values, "date_start": begins, "date_end": begins + timedelta(days=2)}


def _visit(world: World, index: int, roll: Roll) -> Values:
    return {
        "inspection_id": f"V/{index}",
        "inspection_type": "fire",
        "date": world.day(roll, 10, 700),
        "premises_ref": f"A{index}",
        "organisation_ref": f"O{index}",
        "finding": roll.pick(("none", "none", "none", "minor", "serious")),
    }


def write_commune(world: World, town: Town, folder: ContractFolder) -> None:
    """The whole delivery of one commune: an event per hall, its organiser, now and then a visit and a count."""
    start = world.centres(town) + world.firms(town)
    for index in range(events(world, town)):
        roll = world.roll("event", town.code, index)
        folder.write("organisation", organisation_row(f"O{index}", firm_at(world, town, roll.below(world.firms(town)))))
        folder.write("person", person_row(f"P{index}", world.holder(roll, town)))
        folder.write("premises", premises_row(f"A{index}", world.address(town, start + index), "assembly"))
        row = _event(world, town, index, roll)
        folder.write("permit", row)
        party = {"case_number": row["case_number"], "party_ref": f"P{index}", "role": "organiser", "origin": "declared"}
        folder.write("party", {**party, "from": row["date_application"]})
        if roll.chance(0.4):
            folder.write("inspection", _visit(world, index, roll))
        if roll.chance(0.2):
            count = {"registered_persons": roll.below(6), "dwelling_units": 1}
            folder.write("occupancy", {"premises_ref": f"A{index}", "date": world.day(roll, 5, 40), **count})
