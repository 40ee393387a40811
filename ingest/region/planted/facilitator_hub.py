"""One provider of addresses stands behind many firms with measures (F11: five of them, and three times the rate)."""

from ingest.region.case import Case
from ingest.region.plot import AT_MAASTRICHT

CODE = "F11"
ASKED_BY = "analyst"
VARIANTS = {
    "positive": (True, "Five of six clients of one address provider had a measure."),
    "near-miss": (False, "Four of its clients had one."),
    "innocent": (False, "Five of forty clients: an office that serves many."),
    "hidden": (True, "The measures are kept by Heerlen for itself."),
}


def plant(case: Case) -> None:
    provider, where = case.firm(case.person()), case.other(AT_MAASTRICHT, "nl-gm0917")
    case.tell("party", party_ref=provider, role="adviser")
    told = {"kind": "address_provider", "reviewer": "review desk", "reviewed_on": 90}
    case.tell("provider_list", "euregio-reviewers", organisation_ref=provider, **told)
    for number in range(case.of(6, innocent=40)):
        client = case.firm(case.person())
        case.tell("service_contract", provider_ref=provider, client_ref=client, kind="address")
        if number < case.of(5, near_miss=4):
            shared = case.of("", hidden="owner")
            case.tell("measure", where, measure_type="fine", subject_ref=client, date_start=300, share_with=shared)
