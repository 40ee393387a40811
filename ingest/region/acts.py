"""Leases, loans, measures and reports of a made-up municipality, hung on its permits and premises."""

from datetime import timedelta

from ingest.region.contract_folder import ContractFolder
from ingest.region.dice import Roll
from ingest.region.dossier import write_dossier
from ingest.region.municipality import (
    permit_row,
    write_identities,
    write_permits,
)
from ingest.region.shapes import Values, person_row
from ingest.region.texture import write_texture
from ingest.region.town_hall import TownHall, office_words
from ingest.region.towns import words
from ingest.region.world import TODAY

REASONS = ("drugs", "public_order", "fire_safety", "hygiene", "labour", "violence")
STATEMENTS = ("none_known",) * 6 + ("drug_offence", "licence_offence", "labour_offence", "group_affiliation")


def _lease(hall: TownHall, premises: int, roll: Roll) -> Values:
    """A few landlords let much; the tenant is an inhabitant or the applicant."""
    own, rent = premises - hall.permits // 2, 500 + 50 * roll.below(60)
    told: Values = {
        "premises_ref": hall.premises_ref(premises),
        "landlord_ref": hall.landlord(roll),
        "tenant_ref": hall.applicant(premises) if own < 0 else hall.person_ref(2 * hall.permits + own),
        "rent": rent,
        "per": "month",
        "reference_rent": max(50, rent + 10 * (roll.below(40) - 12)),
        "cash": "yes" if roll.chance(0.03) else "no",
        "written": "no" if roll.chance(0.05) else "yes",
        "from": hall.world.day(roll, 30, 3_000),
        "from_questionnaire": "no",
    }
    if own < 0 and roll.chance(0.2):
        told |= {"from_questionnaire": "yes", "case_number": hall.case_number(premises)}
    return told


def _measure(hall: TownHall, premises: int, number: int, roll: Roll) -> Values:
    start = hall.world.day(roll, 10, 3_000)
    kind = roll.pick(("closure", "penalty_payment", "warning", "warning", "fine"))
    return {
        "measure_id": f"{hall.mark}M/{premises}/{number}",
        "measure_type": kind,
        "legal_ground": roll.pick(office_words(hall.town.country, "legal_ground")),
        "reason": roll.pick(REASONS),
        "facts_on": start - timedelta(days=1 + roll.below(30)),
        "date_start": start,
        "date_end": start + timedelta(days=90) if kind == "closure" else None,
        "premises_ref": hall.premises_ref(premises),
        "subject_ref": hall.applicant(premises) if premises < hall.permits and roll.chance(0.4) else None,
        "published": "yes" if kind == "closure" and roll.chance(0.3) else "no",
        "outcome": roll.pick(("none", "none", "none", "none", "annulled", "lifted")),
    }


def _loan(hall: TownHall, permit: int, roll: Roll, lender: str) -> Values:
    return {
        "lender_ref": lender,
        "borrower_ref": hall.applicant(permit),
        "amount": 500 * roll.tail(8, 4_000),
        "currency": "EUR",
        "date": hall.world.day(roll, 10, 2_500),
        "interest": roll.below(8),
        "security": "none",
        "written": "no" if roll.chance(0.2) else "yes",
        "repayment": roll.pick(("as_agreed", "as_agreed", "none", "in_arrears")),
        "case_number": hall.case_number(permit),
        "origin": "declared",
    }


def _report(hall: TownHall, permit: int, roll: Roll) -> Values:
    applied, statement = permit_row(hall, permit)["date_application"], roll.pick(STATEMENTS)
    values: Values = {
        "report_id": f"{hall.mark}R/{permit}",
        "kind": roll.pick(office_words(hall.town.country, "report_kind")),
        "issuer": office_words(hall.town.country, "issuer")[0],
        "date": applied,
        "case_number": hall.case_number(permit),
        "subject_ref": hall.person_ref(permit),
        "statement": statement,
        "statement_date": applied,
    }
    if statement == "group_affiliation":
        values |= {
            "group_name": roll.pick(words("police", "clubs")),
            "group_role": roll.pick(("member", "former")),
        }
    return values


def _family_loan(folder: ContractFolder, hall: TownHall, permit: int, roll: Roll) -> None:
    """A relative of the manager who lives across the border lends."""
    relative = hall.world.relative(hall.person(permit), permit, hall.town)
    ref = f"{hall.mark}F{permit}"
    folder.write("person", person_row(ref, relative))
    party = {
        "case_number": hall.case_number(permit),
        "party_ref": ref,
        "role": "lender",
        "origin": "declared",
    }
    folder.write("party", {**party, "from": TODAY - timedelta(days=400)})
    folder.write("loan", _loan(hall, permit, roll, ref))


def write_municipality(hall: TownHall, folder: ContractFolder) -> None:
    """The whole delivery of one municipality but the planted cases."""
    write_identities(folder, hall)
    write_permits(folder, hall)
    write_texture(hall, folder)
    write_dossier(hall, folder)
    for permit in range(hall.permits):
        roll = hall.world.roll("acts", hall.town.code, permit)
        if roll.chance(0.04):
            _family_loan(folder, hall, permit, roll)
        if roll.chance(0.1):
            folder.write("loan", _loan(hall, permit, roll, hall.person_ref(roll.low(hall.permits))))
        if roll.chance(0.05):
            folder.write("report", _report(hall, permit, roll))
    for premises in range(hall.premises):
        roll = hall.world.roll("site", hall.town.code, premises)
        if premises >= hall.permits // 2 or roll.chance(0.5):
            folder.write("lease", _lease(hall, premises, roll))
        for number in range(roll.pick((0,) * 22 + (1, 1, 2))):
            folder.write("measure", _measure(hall, premises, number, roll))
