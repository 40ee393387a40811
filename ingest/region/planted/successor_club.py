"""A new club of those who were in a banned one (O05: three founders, or half of them)."""

from ingest.region.case import POLICE, Case

CODE = "O05"
ASKED_BY = "investigator"
VARIANTS = {
    "positive": (True, "Three of four founders were members of the club that was banned a year before."),
    "near-miss": (False, "One of four was."),
    "innocent": (False, "Two of the former members left, and the new club has others."),
    "hidden": (True, "The Belgian police keeps what it knows of the banned club for itself."),
}


def plant(case: Case) -> None:
    where = case.other(POLICE, "be-pol-limburg")
    banned, new = case.tell("group", where, status="banned"), case.tell("group", POLICE, founded=300)
    told = {"country": "NL", "kind": "civil", "authority_name": "Rechtbank", "date": 700, "published": "no"}
    case.tell("group_ban", where, group_id=banned, name="Zinkvogels MC", **told)
    case.about = {"authority": POLICE, "group_id": new}
    for number in range(4):
        founder = case.person()
        case.member(founder, POLICE, new, role="founder", from_=300)
        if number < case.of(3, near_miss=1, innocent=0):
            case.member(founder, where, banned, role="former", from_=2_000, share_with=case.of("", hidden="owner"))
