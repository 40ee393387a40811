"""Firms own each other in a ring (F09: a cycle of at most six, or four levels and three countries)."""

from datetime import date

from ingest.region.case import Case

CODE = "F09"
VARIANTS = {
    "positive": (True, "The applicant's Luxembourg parent is owned by a firm that the parent owns."),
    "near-miss": (False, "A chain of three levels in two countries, no ring."),
    "innocent": (False, "A family holding: one parent, owned by a person."),
    "hidden": (True, "The link that closes the ring is kept by the Luxembourg register for itself."),
}


def _owns(case: Case, holder: object, firm: object, share_with: str = "") -> None:
    told = {"holder_ref": holder, "function": "shareholder", "share_pct": 100, "from": date(2021, 5, 3)}
    case.tell("mandate", "lu-rcs", organisation_ref=firm, share_with=share_with, **told)


def prepare(case: Case) -> None:
    case.applicant = case.firm(town="lu-luxembourg", trade="holding")


def plant(case: Case) -> None:
    first = case.firm(town="lu-luxembourg", trade="holding")
    second = case.firm(town=case.of("lu-luxembourg", near_miss="nis71016"), trade="holding")
    _owns(case, first, case.applicant)
    if case.variant == "innocent":
        _owns(case, case.person("lu-luxembourg"), first)
        return
    _owns(case, second, first)
    if case.variant == "near-miss":
        _owns(case, case.person("lu-luxembourg"), second)
    else:
        _owns(case, first, second, case.of("", hidden="owner"))
