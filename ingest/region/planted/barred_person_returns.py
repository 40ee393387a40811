"""Somebody under a trade prohibition or directorship ban is behind the applicant (F08: valid on the day)."""

from ingest.region.case import AACHEN, Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "F08"
VARIANTS = {
    "positive": (True, "A director under a ban that still runs finances the applicant."),
    "near-miss": (False, "The ban ended a year ago."),
    "innocent": (False, "The ban was lifted."),
    "hidden": (True, "A trade prohibition of Aachen, not published, which no Dutch official may read."),
}


def plant(case: Case) -> None:
    barred, where = case.person(), case.other(AT_MAASTRICHT, AACHEN)
    case.tell("party", party_ref=barred, role="financier")
    end, outcome = case.of(-400, near_miss=365), case.of("none", innocent="lifted")
    told = {"measure_type": case.of("director_ban", hidden="trade_prohibition"), "outcome": outcome, "reason": "debt"}
    case.tell("measure", where, subject_ref=barred, date_start=800, date_end=end, published="no", **told)
