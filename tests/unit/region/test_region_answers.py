"""The answers of the planted cases, counted again from the files alone."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from ingest.region.planting import planted_cases
from ingest.region.world import TODAY, World
from tests.unit.region.files import (
    MAASTRICHT,
    NS,
    cases,
    contract_folders,
    inscriptions,
    rows,
    text,
)


def _applied(region: Path, case: dict[str, Any]) -> dict[str, str]:
    permits = rows(region / MAASTRICHT / "permit.csv")
    return next(row for row in permits if row["case_number"] == case["case_number"])


def _maastricht(region: Path, kind: str, column: str, value: str) -> list[dict[str, str]]:
    return [row for row in rows(region / MAASTRICHT / f"{kind}.csv") if row.get(column) == value]


def _active_dutch_firms(region: Path) -> Counter[str]:
    """Active firms per BAG number of the seat."""
    found = Counter[str]()
    for one in inscriptions(region / "02-nl_kvk_hr"):
        activity = one[0][0]
        closed = text(activity, "registratie/datumEinde") or next(activity.iter(f"{NS}bijzondereRechtstoestand"), None)
        if closed is None or closed == "":
            seat = "bezoekLocatie/adres/binnenlandsAdres/bagId/identificatieNummeraanduiding"
            found[text(activity, seat)] += 1
    return found


def test_address_cluster_counts_of_the_files(region: Path) -> None:
    found, firms = cases(region, "address-cluster"), _active_dutch_firms(region)
    for variant, number in (("positive", 10), ("near-miss", 9), ("innocent", 14), ("hidden", 9)):
        ref = _applied(region, found[variant])["premises_ref"]
        (site,) = _maastricht(region, "premises", "premises_ref", ref)
        assert firms[site["address_id"]] == number, variant
        assert (site["use"] == "business_centre") == (variant == "innocent")


def _terms(region: Path) -> dict[str, list[tuple[date, date]]]:
    """Directorships per BSN, a running one until today."""
    terms = defaultdict(list)
    for one in inscriptions(region / "02-nl_kvk_hr"):
        for office in one.iter(f"{NS}bestuursfunctie"):
            if number := text(office, "door/natuurlijkPersoon/bsn"):
                since = date.fromisoformat(text(office, "registratie/datumAanvang"))
                until = text(office, "registratie/datumEinde")
                terms[number].append((since, date.fromisoformat(until) if until else TODAY))
    return terms


def test_front_man_terms_of_the_files(region: Path) -> None:
    terms = _terms(region)
    for case in cases(region, "front-man").values():
        (person,) = _maastricht(region, "person", "person_ref", case["subject"]["person_ref"])
        recent = [(a, b) for a, b in terms[person["national_id"]] if a >= TODAY - timedelta(days=730)]
        fires = len(recent) >= 3 and median((b - a).days for a, b in recent) < 270
        assert fires == (case["expect"] == "met"), case["variant"]


def test_permit_hop_refusals_of_the_files(region: Path) -> None:
    genk = next(path for path in contract_folders(region) if path.name.endswith("be-nis71016"))
    firms = {row["organisation_ref"]: row.get("register_number") for row in rows(genk / "organisation.csv")}
    refused = defaultdict(list)
    for row in rows(genk / "permit.csv"):
        if row["status"] == "refused":
            refused[firms.get(row["applicant_ref"])].append(row)
    found = cases(region, "permit-hop")

    def fires(variant: str, published: bool) -> bool:
        applied = date.fromisoformat(_applied(region, found[variant])["date_application"])
        return any(
            row.get("ground_kind") == "integrity"
            and (row["published"] == "yes" or not published)
            and applied - timedelta(days=730) <= date.fromisoformat(row["date_decision"])
            for row in refused[found[variant]["subject"]["euid"].removeprefix("BEKBOBCE.")]
        )

    assert fires("positive", published=True)
    assert not fires("positive-needs-grant", published=True)
    assert fires("positive-needs-grant", published=False)
    assert not fires("near-miss", published=False)
    assert not fires("innocent", published=False)


def test_premises_measures_of_the_files(region: Path) -> None:
    for variant, case in cases(region, "premises-measures").items():
        row = _applied(region, case)
        start = date.fromisoformat(row["date_application"]) - timedelta(days=5 * 365)
        counted = [
            measure["measure_type"]
            for measure in _maastricht(region, "measure", "premises_ref", row["premises_ref"])
            if date.fromisoformat(measure["date_start"]) >= start and measure["outcome"] == "none"
        ]
        enough = "closure" in counted or len(counted) >= 2
        assert enough == (variant not in {"near-miss", "near-miss-annulled"}), variant


def test_a_membership_known_to_the_police_only_leaves_no_trace_in_maastricht(region: Path) -> None:
    case = cases(region, "member-in-licensed-business")["hidden"]
    (person,) = _maastricht(region, "person", "person_ref", case["subject"]["person_ref"])
    assert _maastricht(region, "report", "subject_ref", person["person_ref"]) == []
    police = next(path for path in contract_folders(region) if path.name.endswith("nl-pol-limburg"))
    (same,) = [row for row in rows(police / "person.csv") if row.get("national_id") == person["national_id"]]
    assert [row["role"] for row in rows(police / "affiliation.csv") if row["person_ref"] == same["person_ref"]] == [
        "member"
    ]


def test_phoenix_pairs_share_a_director_and_the_address_or_the_name(region: Path) -> None:
    plot = planted_cases(World(1, 0.002))
    failed = [firm for firm in plot.firms if firm.bankrupt and firm.offices]
    for variant, case in cases(region, "phoenix").items():
        firm = next(firm for firm in plot.firms if firm.euid == case["subject"]["euid"])
        shared = [
            [old.offices[0].holder == firm.offices[0].holder, old.seat == firm.seat, old.name == firm.name]
            for old in failed
            if old.bankrupt and -183 <= (firm.founded - old.bankrupt).days <= 366
        ]
        assert any(sum(pair) >= 2 for pair in shared) == (case["expect"] == "met"), variant
