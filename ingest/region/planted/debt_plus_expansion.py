"""Public debts grow while the same people open another outlet (M06: more than 10,000, one outlet in a year)."""

from ingest.region.case import TAX, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "M06"
VARIANTS = {
    "positive": (True, "Claims of the municipality grew to 16,000 while a second outlet was opened."),
    "near-miss": (False, "Claims of 9,000."),
    "innocent": (False, "Claims of 16,000 with a payment plan that is kept."),
    "hidden": (True, "The debts are known to the tax authority only."),
}


def plant(case: Case) -> None:
    for quarter, days in enumerate((240, 120, 20)):
        owed = case.of(10_500, near_miss=7_000) + quarter * case.of(2_750, near_miss=1_000)
        kept = case.of("no", innocent="yes")
        if case.variant == "hidden":
            told = {"open_amount": owed, "reference_date": days, "plan_kept": kept, "debt_id": f"DS{case.number[-5:]}"}
            case.tell("tax_debt", TAX, debtor_ref=case.applicant, **told)
        else:
            told = {"amount": owed, "open_amount": owed, "date": days, "plan_kept": kept, "status": "open"}
            number = f"DS{case.number[-5:]}"
            case.tell("public_debt", debtor_ref=case.applicant, number=number, claim_kind="levy", **told)
    opened = {"date_application": 200, "date_start": 130, "premises_ref": case.place()}
    case.tell("permit", AT_MAASTRICHT, applicant_ref=case.applicant, **opened)
