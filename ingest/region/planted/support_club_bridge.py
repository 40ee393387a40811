"""A business is tied to a support club (O03: a path of four at most, and a dated tie of the clubs)."""

from ingest.region.case import POLICE, Case

CODE = "O03"
ASKED_BY = "investigator"
VARIANTS = {
    "positive": (True, "The financier is a member of a club that supports a larger one."),
    "near-miss": (False, "The tie of the clubs ended before he joined."),
    "innocent": (False, "A member of a riders' club that supports nobody."),
    "hidden": (True, "The Belgian police knows it and shares it with nobody."),
}


def plant(case: Case) -> None:
    financier, where = case.person(), case.other(POLICE, "be-pol-limburg")
    case.tell("party", party_ref=financier, role="financier")
    support = case.tell("group", where, type="support_club", name="Zinkvinken")
    case.member(financier, where, support, share_with=case.of("", hidden="owner"), from_=700)
    if case.variant != "innocent":
        main, ends = case.tell("group", where), case.of(None, near_miss=800)
        told = {"other_group_id": main, "kind": "supports", "from": 1_500, "to": ends}
        case.tell("group_tie", where, group_id=support, incident_ids=case.tell("incident", where), **told)
