"""The policy against the matrix of law.md, section 2.2, written down a second time: code by code, column by column.

A content, R on request, H hit, N none, ? not settled (denied), a only within a case that a partner shared (else none),
o only within a case that the owner of the data shared, . not in the matrix (denied).
"""

from datetime import date

import pytest

from graph.access.accounts import Account
from graph.access.policies import Asker, decide

TODAY = date(2026, 11, 24)
OWN = {"NL": "nl-gm0935", "BE": "be-nis71016", "DE": "de-ags05334002", "LU": "lu-economy"}
OTHER = {"NL": "nl-gm0917", "BE": "be-nis71022", "DE": "de-ags05334032", "LU": "lu-commune-luxembourg"}
CENTRE = {"NL": "nl-riec-limburg", "BE": "be-ariec-limburg"}
POLICE = {"NL": "nl-pol-limburg", "BE": "be-pol-limburg", "DE": "de-pol-aachen", "LU": "lu-pol"}
TAX = {"NL": "nl-tax", "BE": "be-tax", "DE": "de-tax-aachen", "LU": "lu-tax"}
GIVES = {"A": "content", "R": "on request", "H": "hit"}

# source, category: own, other of the country, centre, investigator; then abroad NL BE DE LU (- is the own country)
MATRIX = {
    ("NL", "open"): "AAAA -AAA",
    ("NL", "land_register"): "AAAA -AAA",
    ("NL", "population"): "ARRR -???",
    ("NL", "permit"): "ARRR -RR?",
    ("NL", "measure"): "ARRR -RR?",
    ("NL", "supervision"): "A... -...",
    ("NL", "integrity_file"): "ANoN -NNN",
    ("NL", "integrity_register"): "AH.. -NNN",
    ("NL", "police"): "NNRA -NNN",
    ("NL", "tax"): "NNaR -NNN",
    ("NL", "criminal_record"): "RRRA -NNN",
    ("NL", "ubo"): ".... -...",
    ("NL", "possible_victim"): ".... -...",
    ("BE", "open"): "AAAA A-AA",
    ("BE", "integrity_register"): "AHaA N-NN",
    ("BE", "integrity_file"): "ANoR N-NN",
    ("BE", "permit"): "ARRR R-R?",
    ("BE", "measure"): "ARRR R-R?",
    ("BE", "population"): "ARRA ?-??",
    ("BE", "police"): "NNaA N-NN",
    ("BE", "tax"): "NNRR N-NN",
    ("BE", "social"): "NNRR N-NN",
    ("BE", "criminal_record"): "RRaA N-NN",
    ("BE", "possible_victim"): ".... .-..",
    ("DE", "open"): "AA.A AA-A",
    ("DE", "trade_register"): "AR.R ??-?",
    ("DE", "integrity_register"): "RR.R RR-R",
    ("DE", "criminal_record"): "RR.A RR-R",
    ("DE", "population"): "AA.A RR-R",
    ("DE", "permit"): "AR.R ??-?",
    ("DE", "integrity_file"): "AR.R ??-?",
    ("DE", "police"): "NN.A ??-N",
    ("DE", "tax"): "RR.R NN-N",
    ("LU", "open"): "AA.A AAA-",
    ("LU", "permit"): "A..R ???-",
    ("LU", "integrity_file"): "A..R ???-",
    ("LU", "police"): "NN.A NNN-",
    ("LU", "tax"): "RR.R NNN-",
}


def official(authority: str) -> Account:
    return Account(id="o", name="o", role="official", authority=authority)


def teller(source: str, category: str) -> str:
    """Who tells the category; police and tax are told by an authority of their own."""
    return {"police": POLICE, "tax": TAX, "social": TAX}.get(category, OWN)[source]


def askers(source: str) -> list[Account]:
    centre, police = CENTRE.get(source), POLICE[source]
    return [
        official(OWN[source]),
        official(OTHER[source]),
        *([Account(id="a", name="a", role="analyst", authority=centre, centre="national")] if centre else []),
        Account(id="i", name="i", role="investigator", authority=police),
        *(official(OWN[country]) for country in OWN if country != source),
    ]


def codes(source: str, told: str) -> str:
    near, far = told.split()
    return (near if source in CENTRE else near[:2] + near[3:]) + far.replace("-", "")


@pytest.mark.parametrize(("source", "category"), MATRIX)
def test_safeguard_07_the_policy_says_what_the_matrix_says(source: str, category: str) -> None:
    deliverer = teller(source, category)
    for who, code in zip(askers(source), codes(source, MATRIX[source, category]), strict=True):
        purpose = "criminal_investigation" if who.role == "investigator" else "integrity_investigation"
        for partners in (frozenset[str](), frozenset({OTHER[source]}), frozenset({deliverer})):
            shared = {"a": bool(partners), "o": partners == {deliverer}}.get(code)
            expected = GIVES.get(code, "none") if shared is None else "content" if shared else "none"
            told = decide(Asker(who, purpose, partners), deliverer, category, TODAY)
            assert told.gives == expected, (who, code, partners, told)
