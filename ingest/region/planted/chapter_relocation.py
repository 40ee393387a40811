"""A chapter comes up across the border after a ban (O04: from 6 months before to 18 after, two members of both)."""

from ingest.region.case import POLICE, Case

CODE = "O04"
ASKED_BY = "investigator"
VARIANTS = {
    "positive": (True, "Banned in Genk; eight months later a chapter here with two of the same members."),
    "near-miss": (False, "The chapter here began 24 months after the ban."),
    "innocent": (False, "A chapter grew: no ban, nobody in common."),
    "hidden": (True, "The Belgian police keeps the old chapter and the ban for itself."),
}
BELGIAN = "be-pol-limburg"


def plant(case: Case) -> None:
    (banned, began), shared = case.of((540, 300), near_miss=(920, 190)), case.of("", hidden="owner")
    group, there = case.tell("group", POLICE), case.tell("group", BELGIAN)
    old = case.tell("chapter", BELGIAN, group_id=there, name="Genk", country="BE", status="dissolved", from_=3_000)
    new = case.tell("chapter", POLICE, group_id=group, name="Maastricht", country="NL", status="active", from_=began)
    if case.variant != "innocent":
        told = {"name": "Genk", "country": "BE", "kind": "local", "authority_name": "Genk", "date": banned}
        case.tell("group_ban", BELGIAN, group_id=there, published="no", share_with=shared, **told)
    case.about = {"authority": POLICE, "chapter_id": new}
    for person in (case.person(), case.person()):
        _joins(case, person, POLICE, new)
        _joins(case, case.person() if case.variant == "innocent" else person, BELGIAN, old)


def _joins(case: Case, person: object, where: str, chapter: str) -> None:
    incident = case.tell("incident", where)
    case.tell("affiliation", where, person_ref=person, chapter_id=chapter, incident_ids=incident)
