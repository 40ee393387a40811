"""Owner, tenant and operator lead back to one person (R05: reached from all three)."""

from ingest.region.case import HEERLEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "R05"
VARIANTS = {
    "positive": (True, "One person directs the owner, the tenant and the applicant who runs it."),
    "near-miss": (False, "Owner and tenant have one director, the applicant another."),
    "innocent": (False, "Owner, tenant and operator have nothing in common."),
    "hidden": (True, "The title of the owner is told in a file of Heerlen that is not shared."),
}


def prepare(case: Case) -> None:
    person, other = case.person(), case.person()
    case.applicant = case.firm(person if case.variant in {"positive", "hidden"} else other)
    owner, tenant = (case.firm(case.person() if case.variant == "innocent" else person) for _ in range(2))
    where = case.other(AT_MAASTRICHT, HEERLEN)
    case.tell("title", where, premises_ref=case.site, owner_ref=owner, share_with=case.of("", hidden="owner"))
    case.tell("lease", premises_ref=case.site, landlord_ref=owner, tenant_ref=tenant)
    case.tell("lease", premises_ref=case.site, landlord_ref=tenant, tenant_ref=case.applicant, from_=300)


def plant(case: Case) -> None:
    """Everything was told before the application."""
