"""The router: the frame around every screen. The screens are the modules in dashboards/views; nothing lists them."""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from types import ModuleType

import streamlit as st

from dashboards import views
from dashboards.frame import Frame
from dashboards.place import READING
from dashboards.state import State, read_state
from dashboards.texts.texts import Texts, languages, texts
from dashboards.visitor import visitor_session
from dashboards.widgets.case_bar import case_bar
from dashboards.widgets.document import set_document
from dashboards.widgets.failure import show_failure
from dashboards.widgets.markup import tag
from dashboards.widgets.signed_in import signed_in_as
from graph.access.cases import working_case
from graph.errors import EuregraphError


@cache
def screens() -> list[ModuleType]:
    """Every module of dashboards/views, in the order that it asks for."""
    found = [importlib.import_module(f"dashboards.views.{one.name}") for one in pkgutil.iter_modules(views.__path__)]
    return sorted(found, key=lambda module: module.SCREEN.order)


def run() -> None:
    state = read_state(st.query_params.to_dict())
    _ = texts(state.lang)
    st.set_page_config(page_title="Euregraph", layout="wide", initial_sidebar_state=230)
    set_document(_.language)
    try:
        with READING:
            _run_page(state, _)
    except EuregraphError as error:
        show_failure(_, error)


def _run_page(state: State, _: Texts) -> None:
    session = visitor_session()
    who = session.signed_in()
    with session.refusals(who.id, state.case):
        case = working_case(session.store, who, state.case) if state.case else None
    frame = Frame(state, _, session, who, case)
    pages = [(module, _page(module, frame)) for module in screens() if who.role in module.SCREEN.roles]
    chosen = st.navigation([page for _module, page in pages], position="hidden")
    _side(frame, pages)
    _top(frame)
    chosen.run()


def _page(module: ModuleType, frame: Frame) -> st.Page:
    return st.Page(
        _shown(module, frame),
        title=frame.say(module.SCREEN.title),
        url_path=module.SCREEN.path,
        default=module.SCREEN.order == 0,
    )


def _shown(module: ModuleType, frame: Frame) -> Callable[[], None]:
    """A screen that needs a case shows the start page where there is none."""
    needed = module if frame.case or not module.SCREEN.needs_case else screens()[0]

    def show() -> None:
        needed.show(frame)

    return show


def _side(frame: Frame, pages: list[tuple[ModuleType, st.Page]]) -> None:
    with st.sidebar:
        st.html(tag("p", "Euregraph", class_="brand"))
        for _module, page in pages:
            st.page_link(page, query_params=frame.state.query)
        st.html(signed_in_as(frame))


def _top(frame: Frame) -> None:
    """The case bar, and beside it the day that is looked at and the language."""
    _ = frame.say
    bar, day, language = st.columns([6, 1.35, 1.35], gap="small", vertical_alignment="top")
    bar.html(case_bar(frame))
    st.session_state.update(as_of=frame.as_of, lang=_.language)
    day.date_input(_("As of"), key="as_of", format="YYYY-MM-DD", on_change=_new_day)
    named = {code: texts(code).word("language", code) for code in languages()}
    language.selectbox(_("Language"), list(named), key="lang", format_func=named.__getitem__, on_change=_new_language)


def _new_day() -> None:
    if day := st.session_state["as_of"]:
        st.query_params["as_of"] = day.isoformat()


def _new_language() -> None:
    st.query_params["lang"] = st.session_state["lang"]


run()
