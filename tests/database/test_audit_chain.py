"""The chains of the log: whatever is changed in them is named, and what a killed process leaves is told apart."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.access.audit import AuditLog, show, verify
from graph.access.log.files import line_hash
from graph.errors import StoreError
from graph.store.connection import Store
from tests.logs import OFFICIAL, SUBJECT, at, lines, write

DAY, NEXT, THIRD = "2026-06-01", "2026-06-02", "2026-06-03"
Tamper = Callable[[Path], None]


def folder(store: Store, log: AuditLog) -> Path:
    return log.files[0].parent


def named(path: Path, at_: int) -> str:
    return f"{path.parent.name}/{path.name} line {at_}"


def rewrite(path: Path, wanted: list[bytes]) -> None:
    path.write_bytes(b"".join(wanted))


def forged(line: bytes, **changes: object) -> bytes:
    """A line that was changed by somebody who knows how its hash is made."""
    told = json.loads(line) | changes
    return (json.dumps({**told, "hash": line_hash(told)}, ensure_ascii=False) + "\n").encode()


TAMPERED: list[tuple[str, Callable[[list[bytes]], list[bytes]], int, str]] = [
    ("changed", lambda a: [a[0], a[1].replace(b"official", b"somebody"), *a[2:]], 2, "not what was written there"),
    ("changed with a new hash", lambda a: [a[0], forged(a[1], account="x"), *a[2:]], 3, "the line before it is not"),
    ("no JSON", lambda a: [a[0], b"what?\n", *a[2:]], 2, "not what was written there"),
    ("no object", lambda a: [a[0], b"[1]\n", *a[2:]], 2, "not what was written there"),
    ("missing", lambda a: [a[0], *a[2:]], 2, "1 lines before it are missing"),
    ("swapped", lambda a: [a[0], a[2], a[1], a[3]], 2, "1 lines before it are missing"),
    ("repeated", lambda a: [a[0], a[1], a[1], *a[2:]], 3, "a line of an earlier place"),
    ("inserted", lambda a: [a[0], forged(a[1], account="x"), *a[1:]], 3, "a line of an earlier place"),
    ("cut in front", lambda a: a[1:], 1, "1 lines before it are missing"),
    ("another opening", lambda a: [forged(a[0], opens={}), *a[1:]], 1, "is not signed"),
]


@pytest.mark.parametrize(
    ("tamper", "line", "said"), [case[1:] for case in TAMPERED], ids=[case[0] for case in TAMPERED]
)
def test_safeguard_09_what_was_done_to_a_line_is_named(
    store: Store, tamper: Callable[[list[bytes]], list[bytes]], line: int, said: str
) -> None:
    log = write(store, [DAY] * 4)
    path = log.files[0]
    assert verify(store, store.settings).wrong == []
    rewrite(path, tamper(lines(path)))
    wrong = verify(store, store.settings).wrong
    assert any(one.startswith(f"{named(path, line)}: ") and said in one for one in wrong), wrong


def test_a_day_has_a_file_of_its_own_and_a_missing_one_is_named(store: Store) -> None:
    log = write(store, [DAY, NEXT, NEXT, THIRD])
    assert [path.name for path in log.files] == [f"{day}.jsonl" for day in (DAY, NEXT, THIRD)]
    assert verify(store, store.settings).wrong == []
    log.files[1].unlink()
    [said] = verify(store, store.settings).wrong
    assert f"{folder(store, log).name}/{NEXT}.jsonl is missing" in said
    assert "2 lines" in said


def test_a_file_under_the_name_of_another_day_is_named(store: Store) -> None:
    log = write(store, [DAY])
    log.files[0].rename(log.files[0].with_name(f"{NEXT}.jsonl"))
    [said] = verify(store, store.settings).wrong
    assert "it belongs to another file" in said


def forget_in_the_graph(store: Store) -> None:
    """As where the graph was set back to a day before."""
    store.write("MATCH (c:StateChain) DELETE c")


def cut(path: Path) -> None:
    rewrite(path, lines(path)[:-1])


def cut_all(path: Path) -> None:
    shutil.rmtree(path.parent)


def cut_day(path: Path) -> None:
    path.unlink()


def add(path: Path) -> None:
    last = json.loads(lines(path)[-1])
    more = forged(lines(path)[-1], number=last["number"] + 1, before=last["hash"])
    rewrite(path, [*lines(path), more])


def another_end(path: Path) -> None:
    rewrite(path, [*lines(path)[:-1], forged(lines(path)[-1], account="x")])


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (cut, f"{NEXT}.jsonl: 1 lines are cut from its end"),
        (cut_day, f"{NEXT}.jsonl: 2 lines are cut from its end"),
        (cut_all, "is missing: it had 3 lines"),
        (add, "1 lines were added after"),
        (another_end, "its end is not the one that"),
    ],
)
def test_what_is_done_to_an_ended_chain_shows_also_where_the_graph_was_set_back(
    store: Store, tamper: Tamper, said: str
) -> None:
    ended = write(store, [DAY, NEXT, NEXT])
    write(store, [THIRD])
    assert verify(store, store.settings).wrong == []
    tamper(ended.files[-1])
    forget_in_the_graph(store)
    [wrong] = verify(store, store.settings).wrong
    assert said in wrong
    assert ended.files[0].parent.name in wrong


def test_a_chain_of_the_graph_without_files_is_missing(store: Store) -> None:
    log = write(store, [DAY])
    shutil.rmtree(folder(store, log))
    [said] = verify(store, store.settings).wrong
    assert (folder(store, log).name in said, "its files are gone" in said) == (True, True)


def opens(log: AuditLog) -> list[dict[str, object]]:
    return list(json.loads(lines(log.files[0])[0])["opens"]["adopts"])


def test_a_running_chain_is_not_adopted_and_an_ended_one_once(store: Store) -> None:
    running, ended = AuditLog(store, store.settings), write(store, [DAY, NEXT])
    running.write(OFFICIAL, "c", "query", SUBJECT, {})
    last = json.loads(lines(ended.files[1])[-1])
    assert opens(running) == [
        {"chain": last["chain"], "count": 2, "last": last["hash"], "day": NEXT, "torn": False},
    ]
    assert opens(write(store, [NEXT])) == []
    running.write(OFFICIAL, "c", "query", SUBJECT, {})
    assert verify(store, store.settings).wrong == []
    running.close()
    assert {note["chain"] for note in opens(write(store, [THIRD]))} >= {running.files[0].parent.name}


def test_each_country_has_a_chain_of_its_own(store: Store) -> None:
    log = AuditLog(store, store.settings)
    for who in (OFFICIAL, "official-genk", "nobody that is known"):
        log.write(who, "c", "query", SUBJECT, {})
    log.close()
    told = [json.loads(lines(path)[0]) for path in log.files]
    assert [line["opens"]["country"] for line in told] == ["NL", "BE"]
    assert [(line["role"], line["authority"]) for line in told] == [
        ("official", "nl-gm0935"),
        ("official", "be-nis71016"),
    ]
    assert [line["account"] for line in show(store.settings)] == [OFFICIAL, "official-genk", "nobody that is known"]
    assert verify(store, store.settings).wrong == []


def test_a_chain_that_nobody_can_adopt_any_more_is_named(store: Store) -> None:
    log = write(store, [DAY])
    chain = log.files[0].parent
    assert verify(store, store.settings).wrong == []
    (chain.parent / "open" / chain.name).unlink()
    [said] = verify(store, store.settings).wrong
    assert (chain.name in said, "waits to be adopted" in said) == (True, True)


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def test_half_a_line_at_the_end_is_told_and_is_no_tampering(store: Store) -> None:
    log = write(store, [DAY, DAY])
    torn(log.files[0])
    for _ in range(2):  # before the chain is adopted, and after it was
        told = verify(store, store.settings)
        assert told.wrong == []
        assert [f"{folder(store, log).name}/{DAY}.jsonl ends in half a line" in one for one in told.noted] == [True]
        write(store, [NEXT])
    assert opens(write(store, [NEXT])) != []
    rewrite(log.files[0], lines(log.files[0])[:-1])
    assert verify(store, store.settings).noted == []


def test_half_a_line_that_was_whole_when_its_chain_was_adopted_is_tampering(store: Store) -> None:
    log = write(store, [DAY, DAY])
    write(store, [NEXT])
    torn(log.files[0])
    assert any("1 lines are cut from its end" in one for one in verify(store, store.settings).wrong)


def test_half_a_line_behind_the_end_that_was_adopted_is_tampering(store: Store) -> None:
    log = write(store, [DAY, DAY])
    write(store, [NEXT])
    log.files[0].write_bytes(log.files[0].read_bytes() + b'{"chain": ')
    [said] = verify(store, store.settings).wrong
    assert "ends in half a line" in said


def test_half_a_line_with_a_day_after_it_is_tampering(store: Store) -> None:
    log = write(store, [DAY, DAY, NEXT])
    torn(log.files[0])
    wrong = verify(store, store.settings).wrong
    assert any("half a line, and the chain goes on" in one for one in wrong)


def test_the_chain_of_a_killed_process_is_adopted(store: Store) -> None:
    place = store.settings
    words = [place.uri, place.user, place.password_file, place.database, place.data, place.keys]
    command = [sys.executable, "-m", "tests.database.logging_process", *map(str, words)]
    root, pipe = Path(__file__).parents[2], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=root) as process:
        assert process.stdout is not None
        chain = process.stdout.readline().strip()
        assert opens(write(store, [NEXT])) == []  # it runs
        os.kill(process.pid, signal.SIGKILL)
    assert chain in [note["chain"] for note in opens(write(store, [NEXT]))]
    assert verify(store, store.settings).wrong == []


@contextmanager
def full_at(size: int) -> Iterator[None]:
    """No file of this process can grow beyond this size: a line that crosses it is written half."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_line_that_the_disk_takes_half_is_not_shown_and_the_chain_goes_on_with_room(store: Store) -> None:
    log = AuditLog(store, store.settings)
    log.write(OFFICIAL, "c", "query", SUBJECT, {})
    size = log.files[0].stat().st_size
    with full_at(size + 100), pytest.raises(StoreError, match="nothing is shown"):
        log.write(OFFICIAL, "c", "query", SUBJECT, {})
    assert log.files[0].stat().st_size == size
    log.write(OFFICIAL, "c", "second", SUBJECT, {})
    assert [line["action"] for line in show(store.settings)] == ["query", "second"]
    assert verify(store, store.settings).wrong == verify(store, store.settings).noted == []
    log.close()


