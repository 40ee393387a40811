"""The key of a subject: destroyed it is gone for good, and its name comes back by no restore."""

from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import subject_keys
from graph.store.subject_keys import destroyed, find_key, forget_again, forget_subject, subject_key

WHO = "Voorbeeld, Anna, 1980-05-01"


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", keys=tmp_path / "keys")


def key_files(place: Settings) -> list[Path]:
    return sorted((place.keys / "subjects").glob("*.key"))


def test_a_key_is_made_once_and_readable_by_its_owner_only(place: Settings) -> None:
    assert find_key(place.keys, WHO) is None
    made = subject_key(place.keys, WHO)
    assert subject_key(place.keys, WHO) == find_key(place.keys, WHO) == made != subject_key(place.keys, "another")
    for path in (place.keys / "subjects", *key_files(place), place.keys / "subjects" / "salt"):
        assert path.stat().st_mode & 0o077 == 0
    assert "Voorbeeld" not in " ".join(path.name for path in key_files(place))


def test_a_destroyed_key_is_overwritten_and_a_new_one_has_another_name(place: Settings, tmp_path: Path) -> None:
    made = subject_key(place.keys, WHO)
    [path] = key_files(place)
    (tmp_path / "same file").hardlink_to(path)
    forget_subject(place, WHO)
    assert (tmp_path / "same file").read_bytes() not in (made, b"")
    assert (find_key(place.keys, WHO), key_files(place), destroyed(place.keys)) == (None, [], {path.name})
    forget_subject(place, WHO)
    assert destroyed(place.keys) == {path.name}
    again = subject_key(place.keys, WHO)
    assert again == find_key(place.keys, WHO) != made
    assert key_files(place) != [path]
    forget_subject(place, WHO)
    assert find_key(place.keys, WHO) is None


def test_a_key_whose_destruction_was_interrupted_is_destroyed_when_it_is_repeated(
    place: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = subject_key(place.keys, WHO)

    def interrupted(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subject_keys, "_destroy", interrupted)
    with pytest.raises(KeyboardInterrupt):
        forget_subject(place, WHO)
    monkeypatch.undo()
    assert (find_key(place.keys, WHO), [path.read_bytes() for path in key_files(place)]) == (None, [made])
    forget_subject(place, WHO)
    assert key_files(place) == []


def test_a_list_of_destroyed_keys_destroys_what_still_lies_there_and_nothing_else(place: Settings) -> None:
    subject_key(place.keys, WHO)
    [path] = key_files(place)
    other = place.keys / "nl.key"
    other.write_bytes(b"another key")
    forget_again(place.keys, {path.name, "../nl.key", "salt"})
    assert key_files(place) == []
    assert (other.read_bytes(), destroyed(place.keys)) == (b"another key", {path.name})
    assert (place.keys / "subjects" / "salt").exists()
