"""Companies of one person are dissolved without assets and leave debts (F07: two in five years)."""

from ingest.region.case import TAX, Case
from ingest.region.plot import days_ago

CODE = "F07"
VARIANTS = {
    "positive": (True, "Two companies of the director were dissolved without assets in three years, with claims left."),
    "near-miss": (False, "One such dissolution."),
    "innocent": (False, "Two companies were wound up and paid everybody."),
    "hidden": (True, "The debts are known to the tax authority only."),
}


def plant(case: Case) -> None:
    director = case.person()
    case.tell("party", party_ref=director, role="director")
    for number, days in enumerate(case.of((900, 400), near_miss=(400,))):
        firm = case.firm(director, days=2_000, ended=days_ago(days))
        kind = case.of("dissolved_without_assets", innocent="liquidation")
        case.tell("insolvency", "nl-insolvency", subject_ref=firm, kind=kind, date=days, court="Limburg")
        if case.variant == "hidden":
            case.tell("tax_debt", TAX, debtor_ref=firm, open_amount=30_000)
        elif case.variant != "innocent":
            told = {"amount": 9_000, "open_amount": 9_000, "date": days, "status": "written_off"}
            case.tell("public_debt", number=f"DS{case.plot.next()}{number}", debtor_ref=firm, claim_kind="levy", **told)
