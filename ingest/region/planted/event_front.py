"""An event is filed by somebody tied to a club (O07: a path of two, a club on the reviewed list)."""

from ingest.region.case import POLICE, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "O07"
VARIANTS = {
    "positive": (True, "The organiser of the boxing gala is an officer of a listed club, says a report for this case."),
    "near-miss": (False, "The organiser left the club three years ago."),
    "innocent": (False, "A riders' charity run; its club is on no list."),
    "hidden": (True, "Only the police knows of the organiser's role."),
}


def plant(case: Case) -> None:
    organiser = case.person()
    case.tell("party", party_ref=organiser, role="organiser")
    case.tell("permit", permit_type="event", applicant_ref=case.applicant, premises_ref=case.site, date_start=20)
    group = case.tell("group", POLICE)
    if case.variant != "innocent":
        listed = {"name": "Zinkvogels MC", "country": "NL", "reviewer": "coordinator", "reviewed_on": 100}
        listed |= {"published": "no", "appeal_contact": "appeal@example.invalid"}
        case.tell("group_list", POLICE, group_id=group, **listed)
    role, until = case.of(("officer", None), near_miss=("former", 1_100), innocent=("supporter", None))
    case.member(organiser, POLICE, group, role=role, to=until, from_=2_000)
    if case.variant in {"positive", "near-miss"}:
        said = {"subject_ref": organiser, "statement": "group_affiliation", "group_role": role}
        case.tell("report", AT_MAASTRICHT, **said, group_name="Zinkvogels MC", statement_date=100)
