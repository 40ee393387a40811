"""The stewards' door: own deliveries and open registers only, a look writes nothing, all of it logged."""

import io
import zipfile
from pathlib import Path

import pytest

from graph.access.audit import show
from graph.access.session import Session
from graph.errors import RefusedError, UsageError
from graph.store.loads import LOADS
from ingest import stewardship
from ingest.first_pass import silent
from tests.screens.conftest import SOURCES

STEWARD = "steward-maastricht"
DELIVERY = SOURCES / "nl_municipality" / "sample" / "first"


def number(session: Session, source: str) -> int:
    return next(int(row["number"]) for row in session.store.read(LOADS) if row["source"] == source)


def test_a_steward_sees_the_own_authority_and_open_registers_only(session: Session) -> None:
    found = {one.source: one for one in stewardship.own_standings(session, STEWARD)}
    assert {"nl_municipality", "be_kbo", "nl_kvk_hr"} <= set(found)
    assert "be_municipality" not in found
    assert found["nl_municipality"].state == "in time"
    genk = {one.authority for one in stewardship.own_standings(session, "steward-genk")}
    assert "be-nis71016" in genk
    assert "nl-gm0935" not in genk


def test_a_load_of_others_and_one_that_is_not_there_are_one_answer(session: Session) -> None:
    said = []
    for other in (number(session, "be_municipality"), 9_999):
        for ask in (stewardship.own_load, stewardship.refused_rows):
            with pytest.raises(UsageError) as refused:
                ask(session, STEWARD, other)
            said.append(str(refused.value).replace(str(other), "N"))
    assert len(set(said)) == 1


@pytest.mark.parametrize("user", ["official-maastricht", "auditor", "investigator-limburg"])
def test_it_is_for_stewards(session: Session, user: str) -> None:
    with pytest.raises(RefusedError, match="is no steward"):
        stewardship.own_standings(session, user)


def test_reading_refused_rows_is_logged_before(session: Session) -> None:
    stewardship.refused_rows(session, STEWARD, number(session, "nl_municipality"))
    assert [line["action"] for line in show(session.settings, STEWARD)][-1] == "refused rows"


def test_a_formula_in_a_refused_row_stays_text() -> None:
    row = {"file": "permit.csv", "line": 3, "field": "=cmd()", "reason": "+1", "value": "XX"}
    told = stewardship.refused_table([row])
    assert "'=cmd()" in told
    assert "'+1" in told


def test_a_look_at_the_own_delivery_writes_nothing_and_another_authoritys_is_refused(
    session: Session, tmp_path: Path
) -> None:
    before = session.store.read(LOADS)
    report = stewardship.look(session, STEWARD, "nl_municipality", DELIVERY, silent).report
    assert (report.status, session.store.read(LOADS)) == ("checked", before)
    with pytest.raises(RefusedError, match="its own steward loads it"):
        stewardship.take(session, "steward-genk", "nl_municipality", DELIVERY, "", silent)
    with pytest.raises(RefusedError, match="its own steward loads it"):
        stewardship.look(session, STEWARD, "be_kbo", SOURCES / "be_kbo" / "sample" / "full", silent)
    assert session.store.read(LOADS) == before


def test_an_uploaded_zip_has_a_tame_name_and_is_gone_afterwards(session: Session) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        for file in DELIVERY.iterdir():
            zipped.write(file, file.name)
    packed.seek(0)
    with stewardship.uploaded(session, "../../weird name.zip", packed) as path:
        assert (path.name, path.parent.parent) == ("weird_name.zip", session.settings.data)
        assert path.parent.stat().st_mode & 0o077 == 0
        assert stewardship.look(session, STEWARD, "nl_municipality", path, silent).report.status == "checked"
    assert not path.exists()
