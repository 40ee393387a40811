"""What happened, what it means, what to do; the technical text is folded below."""

import logging
from traceback import extract_tb
from urllib.parse import urlencode, urlsplit

import streamlit as st

from dashboards.state import read_state
from dashboards.texts.texts import Texts, texts
from dashboards.widgets.markup import Safe, fold, tag
from graph.errors import EuregraphError, RefusedError, SignInError, StoreError

LOG = logging.getLogger(__name__)


def show_failure(_: Texts, error: EuregraphError) -> None:
    st.html(
        tag(
            "div",
            tag("p", _meaning(_, error)),
            _to_sign_in(_, error),
            fold(_("What the program says"), tag("p", str(error), lang="en"), opened=True),
            class_="failure",
            role="alert",
        )
    )


def _to_sign_in(_: Texts, error: EuregraphError) -> Safe:
    """A link that loads this very page anew, on which the server asks for the sign-in and then comes back."""
    if not isinstance(error, SignInError):
        return Safe()
    here = f"{urlsplit(st.context.url or '/').path or '/'}?{urlencode(read_state(st.query_params.to_dict()).query)}"
    return tag("p", tag("a", _("Sign in"), href=here, target="_self"))


def _meaning(_: Texts, error: EuregraphError) -> str:
    if isinstance(error, SignInError):
        return _("Your session has ended: sign in again.")
    if isinstance(error, RefusedError):
        return _("This may not be read here, by the rules of this case and account. Nothing was shown.")
    if isinstance(error, StoreError):
        return _(
            "The database did not answer as it should. Nothing was shown; try again, or ask whoever runs this server."
        )
    return _("This could not be done with what was typed or linked. Nothing was shown; correct it and try again.")


def show_unexpected(error: Exception) -> bool:
    """A fault of the program: place and kind go to the log, never the text, for it may hold a value of a person."""
    at = extract_tb(error.__traceback__)[-1]
    LOG.error("A screen failed: %s at %s line %s", type(error).__name__, at.filename, at.lineno)
    _ = texts(read_state(st.query_params.to_dict()).lang)
    told = _("This program made a mistake while it drew the page. What you see may be incomplete: do not rely on it.")
    st.html(tag("div", tag("p", told), class_="failure", role="alert"))
    return True
