"""What was done in the network, step by step, so that it can be undone and done again.

It lives with the visitor's session: whatever changed the address (a click, a key, a link), the next page notes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from dashboards.state import State

PARTS = ("opened", "hidden", "picked")
KEY = "history"
Step = tuple[str, ...]


@dataclass(frozen=True)
class History:
    """`begun` tells where the network starts; another start is another history. `at` is the step that is shown."""

    begun: Step
    steps: tuple[Step, ...]
    at: int = 0

    def went(self, now: Step) -> "History":
        """A new step forgets what had been undone."""
        if self.steps[self.at] == now:
            return self
        return replace(self, steps=(*self.steps[: self.at + 1], now), at=self.at + 1)

    def moved(self, by: int) -> "History":
        return replace(self, at=min(max(self.at + by, 0), len(self.steps) - 1))

    def shown(self) -> Mapping[str, str]:
        return dict(zip(PARTS, self.steps[self.at], strict=True))


def keep_history(state: State) -> History:
    """The history of this session with the state that is shown now."""
    begun = (state.case, state.subject, state.focus)
    now = tuple(state.query.get(part, "") for part in PARTS)
    known = st.session_state.get(KEY)
    history: History = known.went(now) if known and known.begun == begun else History(begun, (now,))
    st.session_state[KEY] = history
    return history


def go(by: int) -> None:
    """Undo (-1) or do again (1)."""
    st.session_state[KEY] = st.session_state[KEY].moved(by)
    st.query_params.update(st.session_state[KEY].shown())
