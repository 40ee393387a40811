"""What happened, what it means, what to do; the technical text is folded below."""

import streamlit as st

from dashboards.texts.texts import Texts
from dashboards.widgets.markup import fold, tag
from graph.errors import EuregraphError, RefusedError, StoreError


def show_failure(_: Texts, error: EuregraphError) -> None:
    st.html(
        tag(
            "div",
            tag("p", _meaning(_, error)),
            fold(_("What the program says"), tag("p", str(error), lang="en"), opened=True),
            class_="failure",
            role="alert",
        )
    )


def _meaning(_: Texts, error: EuregraphError) -> str:
    if isinstance(error, RefusedError):
        return _("This may not be read here, by the rules of this case and account. Nothing was shown.")
    if isinstance(error, StoreError):
        return _(
            "The database did not answer as it should. Nothing was shown; try again, or ask whoever runs this server."
        )
    return _("This could not be done with what was typed or linked. Nothing was shown; correct it and try again.")
