"""In which forms an official number of a company stands in the graph, from any writing of it."""

import re

from graph.resolve.identifiers import across, belgium, germany, luxembourg, netherlands

READERS = (
    netherlands.kvk,
    belgium.enterprise,
    luxembourg.register,
    germany.entry,
    across.any_vat,
    belgium.vat,
    netherlands.vat,
)
LONGEST = 40


def plain(number: str) -> str:
    """A number of a register that is not known: in capitals, without dots, blanks, slashes and dashes."""
    return re.sub(r"[\s./-]", "", number).upper()


def written_forms(typed: str) -> tuple[str, ...]:
    """Its forms as a number of each register and as a VAT number, and the EUID without its register.

    Dots, blanks, dashes and the letters of the country may be there or not; none where it can be no number.
    """
    bare = plain(typed)
    if not any(sign.isdigit() for sign in bare) or len(bare) > LONGEST:
        return ()
    whole = across.read_euid(typed) or ""
    read = (reader(typed.strip()) for reader in READERS)
    found = (*read, whole.partition(".")[2], bare)
    return tuple(dict.fromkeys(form for form in found if form))
