"""A barn is let to a firm whose trade does not need it (A06: two of young firm, misfit, cash, far tenant)."""

from ingest.region.case import HEERLEN, Case, Told
from ingest.region.plot import AT_MAASTRICHT

CODE = "A06"
VARIANTS = {
    "positive": (True, "A barn let for cash to a firm of four months."),
    "near-miss": (False, "A barn let for cash to a firm of five years from next door."),
    "innocent": (False, "A barn let to an old firm by bank transfer, for its stock."),
    "hidden": (True, "The lease stands in a file of Heerlen that is not shared."),
}


def prepare(case: Case) -> None:
    case.applicant = case.firm(case.person(), days=case.of(120, near_miss=1_900, innocent=1_900))


def plant(case: Case) -> None:
    where, barn = case.other(AT_MAASTRICHT, HEERLEN), case.place()
    case.plot.ref(where, barn, use="agriculture")
    told: Told = {"landlord_ref": case.person(), "tenant_ref": case.applicant, "from": 90}
    told |= {"cash": case.of("yes", innocent="no"), "share_with": case.of("", hidden="owner")}
    case.tell("lease", where, premises_ref=barn, **told)
