"""Cases, grants, the View and the log, on both engines."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.access.accounts import account
from graph.access.audit import AuditLog, show, verify
from graph.access.cases import Case, open_case, read_case
from graph.access.closing import close_case
from graph.access.grants import grant_records
from graph.access.log.reading import lines_of
from graph.access.opening import open_view
from graph.access.sharing import cases_of, end_sharing, share_case
from graph.access.view import View
from graph.checks.check import run_check
from graph.checks.coverage import Cover, coverage
from graph.errors import RefusedError, StoreError, UsageError
from graph.settings import Settings
from graph.store.connection import Store
from graph.store.loads import read_compartments
from graph.store.schema import apply_schema
from graph.store.subject_keys import forget_subject
from ingest.run import load, open_job

TODAY = date(2026, 6, 1)
SAMPLES = Path(__file__).parents[2] / "ingest" / "sources"
OFFICIAL = account("official-maastricht")


@pytest.fixture
def world(store: Store, settings: Settings) -> Store:
    """The samples of two municipalities, loaded."""
    apply_schema(store)
    for source in ("nl_municipality", "be_municipality"):
        with open_job(store, settings, source, SAMPLES / source / "sample" / "first", TODAY) as job:
            load(job)
    return store


@pytest.fixture
def audit(world: Store, settings: Settings) -> Iterator[AuditLog]:
    log = AuditLog(world, settings)
    yield log
    log.close()


def new_case(store: Store, who: str = "official-maastricht", purpose: str = "permit_screening") -> Case:
    basis = "NL_BIBOB_3" if account(who).country == "NL" else "BE_LICENCE_1983"
    return open_case(store, account(who), purpose, basis, "0999.000.030", "2026-0142", TODAY)


def view_of(store: Store, audit: AuditLog, who: str = "official-maastricht", purpose: str = "permit_screening") -> View:
    return open_view(store, audit, account(who), new_case(store, who, purpose), TODAY)


def state_of(view: View, pattern: str) -> str:
    return next(told.state for told in run_check(view, "2026-0142").answers if told.pattern.id == pattern)


def test_a_case_of_another_authority_and_no_case_are_one_answer(world: Store) -> None:
    case = new_case(world)
    with pytest.raises(RefusedError) as hidden:
        read_case(world, account("official-heerlen"), case.id)
    with pytest.raises(RefusedError) as unknown:
        read_case(world, account("official-heerlen"), "2026-00000000")
    assert str(hidden.value).replace(case.id, "") == str(unknown.value).replace("2026-00000000", "")


def test_nothing_is_read_in_a_closed_case(world: Store, audit: AuditLog) -> None:
    case = new_case(world)
    with pytest.raises(UsageError, match="reason"):
        close_case(world, world.settings, OFFICIAL, case.id, "no_decision", " ", TODAY)
    close_case(world, world.settings, OFFICIAL, case.id, "withdrawn_by_applicant", "application withdrawn", TODAY)
    with pytest.raises(RefusedError, match="no open case"):
        open_view(world, audit, OFFICIAL, read_case(world, OFFICIAL, case.id), TODAY)


def files_open(view: View) -> set[str]:
    held = read_compartments(view.store)
    return {held[id_].file for id_ in view.open if held[id_].category == "integrity_file"}


def own_file(view: View) -> Cover:
    told = (c for c in coverage(view) if c.authority.id == OFFICIAL.authority and c.category == "integrity_file")
    return next(told)


def test_an_integrity_file_is_for_its_own_case(world: Store, audit: AuditLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Contracts.md, section 1: using it again in a later case is a setting, closed by default."""
    held = {c.file for c in read_compartments(world).values() if c.authority == OFFICIAL.authority and c.file}
    assert held == {"2023-0007", "2026-0142"}
    view = view_of(world, audit)
    assert files_open(view) == {"2026-0142"}
    assert own_file(view).reach == "own file"
    assert "another case is closed" in str(own_file(view).reason)

    monkeypatch.setattr(world, "settings", replace(world.settings, reuse_integrity_files="yes"))
    assert files_open(view_of(world, audit)) == held
    assert own_file(view).reach == "searched"


