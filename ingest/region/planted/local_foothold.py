"""One chapter gets a foothold in one municipality (O10: four objects of two types within two steps)."""

from ingest.region.case import POLICE, Case

CODE = "O10"
ASKED_BY = "investigator"
VARIANTS = {
    "positive": (True, "Three permits and an event in Maastricht are held by members of one chapter."),
    "near-miss": (False, "Three objects."),
    "innocent": (False, "Four permits of four people, one of them a member."),
    "hidden": (True, "The Belgian police knows the members and shares it with nobody."),
}


def plant(case: Case) -> None:
    where, shared = case.other(POLICE, "be-pol-limburg"), case.of("", hidden="owner")
    group = case.tell("group", where)
    told = {"group_id": group, "name": "Maasdal", "country": "NL", "status": "active", "town": "Maastricht"}
    chapter = case.tell("chapter", where, **told)
    case.about = {"authority": where, "chapter_id": chapter}
    for number in range(case.of(4, near_miss=3)):
        holder, kind = case.person(), "event" if number == 3 else "horeca_operation"
        case.tell("permit", applicant_ref=holder, premises_ref=case.place(), permit_type=kind)
        if not number or case.variant != "innocent":
            rests = {"chapter_id": chapter, "incident_ids": case.tell("incident", where), "share_with": shared}
            case.tell("affiliation", where, person_ref=holder, **rests)
