"""One person recurs in schemes that have nothing in common (X03: three in 24 months; perhaps a victim)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "X03"
ASKED_BY = "investigator"
VARIANTS = {
    "positive": (True, "Director of one, tenant for another and borrower of a third, each with a measure, in a year."),
    "near-miss": (False, "Two of them."),
    "innocent": (False, "An investor: shares in three firms without a measure."),
    "hidden": (True, "Lease and loan stand in files of Heerlen."),
}


def plant(case: Case) -> None:
    person, where = case.person(), case.other(AT_MAASTRICHT, HEERLEN)
    case.tell("party", party_ref=person, role="proxy")
    firms = [case.firm(person, days=300), case.firm(case.person()), case.firm(case.person())]
    shared = case.of("", hidden="owner")
    if case.variant != "near-miss":
        told = {"landlord_ref": firms[1], "tenant_ref": person, "from": 200}
        case.tell("lease", where, premises_ref=case.place(), share_with=shared, **told)
    case.tell("loan", where, lender_ref=firms[2], borrower_ref=person, amount=9_000)
    for firm in firms if case.variant != "innocent" else ():
        case.tell("measure", subject_ref=firm, measure_type="fine", date_start=150)
