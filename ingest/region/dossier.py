"""What a town hall has in its files beside permits: forms, plans, visits, claims, titles, questions to registers."""

from datetime import timedelta

from ingest.region.contract_folder import ContractFolder
from ingest.region.dice import Roll
from ingest.region.municipality import permit_row
from ingest.region.shapes import Values
from ingest.region.town_hall import TownHall
from ingest.region.world import TODAY

REGISTERS = {"NL": "bibob_register", "BE": "be_central_register", "DE": "gzr", "LU": "imi"}
FINDINGS = ("none",) * 5 + ("minor", "minor", "serious", "activity_mismatch", "not_found", "persons_present")
INSTRUMENTS = {"NL": "NL_NAMED_INSTRUMENT", "BE": "BE_NAMED_INSTRUMENT", "DE": "DE_NAMED_INSTRUMENT"}


def write_dossier(hall: TownHall, folder: ContractFolder) -> None:
    """Rows of cases and of their premises, of each kind for a small share of them."""
    for permit in range(hall.permits):
        roll = hall.world.roll("dossier", hall.town.code, permit)
        _case(hall, folder, permit, roll)
        _site(hall, folder, permit, roll)


def _case(hall: TownHall, folder: ContractFolder, permit: int, roll: Roll) -> None:
    applied = permit_row(hall, permit)["date_application"]
    case, manager, other = hall.case_number(permit), hall.person_ref(permit), hall.person_ref(hall.permits + permit)
    subject = hall.applicant(permit) if hall.applicant(permit) != manager else other  # nobody declares a tie to himself
    if roll.chance(0.1):
        tie: Values = {"case_number": case, "declarant_ref": manager, "subject_ref": subject}
        folder.write("declaration", {**tie, "relation": "manager", "from": applied, "declared_on": applied})
    if roll.chance(0.1):
        amount = 1_000 * roll.tail(5, 900)
        plan: Values = {"case_number": case, "item": "purchase", "amount": amount, "payer_ref": other}
        shown = {"paid_from": roll.pick(("own_savings", "bank", "private_loan")), "evidenced_amount": amount}
        folder.write("finance_plan", {**plan, **shown, "evidence": "yes"})
    if roll.chance(0.06):
        asked: Values = {"case_number": case, "register": REGISTERS[hall.town.country], "date": applied}
        folder.write("consultation", {**asked, "subject_ref": manager, "asked_as": "manager", "answer": "no_hit"})
    if roll.chance(0.15):
        begun: Values = {"case_number": case, "date": applied, "status": "applied"}
        folder.write("status_change", {**begun, "decided_by": "permit desk"})


def _site(hall: TownHall, folder: ContractFolder, permit: int, roll: Roll) -> None:
    site = hall.premises_ref(permit % hall.premises)
    if roll.chance(0.12):
        visit: Values = {"inspection_id": f"{hall.mark}I/{permit}", "date": hall.world.day(roll, 5, 1_200)}
        visit |= {"inspection_type": roll.pick(("permit", "fire", "joint")), "premises_ref": site}
        finding = roll.pick(FINDINGS)
        folder.write(
            "inspection", {**visit, "finding": finding, "risk": roll.below(4), **_found(hall, permit, finding, roll)}
        )
    if roll.chance(0.08):
        right: Values = {"premises_ref": site, "owner_ref": hall.landlord(roll)}
        folder.write("title", {**right, "right": "owner", "share_pct": 100, "from": hall.world.day(roll, 400, 6_000)})
    if roll.chance(0.06):
        _claim(hall, folder, permit, roll)
    if roll.chance(0.02) and hall.town.country in INSTRUMENTS:
        read: Values = {
            "premises_ref": site,
            "period": "2025",
            "kind": "electricity",
            "value": roll.tail(1_500, 90_000),
        }
        told = {"expected_low": 1_000, "expected_high": 12_000, "legal_basis": INSTRUMENTS[hall.town.country]}
        folder.write("utility", {**read, **told})


def _found(hall: TownHall, permit: int, finding: str, roll: Roll) -> Values:
    """What an inspector notes: who was in charge, what was done there, who was there or sleeps there."""
    found: Values = {"found_in_charge_ref": hall.person_ref(permit) if roll.chance(0.4) else None}
    if finding in {"none", "activity_mismatch"} and roll.chance(0.5):
        found["observed_activity"] = roll.pick(("bar", "shop", "restaurant", "workshop", "storage"))
    if finding in {"persons_present", "none"} and roll.chance(0.4):
        found |= {"persons_found": roll.low(9), "sleeping_places": roll.few(6)}
    return found


def _claim(hall: TownHall, folder: ContractFolder, permit: int, roll: Roll) -> None:
    """A claim on two days, so that it can be seen to grow or to be paid off."""
    amount, number = roll.tail(150, 60_000), f"{hall.mark}V/{permit}"
    told: Values = {"number": number, "debtor_ref": hall.applicant(permit), "claim_kind": "levy", "amount": amount}
    for days, left in ((200, amount), (20, roll.pick((0, amount // 2, amount)))):
        state: Values = {
            "open_amount": left,
            "date": TODAY - timedelta(days=days),
            "status": "open" if left else "paid",
        }
        folder.write("public_debt", {**told, **state})
