"""Small made-up deliveries, and the load of one: what the tests of loads share."""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graph.model.kinds import the_model
from graph.store.connection import Store
from graph.store.schema import apply_schema
from ingest import run
from ingest.first_pass import Job
from ingest.report import Report

TODAY = date(2026, 6, 1)
FIRST, SECOND, THIRD = "2026-06-01", "2026-06-15", "2026-07-01"
RESET = "MATCH (s:StateStore {id: 'store'}) REMOVE s.published, s.lease, s.beat, s.restoring"

BSN, INVALID_BSN = "123456782", "987654329"
POLICE = {
    "legal_basis": "NL_WPG_8",
    "purpose": "permit_screening",
    "confidentiality": "vertrouwelijk",
    "handling_code": "H1",
    "grade": "B2",
    "retention_until": "2027-01-01",
}
TOWN = {"legal_basis": "NL_BIBOB_3", "purpose": "permit_screening", "confidentiality": "zaakvertrouwelijk"}
Rows = list[dict[str, str]]


@dataclass
class Sent:
    """A delivery to be written: rows per kind, changed by the test before `at` writes it."""

    source: str
    authority: str
    defaults: dict[str, str]
    rows: dict[str, Rows] = field(default_factory=dict)

    def at(self, path: Path, day: str = FIRST, complete: bool = True) -> Path:
        path.mkdir(parents=True)
        label = {
            "contract": "1",
            "source": self.source,
            "authority": self.authority,
            "extracted_at": f"{day}T06:00:00",
            "complete": str(complete).lower(),
            "synthetic": "true",
            "legal_instrument": "made-up agreement",
        }
        lines = [*(f"{key}: {value}" for key, value in label.items()), "defaults:"]
        lines += [f"  {key}: {value}" for key, value in self.defaults.items()]
        (path / "delivery.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        for kind, rows in self.rows.items():
            if rows:
                _write(path / f"{kind}.csv", rows)
        return path


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)), restval="")
        writer.writeheader()
        writer.writerows(rows)


def town() -> Sent:
    """Two permits at one address; P1 lives somewhere and has a national number; P3 is named by one party row only."""
    home = {"street": "Voorbeeldstraat", "postcode": "6211AA", "town": "Maastricht", "country": "NL"}
    rows: dict[str, Rows] = {
        "person": [
            {"person_ref": "P1", "surname": "Proefman", "national_id": BSN, "national_id_type": "NL_BSN"}
            | home
            | {"number": "12"},
            {"person_ref": "P2", "surname": "Voorbeeld"} | home | {"number": "14"},
            {"person_ref": "P3", "surname": "Toetsman"} | home | {"number": "16"},
        ],
        "organisation": [
            {"organisation_ref": "O1", "name": "Proefhoreca B.V.", "register": "NL_KVK", "register_number": "90000471"}
        ],
        "premises": [
            {"premises_ref": "R1", "address_id": "0935200000012345", "address_id_type": "NL_BAG_NUM"}
            | {"street": "Marktproef", "number": "4", "postcode": "6211CC", "town": "Maastricht", "country": "NL"}
        ],
        "permit": [
            _permit("2026-0001", "O1", integrity_check="own_check"),
            _permit("2026-0002", "P1"),
        ],
        "party": [
            {
                "case_number": "2026-0001",
                "party_ref": ref,
                "role": "director",
                "origin": "register",
                "from": "2024-01-01",
            }
            for ref in ("P1", "P2", "P3")
        ],
        "report": [
            {"report_id": "RP1", "kind": "bestuurlijke_rapportage", "issuer": "Politie", "date": "2026-05-01"}
            | {"case_number": "2026-0001", "subject_ref": "P2", "statement": "group_affiliation"}
            | {"retention_until": "2027-05-01"}
        ],
        "lease": [
            {"premises_ref": "R1", "landlord_ref": "P2", "tenant_ref": "O1", "from": "2024-02-01", "rent": "900"},
            {"premises_ref": "R1", "landlord_ref": "P2", "tenant_ref": "P1", "from": "2024-03-01", "rent": "500"},
        ],
    }
    return Sent("nl_municipality", "nl-gm0935", TOWN, rows)


def _permit(case: str, applicant: str, **more: str) -> dict[str, str]:
    told = {"case_number": case, "permit_type": "alcohol", "status": "applied", "date_application": "2026-05-12"}
    return told | {"applicant_ref": applicant, "premises_ref": "R1", "ground": "", "integrity_check": ""} | more


def police() -> Sent:
    rows: dict[str, Rows] = {
        "person": [{"person_ref": "X1", "surname": "Proefman"}, {"person_ref": "X2", "surname": "Toetsman"}],
        "group": [{"group_id": "G1", "name": "MC Verzonnen", "type": "support_club", "status": "active"}],
        "incident": [{"incident_id": "I1", "kind": "concrete", "date_from": "2025-03-01"}],
        "affiliation": [
            {"affiliation_id": f"A{n}", "person_ref": f"X{n}", "group_id": "G1", "role": "member"}
            | {"incident_ids": "I1", "last_confirmed": "2026-01-01"}
            for n in (1, 2)
        ],
    }
    return Sent("nl_police", "nl-pol-limburg", POLICE, rows)


def fresh(store: Store) -> None:
    """An empty store of this version; the node of the store itself outlives the tests."""
    store.write(RESET)
    apply_schema(store)


@contextmanager
def job(
    store: Store, path: Path, source: str = "nl_municipality", accept: str = "", today: date | None = None
) -> Iterator[Job]:
    with run.open_job(store, store.settings, source, path, today or _day(path), accept) as opened:
        yield opened


def _day(path: Path) -> date:
    """Today, or the day on which a later delivery says that it was taken."""
    label = path / "delivery.yaml"
    found = re.search(r"extracted_at: (\d{4}-\d\d-\d\d)", label.read_text("utf-8")) if label.is_file() else None
    return max(TODAY, date.fromisoformat(found[1])) if found else TODAY


def load(
    store: Store, path: Path, source: str = "nl_municipality", accept: str = "", today: date | None = None
) -> Report:
    with job(store, path, source, accept, today) as opened:
        return run.load(opened)


def counts(report: Report, outcome: str) -> dict[str, int]:
    """Kind -> how many records had this outcome."""
    return {kind: counter[outcome] for kind, counter in report.records.items() if counter[outcome]}


def readable(store: Store, kind: str, known_at: int, properties: str = "") -> list[dict[str, Any]]:
    """The records of a kind, or the lines of a type, that may be read at a number of a load."""
    found = f"()-[x:{kind}]->()" if kind in the_model().relationships else f"(x:{kind})"
    where = "WHERE x.known_from <= $n AND x.known_to > $n"
    rows = store.read(f"MATCH {found} {where} RETURN properties(x) AS own", n=known_at)
    names = properties.split()
    listed = [{name: row["own"].get(name) for name in names} if names else row["own"] for row in rows]
    return sorted(listed, key=lambda own: sorted((name, str(value)) for name, value in own.items()))
