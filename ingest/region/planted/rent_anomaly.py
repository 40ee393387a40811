"""A rent far from the usual one (M05: more than 1.75 or less than half of the reference)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "M05"
VARIANTS = {
    "positive": (True, "A rent of 2,100 where 1,000 is usual."),
    "positive-low": (True, "A rent of 400 where 1,000 is usual."),
    "near-miss": (False, "A rent of 1,700 where 1,000 is usual."),
    "innocent": (False, "The usual rent."),
    "hidden": (True, "The rent was told in a questionnaire of Heerlen."),
}


def plant(case: Case) -> None:
    where = case.other(AT_MAASTRICHT, HEERLEN)
    rent = case.of(2_100, positive_low=400, near_miss=1_700, innocent=1_000)
    told = {"landlord_ref": case.person(), "tenant_ref": case.applicant, "rent": rent, "reference_rent": 1_000}
    questionnaire = case.of("no", hidden="yes")
    case.tell("lease", where, premises_ref=case.site, from_questionnaire=questionnaire, **told)
