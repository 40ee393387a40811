"""Cars of one firm recur at premises with measures (D03: three cars at two premises in six months)."""

from hashlib import sha256

from ingest.region.case import POLICE, Case

CODE = "D03"
ASKED_BY = "investigator"
VARIANTS = {
    "positive": (True, "Three cars of the applicant, a rental firm, were seen at two closed houses."),
    "near-miss": (False, "Two cars."),
    "innocent": (False, "A popular rental firm: one of thirty cars was seen."),
    "hidden": (True, "The Belgian police saw them and shares it with nobody."),
}


def plant(case: Case) -> None:
    where = case.other(POLICE, "be-pol-limburg")
    incident, houses = case.tell("incident", where), [case.place(), case.place()]
    for house in houses:
        case.tell("measure", premises_ref=house, measure_type="closure", date_start=150)
    seen = case.of(3, near_miss=2, innocent=1)
    for number in range(case.of(3, innocent=30)):
        sign = sha256(f"pool {case.variant} {number}".encode()).hexdigest()
        told = {"keeper_ref": case.applicant, "country": "NL", "keeping": "rental", "from": 500}
        case.tell("vehicle", where, vehicle_sign=sign, **told)
        for house in houses if number < seen else ():
            told = {"kind": "vehicle", "date": 40 + number, "incident_ids": incident, "vehicle_sign": sign}
            case.tell("observation", where, premises_ref=house, **told, share_with=case.of("", hidden="owner"))
