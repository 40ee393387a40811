"""A legal entity holds what a club uses (O08: two officers of both, or it owns house or merchandise)."""

from ingest.region.case import POLICE, Case

CODE = "O08"
ASKED_BY = "investigator"
VARIANTS = {
    "positive": (True, "Two officers of the club direct the foundation that owns its house."),
    "near-miss": (False, "One officer of the club directs it, and it owns nothing of the club."),
    "innocent": (False, "It lets a hall to many, the club among them once."),
    "hidden": (True, "The Belgian police knows it and shares it with nobody."),
}


def prepare(case: Case) -> None:
    case.applicant = case.firm(case.person(), trade="club", form="STI")


def plant(case: Case) -> None:
    where, shared = case.other(POLICE, "be-pol-limburg"), case.of("", hidden="owner")
    group, incident = case.tell("group", where), case.tell("incident", where)
    for _ in range(case.of(2, near_miss=1, innocent=0)):
        officer = case.person()
        case.tell("party", party_ref=officer, role="director")
        case.member(officer, where, group, role="officer", share_with=shared)
    if case.variant != "near-miss":
        relation = case.of("legal_vehicle", innocent="meets_at")
        told = {"group_id": group, "relation": relation, "incident_ids": incident, "from": 700}
        case.tell("group_business", where, organisation_ref=case.applicant, share_with=shared, **told)
