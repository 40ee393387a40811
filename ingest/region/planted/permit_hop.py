"""A refusal on integrity grounds in Genk, then an application for the like in Maastricht (L01, 24 months)."""

from typing import Any

from ingest.region.firms import Firm
from ingest.region.plot import AT_MAASTRICHT, GENK, Plot, authority_of, days_ago

PATTERN = "permit-hop"
AT_GENK = authority_of(GENK)


def _refused(plot: Plot, firm: Firm, days: int, ground: str = "integrity", published: str = "yes") -> None:
    values = {"status": "refused", "ground_kind": ground, "published": published}
    plot.permit(
        AT_GENK,
        firm,
        plot.address(GENK),
        date_application=days_ago(days + 90),
        date_decision=days_ago(days),
        **values,
    )


def _applicant(plot: Plot, days: int, ground: str = "integrity", published: str = "yes") -> tuple[Firm, str]:
    firm = plot.firm(GENK)
    _refused(plot, firm, days, ground, published)
    return firm, plot.apply(firm)


def plant(plot: Plot) -> None:
    firm, case = _applicant(plot, 450)
    plot.answer(
        PATTERN,
        "positive",
        case,
        firm,
        "met",
        "Genk published the refusal, 15 months before the application.",
        alone="cannot_tell",
    )

    firm, behind = plot.firm(), plot.firm(GENK)
    _refused(plot, behind, 300)
    case = plot.apply(firm)
    money = {"party_ref": plot.ref(AT_MAASTRICHT, behind), "role": "financier", "origin": "declared"}
    plot.row(AT_MAASTRICHT, "party", case_number=case, from_=days_ago(60), **money)
    why = "A Belgian firm that finances the applicant was refused in Genk, published, 10 months before."
    plot.answer(PATTERN, "positive-circle", case, firm, "met", why, alone="cannot_tell")

    firm, case = _applicant(plot, 400, published="no")
    why = "The refusal in Genk is not published: Maastricht cannot tell until Genk grants its record."
    plot.answer(PATTERN, "positive-needs-grant", case, firm, "cannot_tell", why, "met")

    firm, case = _applicant(plot, 765)
    why = "The refusal is more than 25 months old; what Genk did not publish stays unknown."
    plot.answer(PATTERN, "near-miss", case, firm, "cannot_tell", why, "not_met")

    firm, case = _applicant(plot, 200, ground="planning")
    why = "The refusal was on planning grounds only; what Genk did not publish stays unknown."
    plot.answer(PATTERN, "innocent", case, firm, "cannot_tell", why, "not_met")

    firm = plot.firm(GENK)
    case = plot.apply(firm)
    questions: dict[str, Any] = {
        "questions_put_on": days_ago(440),
        "questions_answered": "no",
        "date_withdrawn": days_ago(420),
    }
    plot.permit(AT_GENK, firm, date_application=days_ago(500), status="withdrawn_by_applicant", **questions)
    why = "Withdrawn in Genk after questions: known from an integrity file, which never crosses the border."
    plot.answer(PATTERN, "hidden", case, firm, "cannot_tell", why, "met")
