"""Premises of an association serve as a clubhouse (O01: two member officers, or one and a sign or meeting)."""

from ingest.region.case import POLICE, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "O01"
VARIANTS = {
    "positive": (True, "A report for this case says that the hall is used as a clubhouse; two officers are members."),
    "near-miss": (False, "One officer of the association is a member, and no sign was seen."),
    "innocent": (False, "A club of ordinary riders that is on no reviewed list."),
    "hidden": (True, "Only the police knows of the members and the meetings."),
}


def prepare(case: Case) -> None:
    case.applicant = case.firm(case.person(), trade="club", form="VER")


def plant(case: Case) -> None:
    members = [case.person() for _ in range(case.of(2, near_miss=1))]
    group = case.tell("group", POLICE, name="Zinkvogels Maasdal")
    for person in members:
        case.tell("party", AT_MAASTRICHT, party_ref=person, role="director")
        if case.variant != "innocent":
            case.member(person, POLICE, group)
    if case.variant in {"positive", "hidden"}:
        told = {"kind": "club_sign", "date": 50, "group_id": group, "incident_ids": case.tell("incident", POLICE)}
        case.tell("observation", POLICE, premises_ref=case.site, **told)
    if case.variant == "positive":
        case.tell("report", subject_ref=case.site, statement="clubhouse_use", group_name="Zinkvogels Maasdal")