def test_the_number_of_anothers_application_opens_no_file(world: Store, audit: AuditLog) -> None:
    """Case numbers are each authority's own: the same number in Genk is another case."""
    who = account("official-genk")
    case = open_case(world, who, "integrity_investigation", "BE_NGW_119TER", "x", "2026-0142", TODAY)
    assert "2026-0142" not in files_open(open_view(world, audit, who, case, TODAY))


@pytest.mark.parametrize(("purpose", "basis"), [("curiosity", "NL_BIBOB_3"), ("permit_screening", "BE_NGW_119TER")])
def test_a_case_needs_a_purpose_and_a_basis_of_its_country(world: Store, purpose: str, basis: str) -> None:
    with pytest.raises(UsageError, match="known:"):
        open_case(world, OFFICIAL, purpose, basis, "x", "", TODAY)


@pytest.mark.parametrize("who", ["steward-maastricht", "auditor"])
def test_stewards_and_auditors_open_no_case_and_read_no_content(world: Store, audit: AuditLog, who: str) -> None:
    with pytest.raises(RefusedError, match="is opened by: official, coordinator, analyst"):
        new_case(world, who)
    with pytest.raises(RefusedError, match="reads no content"):
        open_view(world, audit, account(who), new_case(world), TODAY)


def test_an_official_of_another_municipality_does_not_find_the_application(world: Store, audit: AuditLog) -> None:
    assert run_check(view_of(world, audit), "2026-0142").subject.ids
    with pytest.raises(UsageError, match="Nothing that may be shown"):
        run_check(view_of(world, audit, "official-heerlen"), "2026-0142")


def test_a_grant_lets_one_case_read_until_its_day(world: Store, audit: AuditLog) -> None:
    record = world.read("MATCH (p:Permit {case_number: 'GK-2025-88'}) RETURN p.record AS record")[0]["record"]
    case = new_case(world)
    view = open_view(world, audit, OFFICIAL, case, TODAY)
    assert state_of(view, "permit-hop") == "cannot tell"
    grant_records(world, account("official-genk"), case.id, [record], date(2026, 7, 1), TODAY)
    assert state_of(open_view(world, audit, OFFICIAL, case, TODAY), "permit-hop") == "met"
    assert state_of(view_of(world, audit), "permit-hop") == "cannot tell"
    assert state_of(open_view(world, audit, OFFICIAL, case, date(2026, 7, 2)), "permit-hop") == "cannot tell"


def test_only_the_owner_releases_a_record(world: Store) -> None:
    record = world.read("MATCH (p:Permit {case_number: 'GK-2025-88'}) RETURN p.record AS record")[0]["record"]
    for wrong in (record, "be_municipality/be-nis71016/permit/none@1"):
        with pytest.raises(RefusedError, match="only its owner"):
            grant_records(world, account("official-heerlen"), "c", [wrong], TODAY, TODAY)


def test_the_log_line_is_on_disk_before_the_answer(world: Store, settings: Settings, audit: AuditLog) -> None:
    view = view_of(world, audit)
    run_check(view, "2026-0142")
    lines = list(show(settings))
    assert [line["action"] for line in lines] == ["check"]
    text = audit.files[0].read_text(encoding="utf-8")
    assert "0999" not in text
    assert "2026-0142" not in text


def test_safeguard_09_nothing_is_shown_when_the_log_cannot_be_written(
    world: Store, settings: Settings, audit: AuditLog
) -> None:
    view = view_of(world, audit)
    settings.data.mkdir(exist_ok=True)
    (settings.data / "audit").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(StoreError, match="nothing is shown"):
        view.step("find-organisation", number="0999000030")


