"""The address bar is the state: a link opens the same thing under the rights of whoever follows it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

WATCH_SET = "my-watch-set"  # in place of where paths begin
IN_NETWORK = ("focus", "opened", "picked", "hidden", "path_from", "path_to", "path_kinds", "path_former")


@dataclass(frozen=True)
class State:
    """In which case, about whom, true when, in which language.

    The network begins at the things of `focus` (ids, a space between), has `opened` more (what was opened in this
    order, as JSON: pairs of an id and a kind of line), has `picked` one node or line and leaves out the nodes `hidden`
    (ids as JSON); `veiled` shows no names. Paths go from `path_from` (empty: the start; WATCH_SET: each thing that the
    account watches) to `path_to`, each an id or who is meant, over `path_kinds` of lines (a space between), with
    `path_former` lines of other days too. `load` is one that a steward looks at, `asked` a country to ask first.
    """

    case: str = ""
    subject: str = ""
    as_of: str = ""
    lang: str = "en"
    focus: str = ""
    opened: str = ""
    picked: str = ""
    load: str = ""
    hidden: str = ""
    veiled: str = ""
    path_from: str = ""
    path_to: str = ""
    path_kinds: str = ""
    path_former: str = ""
    asked: str = ""

    def but(self, **changes: str) -> "State":
        return replace(self, **changes)

    @property
    def query(self) -> dict[str, str]:
        """What stands in the address; empty parts are left out."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def afresh(self) -> "State":
        """The same without what was done in the network."""
        return self.but(**dict.fromkeys(IN_NETWORK, ""))

    def link(self, page: str) -> str:
        """A relative address of a page in this state."""
        return f"{page or './'}?{urlencode(self.query)}"


def read_state(query: Mapping[str, str]) -> State:
    """The state that an address tells; names it does not know are left alone."""
    return State(**{name: query[name] for name in State.__dataclass_fields__ if query.get(name)})
