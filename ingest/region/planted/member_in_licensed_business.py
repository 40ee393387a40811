"""A current member of a group applies (O02): an official knows it from a report only, not from the police."""

from ingest.region.people import Person
from ingest.region.plot import AT_MAASTRICHT, Plot, days_ago

PATTERN = "member-in-licensed-business"
POLICE = "nl-pol-limburg"
CLUB = "Zinkvogels MC"


def _report(
    plot: Plot, person: Person, case: str, statement: str = "group_affiliation", days: int = 200, **said: str
) -> None:
    number = f"R/S/{case.rpartition('/')[2]}"
    values = {
        "report_id": number,
        "kind": "bestuurlijke_rapportage",
        "issuer": "politie-eenheid",
        "statement": statement,
        **said,
    }
    plot.row(
        AT_MAASTRICHT, "report", **values, case_number=case, date=days_ago(2), statement_date=days_ago(days),
        subject_ref=plot.ref(AT_MAASTRICHT, person),
    )  # fmt: skip


def plant(plot: Plot) -> None:
    person = plot.person()
    case = plot.apply(person)
    _report(plot, person, case, group_name=CLUB, group_role="member")
    plot.answer(
        PATTERN,
        "positive",
        case,
        person,
        "met",
        "A report for this case names the applicant as member, 7 months ago.",
    )

    person = plot.person()
    case = plot.apply(person)
    _report(plot, person, case, group_name=CLUB, group_role="former")
    why = "The report says former member; what police did not report stays unknown."
    plot.answer(PATTERN, "near-miss", case, person, "cannot_tell", why, "not_met")

    person = plot.person()
    case = plot.apply(person)
    _report(plot, person, case, days=760, group_name=CLUB, group_role="officer")
    why = "The statement is more than 24 months old; what police did not report stays unknown."
    plot.answer(PATTERN, "near-miss-old", case, person, "cannot_tell", why, "not_met")

    person = plot.person()
    case = plot.apply(person)
    _report(plot, person, case, statement="none_known")
    why = "A report for this case says that nothing is known."
    plot.answer(PATTERN, "innocent", case, person, "cannot_tell", why, "not_met")

    person = plot.person()
    case = plot.apply(person)
    _police_only(plot, person)
    why = "Only the police knows of the membership: nothing of it may change what the official sees."
    plot.answer(PATTERN, "hidden", case, person, "cannot_tell", why, "met")


def _police_only(plot: Plot, person: Person) -> None:
    plot.row(POLICE, "incident", incident_id="IS1", kind="concrete", date_from=days_ago(150), town="Maastricht")
    member = {
        "affiliation_id": "LS1",
        "person_ref": plot.ref(POLICE, person),
        "group_id": "G0",
        "role": "member",
    }
    told = {"incident_ids": "IS1", "last_confirmed": days_ago(120), "grade": "A1"}
    plot.row(POLICE, "affiliation", from_=days_ago(900), **member, **told)