def test_a_line_costs_one_flush_to_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    log, flushed = AuditLog(store, store.settings, at(DAY)), list[int]()
    log.write(OFFICIAL, "c", "query", SUBJECT, {})
    monkeypatch.setattr(os, "fsync", flushed.append)
    log.write(OFFICIAL, "c", "query", SUBJECT, {})
    assert len(flushed) == 1
    log.close()


def test_a_key_that_the_disk_does_not_take_is_not_kept_half(store: Store) -> None:
    log = AuditLog(store, store.settings, at(DAY))
    with full_at(20), pytest.raises(StoreError, match="nothing is shown"):
        log.write(OFFICIAL, "c", "query", SUBJECT, {})
    held = [path for folder in (store.settings.data, store.settings.keys) for path in folder.rglob("*")]
    assert [path for path in held if path.is_file() and path.parent.name != "open"] == []
    log.write(OFFICIAL, "c", "query", SUBJECT, {})
    assert verify(store, store.settings).wrong == []
    log.close()


def test_a_first_line_that_fails_adopts_nothing_yet(store: Store) -> None:
    ended, log = write(store, [DAY]), AuditLog(store, store.settings)
    log.write("official-genk", "c", "query", SUBJECT, {})
    later = write(store, [DAY])
    with full_at(100), pytest.raises(StoreError, match="nothing is shown"):
        log.write(OFFICIAL, "c", "query", SUBJECT, {})
    log.clock = at(NEXT)
    log.write(OFFICIAL, "c", "query", SUBJECT, {})
    told = json.loads(lines(log.files[-1])[0])["opens"]["adopts"]
    assert [note["chain"] for note in told] == [later.files[0].parent.name]
    assert ended.files[0].parent.name not in str(told)
    assert verify(store, store.settings).wrong == []
    log.close()
