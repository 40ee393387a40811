"""Every language of request letters: the same sentences and gaps, and words for all that may be asked in it."""

from collections.abc import Iterator
from datetime import date
from string import Formatter

import pytest

from graph.access.authorities import authorities, authority, delivers
from graph.access.policies import rules
from graph.border.letters import Letter, language_of, letters, write_letter
from graph.codes.official import LANGUAGES
from graph.errors import UsageError

GAPS = dict.fromkeys(("case", "receiver", "sender", "account", "day", "about", "reason", "basis"), "x")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def shape(letter: Letter) -> list[set[str]]:
    return [
        gaps(part) for part in (letter.heading, letter.to, letter.sender, letter.day, letter.about, *letter.sentences)
    ]


def asked() -> Iterator[tuple[str, str, str]]:
    """Language, category and article of all that may be asked for: of an authority that holds it, in its country."""
    held = {(one.country, category) for one in authorities().values() for category in delivers(one.kind).categories}
    for rule in rules():
        if rule.gives in {"on request", "hit"} and rule.certainty != "?":
            spoken = set(LANGUAGES[rule.source]) & ({"fr"} if rule.source == "LU" else set(letters()))
            for category in rule.categories:
                if (rule.source, category) in held:
                    yield from ((language, category, rule.article) for language in spoken)


@pytest.mark.parametrize("language", letters())
def test_a_language_says_what_the_others_say(language: str) -> None:
    letter = letters()[language]
    assert shape(letter) == shape(letters()["nl"]), f"graph/border/letters/{language}.yaml has other gaps than nl.yaml"
    assert date.fromisoformat(letter.reviewed)
    assert set(letter.facts) == set(letter.categories)


@pytest.mark.parametrize(("language", "category", "article"), sorted(set(asked())))
def test_a_letter_can_be_written_for_all_that_may_be_asked(language: str, category: str, article: str) -> None:
    told = write_letter(language, category, article, GAPS)
    assert letters()[language].acts[article] in told
    assert letters()[language].facts[category] in told
    assert "{" not in told


def test_a_letter_without_words_says_where_to_add_them() -> None:
    with pytest.raises(UsageError, match=r"letters/de\.yaml"):
        write_letter("de", "permit", "an act of nowhere", GAPS)


@pytest.mark.parametrize(
    ("receiver", "language"),
    [
        ("nl-gm0935", "nl"),
        ("be-nis71016", "nl"),
        ("be-nis62063", "fr"),
        ("be-nis63023", "de"),
        ("de-ags05334002", "de"),
        ("lu-economy", "fr"),
    ],
)
def test_the_receiver_decides_the_language(receiver: str, language: str) -> None:
    assert language_of(authority(receiver)) == language
    assert language_of(authority(receiver), language) == language
    with pytest.raises(UsageError, match=f"is written to in {language}"):
        language_of(authority(receiver), next(one for one in letters() if one != language))


def test_an_authority_of_several_languages_is_written_to_in_the_one_that_is_named() -> None:
    assert language_of(authority("be-tax"), "fr") == "fr"
    with pytest.raises(UsageError, match="--language"):
        language_of(authority("be-tax"))
