"""What no indicator may do, whatever its query asks: score a person, or judge by a name or a postcode.

Safeguards.md, rows 1 and 13: no score, rank or count of indicators; no proxy for origin alone.
"""

import re
from collections.abc import Iterator

SCORES = re.compile(r"score|rank|risk|danger|points|suspic|indicators?_met", re.IGNORECASE)
ORIGIN = frozenset({"surname", "surname_prefix", "given_names", "name_key", "birth_place"})
PLACE = frozenset({"postcode", "street", "street_key", "town", "lat", "lon"})
OF_EVERY_RECORD = "id record source authority since until grade collected_on delivery file line key compartment basis"
TRACE = frozenset((OF_EVERY_RECORD + " known_from known_to retain_until label name").split())
PLACES = frozenset({"LIVES_AT", "SEATED_AT", "OPERATES_AT", "DESCRIBES", "SAME_AS"})
COMMENT = re.compile(r"//[^\n]*")
PROPERTY = re.compile(r"\b[a-z]\w*\.([a-z_]+)\b")
NAMED = re.compile(r"\bAS (\w+)|\{(\w+):|, (\w+):|\$(\w+)")
TYPES = re.compile(r"\[[a-z]\w*:([A-Z_|]+)")
COMPARED = re.compile(
    r"\b[a-z]\w*\.(?P<name>\w+)\s*(?:=~|=|<>|IN\b|STARTS WITH\b|ENDS WITH\b|CONTAINS\b)\s*(?:'|\[|\$)", re.IGNORECASE
)


def reasons(text: str) -> Iterator[str]:
    """Why a query may be no indicator, a sentence each; none for one that may."""
    told = COMMENT.sub("", text)
    names = {name for found in NAMED.findall(told) for name in found if name}
    for name in sorted(names):
        if SCORES.search(name):
            yield f"{name}: nobody is given a score, a rank or a number of indicators"
    for name in sorted({found["name"] for found in COMPARED.finditer(told)} & ORIGIN):
        yield f"{name} is compared with given words: a name or a place of birth tells nothing of what somebody did"
    asked = set(PROPERTY.findall(told)) - TRACE
    types = {one for listed in TYPES.findall(told) for one in listed.split("|")}
    if asked and asked <= ORIGIN | PLACE and types <= PLACES:
        yield f"it rests on {', '.join(sorted(asked))} alone: where somebody lives or is called is no indicator"
