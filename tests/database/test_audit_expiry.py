"""A day of the log is erased when its time is over, by the country of the accounts; the chain still verifies."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.access.audit import AuditLog, show, verify
from graph.access.log import expiry
from graph.access.log.expiry import Expired, expire
from graph.access.log.signing import signed
from graph.access.log.terms import terms
from graph.store.connection import Store
from tests.logs import at, write

GENK, MAASTRICHT = "official-genk", "official-maastricht"
DAY, NEXT, LATE = "2026-06-01", "2026-06-02", "2036-05-30"
OVER = date(2036, 6, 2)  # ten years after DAY, and not after NEXT
REVIEWED = date(2036, 1, 1)


@pytest.fixture(autouse=True)
def reviewed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if each term had been reviewed shortly before."""
    for country, term in terms().items():
        monkeypatch.setitem(terms(), country, term.model_copy(update={"reviewed": REVIEWED}))


def expired(store: Store, today: date) -> Expired:
    log = AuditLog(store, store.settings, at(today.isoformat()))
    try:
        return expire(log, "command line", today)
    finally:
        log.close()


def test_a_day_goes_when_its_years_are_over_and_the_chain_verifies_across_the_gap(store: Store) -> None:
    log = write(store, [DAY, DAY, NEXT, LATE], GENK)
    assert expired(store, date(2036, 6, 1)).days == 0
    done = expired(store, OVER)
    assert (done.days, done.lines) == (1, 2)
    folder = log.files[0].parent
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{DAY}.checkpoint",
        f"{NEXT}.jsonl",
        f"{LATE}.jsonl",
    ]
    assert verify(store, store.settings).wrong == []
    held = json.loads((folder / f"{DAY}.checkpoint").read_text(encoding="utf-8"))
    assert GENK not in str(held)
    assert (held["count"], held["keep"], held["opens"]["country"]) == (2, "10 years", "BE")
    assert (folder / f"{DAY}.checkpoint").stat().st_mode & 0o077 == 0
    assert [line["at"][:10] for line in show(store.settings, GENK)] == [NEXT, LATE]
    told = [line for line in show(store.settings) if line["action"] == "log expire"]
    assert [line["account"] for line in told] == ["command line"]
    assert expired(store, OVER).days == 0


def test_a_chain_that_is_all_erased_verifies_and_is_missed_when_its_checkpoints_go(store: Store) -> None:
    log = write(store, [DAY, NEXT], GENK)
    assert expired(store, date(2037, 6, 3)).days == 2
    assert verify(store, store.settings).wrong == []
    store.write("MATCH (c:StateChain) DELETE c")
    log.files[1].with_suffix(".checkpoint").unlink()
    [said] = verify(store, store.settings).wrong
    assert f"{NEXT}.jsonl: 1 lines are cut from its end" in said


def test_a_country_without_a_settled_or_reviewed_term_keeps_its_log(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = write(store, [DAY], MAASTRICHT)
    done = expired(store, date(2090, 1, 1))
    assert (done.days, [said.partition(":")[0] for said in done.unsettled]) == (0, ["log of NL"])
    write(store, [DAY], GENK)
    done = expired(store, date(2038, 6, 1))  # more than two years after the review
    assert (done.days, {said.partition(":")[0] for said in done.unsettled}) == (0, {"log of NL", "log of BE"})
    assert log.files[0].exists()


def test_something_wrong_is_not_hidden_by_a_checkpoint(store: Store) -> None:
    log, other = write(store, [DAY, NEXT], GENK), write(store, [DAY], GENK)
    changed = log.files[0].read_bytes().replace(b'"query"', b'"quest"')
    log.files[0].write_bytes(changed)
    done = expired(store, OVER)
    assert (done.days, log.files[0].read_bytes(), other.files[0].exists()) == (1, changed, False)
    assert any(log.files[0].parent.name in said for said in done.wrong)


def test_half_a_line_goes_with_its_day(store: Store) -> None:
    log = write(store, [DAY, DAY], GENK)
    log.files[0].write_bytes(log.files[0].read_bytes()[:-40])
    assert expired(store, OVER).lines == 1
    told = verify(store, store.settings)
    assert (told.wrong, told.noted) == ([], [])


@pytest.mark.parametrize("step", ["_write", "_erase"])
def test_an_interrupted_expiry_is_finished_by_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    log = write(store, [DAY, NEXT], GENK)
    work: Callable[..., None] = getattr(expiry, step)

    def interrupted(*given: Any) -> None:
        work(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(expiry, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        expired(store, OVER)
    monkeypatch.setattr(expiry, step, work)
    assert verify(store, store.settings).wrong == []
    expired(store, OVER)
    assert (log.files[0].exists(), log.files[0].with_suffix(".checkpoint").exists()) == (False, True)
    assert verify(store, store.settings).wrong == []


FORGED: list[tuple[str, dict[str, object], str]] = [
    ("a count", {"count": 1}, "is not signed with the key of this log"),
    ("an end", {"last": "0" * 64}, "is not signed with the key of this log"),
    ("a key", {"key": "0" * 16}, "is not signed with the key of this log"),
    ("a signature", {"signature": "no hex"}, "is not signed with the key of this log"),
]


@pytest.mark.parametrize(("changes", "said"), [one[1:] for one in FORGED], ids=[one[0] for one in FORGED])
def test_a_forged_checkpoint_is_named(store: Store, changes: dict[str, object], said: str) -> None:
    log = write(store, [DAY, DAY, NEXT], GENK)
    expired(store, OVER)
    path = log.files[0].with_suffix(".checkpoint")
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")
    wrong = verify(store, store.settings).wrong
    assert any(one.startswith(f"{path.parent.name}/{path.name}: ") and said in one for one in wrong), wrong


def test_a_checkpoint_in_another_place_and_one_that_is_gone_are_named(store: Store) -> None:
    log = write(store, [DAY, DAY, NEXT], GENK)
    expired(store, OVER)
    path = log.files[0].with_suffix(".checkpoint")
    path.rename(path.with_name(f"2026-05-31{path.suffix}"))
    assert any("of another day or chain" in one for one in verify(store, store.settings).wrong)
    path.with_name(f"2026-05-31{path.suffix}").unlink()
    [said] = verify(store, store.settings).wrong
    assert f"{DAY}.jsonl is missing" in said


def test_erasing_before_the_time_shows_whoever_signed_it(store: Store) -> None:
    log = write(store, [DAY, DAY, NEXT], GENK)
    expired(store, OVER)
    path = log.files[0].with_suffix(".checkpoint")
    held = json.loads(path.read_text(encoding="utf-8"))
    early = {name: value for name, value in held.items() if name not in {"key", "signature"}}
    again = signed(store.settings.keys, early | {"erased_on": "2030-01-01"})
    path.write_text(json.dumps(again), encoding="utf-8")
    assert any("erased before their time (10 years)" in one for one in verify(store, store.settings).wrong)


def test_the_key_lies_outside_the_data_for_its_owner_only(store: Store) -> None:
    write(store, [DAY])
    key = store.settings.keys / "log.key"
    assert (key.stat().st_mode & 0o777, key.stat().st_size) == (0o600, 32)
    assert not any(key.read_bytes() in path.read_bytes() for path in _all_files(store.settings.data))
    os.replace(key, key.with_name("kept"))
    assert any("not signed" in one for one in verify(store, store.settings).wrong)
    assert not key.exists()


def _all_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
