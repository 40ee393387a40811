"""The macros of query files: the words that stand for what every read must ask.

`visible(x)` the guard of a View on a record or relationship; `current(x)` true in the world on `$as_of`;
`same(p, q)` one thing in this View: what visible SAME_AS reaches in at most four steps (architecture.md,
sections 3 and 4); `place(x)` the compartment that a record or relationship lies in, for the View to tell; `kept(x)`
its last day, which the guard looks at too.
The parameters `$open`, `$granted`, `$known_at` and `$today` come from the View and are named here only.
"""

import re
from collections.abc import Sequence
from itertools import count

from graph.errors import UsageError
from graph.patterns.tokens import Sort, Token, read_tokens

# a missing key of a map is null, so an unlisted compartment denies
VISIBLE = (
    "(($open[@x.compartment] <= @x.collected_on OR $granted[@x.record])"
    " AND @x.known_from <= $known_at AND @x.known_to > $known_at AND @x.retain_until > $today)"
)
CURRENT = "((@x.since IS NULL OR @x.since <= $as_of) AND (@x.until IS NULL OR @x.until > $as_of))"
# the embedded engine takes a null end for a free one and would find some other thing: hence IS NOT NULL
SAME = (
    "(@p = @q OR (@p IS NOT NULL AND @q IS NOT NULL AND EXISTS { (@p)((@a)-[@s:SAME_AS WHERE "
    + VISIBLE.replace("@x", "@s")
    + "]-(@b)){1,4}(@q) }))"
)
MACROS = {"visible": ("x",), "current": ("x",), "same": ("p", "q"), "place": ("x",), "kept": ("x",)}
BODIES = {"visible": VISIBLE, "current": CURRENT, "same": SAME}
BODIES |= {"place": "@x.compartment", "kept": "@x.retain_until"}


def _fill(body: str, names: dict[str, str]) -> str:
    return re.sub(r"@(\w+)", lambda found: names[found[1]], body)


def _closing(tokens: Sequence[Token], opening: int) -> int:
    depth = 0
    for index in range(opening, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[index].text, 0) if tokens[index].sort is Sort.SYMBOL else 0
        if depth == 0:
            return index
    raise UsageError(f"{tokens[opening].place} this bracket is never closed: close it.")


def _arguments(macro: Token, inner: Sequence[Token]) -> tuple[str, ...]:
    wanted = MACROS[macro.text]
    named = all((t.sort is Sort.NAME) if i % 2 == 0 else t.text == "," for i, t in enumerate(inner))
    if not named or len(inner) != 2 * len(wanted) - 1:
        raise UsageError(f"{macro.place} {macro.text} takes plain names: write {macro.text}({', '.join(wanted)}).")
    return tuple(token.text for token in inner[::2])


def _starts_macro(tokens: Sequence[Token], index: int) -> bool:
    return (
        tokens[index].sort is Sort.NAME
        and tokens[index].text in MACROS
        and tokens[index + 1].text == "("
        and (index == 0 or tokens[index - 1].text != ".")
    )


def _gap(between: str) -> str:
    return "\n" * between.count("\n") or (" " if between else "")


def expand(text: str) -> str:
    """The query as an engine reads it: macros written out, comments gone, line numbers kept.

    Raises UsageError for a macro that is not given plain names. Comments go because the engine need not read
    them, and because two readers may differ on where one ends.
    """
    every = list(read_tokens(text))
    tokens = [token for token in every if token.sort is not Sort.COMMENT]
    fresh = count(1)
    written: list[str] = []
    index, reached = 0, 0
    while index < len(tokens):
        token = tokens[index]
        written.append(_gap(text[reached : token.start]))
        last, piece = index, token.text
        if _starts_macro(tokens, index):
            last = _closing(tokens, index + 1)
            names = dict(zip(MACROS[token.text], _arguments(token, tokens[index + 2 : last]), strict=True))
            if token.text == "same":
                names |= {role: f"_s{next(fresh)}" for role in ("a", "s", "b")}
            piece = _fill(BODIES[token.text], names)
        written.append(piece)
        index, reached = last + 1, tokens[last].end
    return "".join(written).rstrip() + "\n"
