"""Query text is cut into words that keep their place, and what readers could take in two ways is refused."""

import pytest

from graph.patterns.tokens import Sort, UnreadableError, read_tokens


def cut(text: str) -> list[tuple[Sort, str]]:
    return [(token.sort, token.text) for token in read_tokens(text)][:-1]


def test_every_sort_is_told_apart() -> None:
    assert cut("a.b >= $c /* d */ 'e' `f` 1.5") == [
        (Sort.NAME, "a"),
        (Sort.SYMBOL, "."),
        (Sort.NAME, "b"),
        (Sort.SYMBOL, ">="),
        (Sort.PARAMETER, "$c"),
        (Sort.COMMENT, "/* d */"),
        (Sort.STRING, "'e'"),
        (Sort.QUOTED, "`f`"),
        (Sort.NUMBER, "1.5"),
    ]


@pytest.mark.parametrize("sign", ["->", "<-", "<=", ">=", "<>", "=~", ".."])
def test_a_sign_of_two_characters_is_one_token(sign: str) -> None:
    assert cut(f"a {sign} b")[1] == (Sort.SYMBOL, sign)


def test_bounds_are_numbers_and_not_a_decimal() -> None:
    assert [text for _, text in cut("1..3")] == ["1", "..", "3"]


@pytest.mark.parametrize("text", ["'it\\'s /* no comment */'", '"a // b"', "'\\\\'", "'`'"])
def test_a_string_is_one_token(text: str) -> None:
    assert cut(text) == [(Sort.STRING, text)]


def test_a_comment_ends_at_its_first_closing_mark() -> None:
    assert cut("/* a /* b */ c") == [(Sort.COMMENT, "/* a /* b */"), (Sort.NAME, "c")]


def test_a_comment_does_not_close_itself() -> None:
    assert cut("/*/ a */ b") == [(Sort.COMMENT, "/*/ a */"), (Sort.NAME, "b")]


def test_a_quote_in_a_comment_opens_no_string() -> None:
    assert cut("// it's\nb") == [(Sort.COMMENT, "// it's"), (Sort.NAME, "b")]


def test_places_count_from_one() -> None:
    tokens = list(read_tokens("/* é\n */ a\n  b"))
    assert [(token.text, token.line, token.column) for token in tokens[1:]] == [
        ("a", 2, 5),
        ("b", 3, 3),
        ("", 3, 4),
    ]


UNREADABLE = {
    "a string without end": ("RETURN 'a", "1:8 ' is never closed"),
    "a string over two lines": ("'a\nb'", "1:1 ' is never closed"),
    "an unknown escape": (r"'\x41'", "unknown escape"),
    "a comment without end": ("a /* b", "1:3 /* is never closed"),
    "a backtick without end": ("`a", "1:1 ` is never closed"),
    "an escaped letter": (r"\u0056isible", "1:1 a unicode escape"),
    "an escaped quote in a string": (r"'\u0027'", "1:2 a unicode escape"),
    "an escaped end of a comment": (r"/* \u002a\u002f */", "a unicode escape"),
    "a carriage return ends a line comment": ("// a\rMATCH", "U+000D"),
    "a line separator": ("// a\u2028MATCH", "U+2028"),
    "a zero-width space": ("vis\u200bible", "U+200B"),
    "text that runs backwards": ("/* \u202e */", "U+202E"),
    "a dash that is no minus": ("(a)\u2010[r]", "does not belong"),
    "a letter that looks like another": ("v\u0456sible(x)", "does not belong"),
    "an octal number": ("017", "does not belong"),
    "a number glued to a name": ("1abc", "does not belong"),
    "a parameter in backticks": ("$`open`", "does not belong"),
    "a lonely dollar": ("$ a", "does not belong"),
    "a sign nobody knows": ("a ~ b", "does not belong"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_can_be_read_in_two_ways_is_refused(name: str) -> None:
    text, reason = UNREADABLE[name]
    with pytest.raises(UnreadableError, match=r"^\d+:\d+ ") as refused:
        list(read_tokens(text))
    assert reason in str(refused.value)