def test_a_forgotten_subject_leaves_the_chain_whole(world: Store, settings: Settings, audit: AuditLog) -> None:
    view = view_of(world, audit)
    view.step("find-organisation", number="0999000030")
    [told] = lines_of(settings, view.case.subject)
    assert told["told"]["parameters"] == {"number": "0999000030"}
    forget_subject(settings, view.case.subject)
    assert lines_of(settings, view.case.subject) == []
    assert verify(world, settings).wrong == []


def test_share_with_narrows_and_never_widens(world: Store, audit: AuditLog) -> None:
    view = view_of(world, audit)
    assert view.open
    hidden = replace(view, open={})
    assert hidden.step("find-organisation", number="0999000030") == []


def test_safeguard_03_an_earlier_load_is_what_was_known_then(world: Store, audit: AuditLog) -> None:
    case = new_case(world)
    with pytest.raises(UsageError):
        run_check(open_view(world, audit, OFFICIAL, case, TODAY, known_at=0), "2026-0142")
    assert open_view(world, audit, OFFICIAL, case, TODAY, known_at=99).known_at == 2


def shared(store: Store, who: str, with_: str, until: date = date(2026, 12, 31)) -> Case:
    case = new_case(store, who)
    share_case(store, account(who), case, with_, until, TODAY)
    return case


def test_a_partner_looks_in_a_shared_case_with_its_own_rights_until_the_day(world: Store, audit: AuditLog) -> None:
    partner = account("official-heerlen")
    case = shared(world, "official-maastricht", "nl-gm0917")
    assert read_case(world, partner, case.id) == case
    assert case.id in {one.id for one in cases_of(world, partner, TODAY)}
    view = open_view(world, audit, partner, case, TODAY)
    assert view.decision("nl-gm0935", "permit").gives == "on request"
    with pytest.raises(UsageError, match="Nothing that may be shown"):
        run_check(view, "2026-0142")
    with pytest.raises(RefusedError, match="no open case"):
        open_view(world, audit, partner, case, date(2027, 1, 1))
    with pytest.raises(RefusedError, match="Only nl-gm0935"):
        share_case(world, partner, case, "be-nis71016", date(2026, 12, 31), TODAY)
    with pytest.raises(RefusedError, match="opened by nl-gm0935"):
        close_case(world, world.settings, partner, case.id, "no_decision", "mine now", TODAY)
    end_sharing(world, OFFICIAL, case, "nl-gm0917", TODAY)
    with pytest.raises(RefusedError, match="There is no case"):
        read_case(world, partner, case.id)


def test_a_centre_reads_the_files_of_the_partner_that_shared_its_case(world: Store, audit: AuditLog) -> None:
    who = account("analyst-limburg")
    own = open_case(world, who, "permit_screening", "NL_BIBOB_3", "2026-0142", "2026-0142", TODAY)
    case = shared(world, "official-maastricht", "nl-riec-limburg")
    closed, open_ = (open_view(world, audit, who, one, TODAY) for one in (own, case))
    assert closed.decision("nl-gm0935", "integrity_file").gives == "none"
    assert open_.decision("nl-gm0935", "integrity_file").gives == "content"
    assert set(closed.open) < set(open_.open)


def test_a_facilitating_centre_opens_no_case_and_sees_as_the_strictest_partner(world: Store, audit: AuditLog) -> None:
    who = account("analyst-euriec")
    with pytest.raises(RefusedError, match="opens no cases"):
        open_case(world, who, "permit_screening", "NL_BIBOB_3", "x", "", TODAY)
    case = shared(world, "official-maastricht", "nl-euriec")
    assert open_view(world, audit, who, case, TODAY).decision("nl-gm0935", "permit").gives == "content"
    share_case(world, OFFICIAL, case, "be-nis71016", date(2026, 12, 31), TODAY)
    view = open_view(world, audit, who, case, TODAY)
    assert view.partners == {"nl-gm0935", "be-nis71016"}
    assert view.decision("nl-gm0935", "permit").gives == "on request"
    assert view.decision("be-kbo", "open").gives == "content"
