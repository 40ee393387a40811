"""Who looks at a screen: the account of the session whose token is in the browser's cookie, never of the address."""

from dataclasses import replace

import streamlit as st

from dashboards.place import this_place
from graph.access.session import Session


def cookies() -> dict[str, str]:
    """Those that the browser sent when this page connected."""
    return dict(st.context.cookies.to_dict())


def visitor_session() -> Session:
    """The session object of this visitor, with the token of the cookie that `serve` named, or with none."""
    name = st.secrets.get("serve", {}).get("cookie", "")
    return replace(this_place(), token=cookies().get(name, ""))
