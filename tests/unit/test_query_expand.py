"""The three macros are written out where they are called, and nowhere else."""

import pytest

from graph.errors import UsageError
from graph.patterns.expand import expand

GUARD = (
    "(($open[d.compartment] <= d.collected_on OR $granted[d.record]) AND d.known_from <= $known_at"
    " AND d.known_to > $known_at AND d.retain_until > $today)"
)


def test_visible_is_the_guard_of_the_view() -> None:
    assert expand("WHERE visible(d) AND d.a") == f"WHERE {GUARD} AND d.a\n"


def test_current_is_true_on_the_day_asked_about() -> None:
    since = "(d.since IS NULL OR d.since <= $as_of)"
    until = "(d.until IS NULL OR d.until > $as_of)"
    assert expand("current( d )") == f"({since} AND {until})\n"


def test_same_steps_over_guarded_links_between_things_that_are_there() -> None:
    guard = GUARD.replace("d.", "_s2.").replace("[d.", "[_s2.")
    path = f"EXISTS {{ (p)((_s1)-[_s2:SAME_AS WHERE {guard}]-(_s3)){{1,4}}(q) }}"
    assert expand("same(p, q)") == f"(p = q OR (p IS NOT NULL AND q IS NOT NULL AND {path}))\n"


def test_every_same_has_names_of_its_own() -> None:
    written = expand("same(p, q) AND same(q, r)")
    assert written.count("(_s1)") == written.count("[_s5:SAME_AS") == 1


def test_words_in_strings_and_comments_stay_out() -> None:
    assert expand("a = 'visible(d)' // current(d)\n/* same(p, q) */ b") == "a = 'visible(d)'\nb\n"


def test_a_property_of_that_name_is_no_macro() -> None:
    assert expand("x.visible (a)") == "x.visible (a)\n"


def test_lines_keep_their_numbers() -> None:
    lines = expand("/* id: a\n */\nMATCH (a)\n\n// why\nRETURN a").split("\n")
    assert (lines[2], lines[5]) == ("MATCH (a)", "RETURN a")


def test_a_comment_still_parts_two_words() -> None:
    assert expand("RETURN/**/a") == "RETURN a\n"


@pytest.mark.parametrize(
    "text",
    [
        "visible()",
        "visible(a, b)",
        "visible((a))",
        "visible(a.b)",
        "visible($open)",
        "same(p)",
        "same(p q)",
        "current(1)",
    ],
)
def test_a_macro_takes_plain_names_only(text: str) -> None:
    with pytest.raises(UsageError, match=r"1:1 .* takes plain names"):
        expand(text)


def test_a_macro_without_end_is_refused() -> None:
    with pytest.raises(UsageError, match="1:8 this bracket is never closed"):
        expand("visible(d AND (a)")
