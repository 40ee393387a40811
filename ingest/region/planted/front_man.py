"""Many short directorships of one person (F01: three in 24 months, median term below nine months)."""

from ingest.region.firms import Office
from ingest.region.people import Person
from ingest.region.plot import HEERLEN, Plot, authority_of, days_ago

PATTERN = "front-man"
MONTH = 30
AT_HEERLEN = authority_of(HEERLEN)


def _terms(plot: Plot, person: Person, terms: list[tuple[int, int]]) -> None:
    """One firm per term: begun so many months ago, ended after so many months (0: still running)."""
    for begun, lasted in terms:
        since = days_ago(begun * MONTH)
        until = days_ago((begun - lasted) * MONTH) if lasted else None
        other = Office("director", plot.person(), until or since)
        plot.firm(founded=since, offices=(Office("director", person, since, until), other))


def _case(plot: Plot, terms: list[tuple[int, int]]) -> tuple[Person, str]:
    person = plot.person()
    _terms(plot, person, terms)
    return person, plot.apply(person)


def plant(plot: Plot) -> None:
    person, case = _case(plot, [(22, 5), (16, 6), (9, 4), (3, 0)])
    plot.answer(
        PATTERN,
        "positive",
        case,
        person,
        "met",
        "Four directorships in 24 months, none longer than six months.",
    )

    person, case = _case(plot, [(23, 10), (20, 11), (14, 10)])
    plot.answer(
        PATTERN,
        "near-miss",
        case,
        person,
        "not_met",
        "Three directorships, but their median term is ten months.",
    )

    person, case = _case(plot, [(23, 5), (12, 4)])
    plot.answer(PATTERN, "near-miss-two", case, person, "not_met", "Short terms, but only two directorships.")

    person, case = _case(plot, [(90, 0), (75, 0), (60, 40), (48, 0), (36, 0), (30, 0)])
    why = "A professional manager: six directorships, all begun more than 24 months ago and long."
    plot.answer(PATTERN, "innocent", case, person, "not_met", why)

    person, case = _case(plot, [(20, 5), (10, 5)])
    hidden = plot.firm(
        HEERLEN, founded=days_ago(8 * MONTH), offices=(Office("director", plot.person(), days_ago(240)),)
    )
    there = plot.permit(AT_HEERLEN, hidden, plot.address(HEERLEN))
    role = {"party_ref": plot.ref(AT_HEERLEN, person), "role": "director", "origin": "inspection"}
    plot.row(AT_HEERLEN, "party", case_number=there, from_=days_ago(210), to=days_ago(90), **role)
    why = "The third directorship stands only in a permit file of Heerlen, which Maastricht may not read."
    plot.answer(PATTERN, "hidden", case, person, "not_met", why, "met")
