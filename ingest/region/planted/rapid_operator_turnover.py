"""Premises burn through operators while the landlord stays (L06: three in 24 months, or a median below nine)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "L06"
VARIANTS = {
    "positive": (True, "Three operators in 20 months, one landlord."),
    "near-miss": (False, "Two operators in 24 months, each for a year."),
    "innocent": (False, "Three operators in seven years, each for two years and more."),
    "hidden": (True, "Two of the three operators are known to Heerlen only."),
}


def plant(case: Case) -> None:
    landlord = case.person()
    terms = case.of([(600, 430), (420, 240), (230, 60)], near_miss=[(720, 370), (360, 0)],
                    innocent=[(2_500, 1_700), (1_690, 900), (890, 60)])  # fmt: skip
    for number, (start, end) in enumerate(terms):
        where = HEERLEN if case.variant == "hidden" and number else AT_MAASTRICHT
        told = {"date_application": start + 30, "date_start": start, "date_end": end or None}
        tenant = case.firm(case.person())
        case.tell("permit", where, applicant_ref=tenant, premises_ref=case.site, trade_name="Cafe Zonnevlecht", **told)
        lease = {"landlord_ref": landlord, "tenant_ref": tenant, "from": start, "to": end or None}
        case.tell("lease", where, premises_ref=case.site, **lease)
