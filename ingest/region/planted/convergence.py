"""Independent indicators meet at one applicant (X01: facts of different origin, a repeated row counts once)."""

from ingest.contract.kind import kinds
from ingest.region.case import HEERLEN, TAX, Case
from ingest.region.contract_folder import record_id
from ingest.region.firms import Firm
from ingest.region.plot import AT_MAASTRICHT

CODE = "X01"
VARIANTS = {
    "positive": (True, "A loan without contract, a VAT number taken away, a bar in a shop: three themes, two systems."),
    "near-miss": (False, "One of them."),
    "innocent": (False, "One loan, told three times: the later rows say that they copy the first."),
    "hidden": (True, "Heerlen and the tax authority keep two of the three for themselves."),
}


def prepare(case: Case) -> None:
    case.applicant = case.firm(case.person(), trade="fashion")


def plant(case: Case) -> None:
    lender, where = case.person(), case.other(AT_MAASTRICHT, HEERLEN)
    loan = {"lender_ref": lender, "borrower_ref": case.applicant, "amount": 50_000, "written": "no", "interest": 0}
    case.tell("loan", **loan, security="none", repayment="none", date=430)
    if case.variant == "innocent":
        for day in (429, 428):
            again = {"security": "none", "repayment": "none", "date": day, "copied_from": _first(case)}
            case.tell("loan", HEERLEN, **loan, **again)
    elif case.variant != "near-miss":
        shared, vat = case.of("", hidden="owner"), case.applicant.vat if isinstance(case.applicant, Firm) else ""
        gone = {"vat_number": vat, "state": "deregistered_by_authority", "from": 120}
        case.tell("vat_status", TAX, organisation_ref=case.applicant, **gone, share_with=shared)
        seen = {"finding": "activity_mismatch", "observed_activity": "bar", "organisation_ref": case.applicant}
        case.tell("inspection", where, premises_ref=case.site, **seen, share_with=shared)


def _first(case: Case) -> str:
    """The loan that the others copy: authority, kind and record_id of the row told last."""
    kind, row = next(told for told in reversed(case.plot.rows[AT_MAASTRICHT]) if told[0] == "loan")
    told = {name: str(value) for name, value in row.items() if value is not None}
    return f"{AT_MAASTRICHT}/loan/{record_id(kinds()[kind], told)}"
