"""A choice from a list that is a part of the address, which other things on the page change too (a click, undo)."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def choice(
    place: DeltaGenerator, label: str, options: Mapping[str, str], part: str, now: str, *, typed: bool = False
) -> None:
    """Choose a value of `part` of the address by its name; with `typed`, one that is not in the list may be typed."""
    known = now if typed or now in options else ""
    key = _field(part, known)
    st.session_state[key] = known
    place.selectbox(
        label,
        list(options),
        key=key,
        format_func=lambda value: options.get(value, value),
        on_change=_remember,
        args=(part, key),
        accept_new_options=typed,
    )


def _field(part: str, now: str) -> str:
    """Another field after something else changed the address.

    A browser sends what all fields hold whenever a person does something, also when it has not heard yet of that
    change: what it still holds would be taken for a new choice, and would undo the change.
    """
    if st.session_state.get(_key(part), now) != now:
        st.session_state[f"{part} turn"] = st.session_state.get(f"{part} turn", 0) + 1
    return _key(part)


def _key(part: str) -> str:
    return f"{part} {st.session_state.get(f'{part} turn', 0)}"


def _remember(part: str, key: str) -> None:
    """A field that was replaced is not asked any more."""
    if key == _key(part):
        st.query_params[part] = st.session_state[key] or ""
