"""Premises closed or fined before, and an applicant with a tie to the former operator (A04, five years)."""

from ingest.region.firms import Firm, Office
from ingest.region.people import Person
from ingest.region.plot import AT_MAASTRICHT, MAASTRICHT, Plot, days_ago
from ingest.region.streets import Address

PATTERN = "premises-measures"
YEAR = 365


def _measure(plot: Plot, site: Address, kind: str, days: int, outcome: str = "none") -> None:
    number = f"M/S/{site.number}/{sum(1 for made, _ in plot.rows[AT_MAASTRICHT] if made == 'measure')}"
    start = days_ago(days)
    values = {
        "measure_id": number,
        "measure_type": kind,
        "legal_ground": "NL_OPIUMWET_13B",
        "reason": "drugs",
        "outcome": outcome,
    }
    plot.row(
        AT_MAASTRICHT,
        "measure",
        **values,
        facts_on=start,
        date_start=start,
        premises_ref=plot.ref(AT_MAASTRICHT, site),
    )


def _earlier(plot: Plot, site: Address, operator: Person, questionnaire: str = "no") -> None:
    """Years ago somebody else was permitted to run the premises, and this person managed them."""
    case = plot.permit(
        AT_MAASTRICHT,
        plot.firm(),
        site,
        date_decision=days_ago(7 * YEAR),
        date_application=days_ago(7 * YEAR + 60),
    )
    role = {"party_ref": plot.ref(AT_MAASTRICHT, operator), "role": "manager", "origin": "declared"}
    plot.row(
        AT_MAASTRICHT,
        "party",
        case_number=case,
        from_=days_ago(7 * YEAR),
        from_questionnaire=questionnaire,
        **role,
    )


def _case(plot: Plot, tied: bool = True, questionnaire: str = "no") -> tuple[Address, Firm, str]:
    site, person = plot.address(MAASTRICHT), plot.person()
    firm = plot.firm(founded=days_ago(200), offices=(Office("director", person, days_ago(200)),))
    case = plot.apply(firm, site)
    role = {"party_ref": plot.ref(AT_MAASTRICHT, person), "role": "manager", "origin": "declared"}
    plot.row(AT_MAASTRICHT, "party", case_number=case, from_=days_ago(30), **role)
    _earlier(plot, site, person if tied else plot.person(), questionnaire)
    return site, firm, case


def plant(plot: Plot) -> None:
    site, firm, case = _case(plot)
    _measure(plot, site, "closure", 3 * YEAR)
    plot.answer(
        PATTERN,
        "positive",
        case,
        firm,
        "met",
        "Closed 3 years ago; the manager of then is the manager of now.",
    )

    site, firm, case = _case(plot)
    _measure(plot, site, "warning", 2 * YEAR)
    _measure(plot, site, "penalty_payment", YEAR)
    plot.answer(PATTERN, "positive-two", case, firm, "met", "Two measures within five years, same manager.")

    site, firm, case = _case(plot)
    _measure(plot, site, "closure", 6 * YEAR)
    _measure(plot, site, "warning", 2 * YEAR)
    why = "The closure is six years old, and one warning is not enough."
    plot.answer(PATTERN, "near-miss", case, firm, "not_met", why)

    site, firm, case = _case(plot)
    _measure(plot, site, "closure", YEAR, outcome="annulled")
    plot.answer(PATTERN, "near-miss-annulled", case, firm, "not_met", "The closure was annulled.")

    site, firm, case = _case(plot, tied=False)
    _measure(plot, site, "closure", 2 * YEAR)
    plot.answer(PATTERN, "innocent", case, firm, "not_met", "A new tenant without a tie to the former operator.")

    site, firm, case = _case(plot, questionnaire="yes")
    _measure(plot, site, "closure", 2 * YEAR)
    why = "The tie stands only in the questionnaire of the earlier case (Bibob art. 28): closed for this one."
    plot.answer(PATTERN, "hidden", case, firm, "not_met", why, "met")
