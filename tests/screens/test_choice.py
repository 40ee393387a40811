"""A choice whose value the address tells, while a person is faster than the page."""

from streamlit.testing.v1 import AppTest


def _page() -> None:
    """AppTest runs the source of this function, so it imports what it needs."""
    import streamlit as st

    from dashboards.widgets.choice import choice

    st.button("Undo", on_click=lambda: st.query_params.update(picked="a"))
    choice(st.container(), "Picked", {"": "nothing", "a": "A", "b": "B"}, "picked", st.query_params.get("picked", ""))


def opened() -> AppTest:
    return AppTest.from_function(_page).run()


def picked(app: AppTest) -> tuple[str, str | None]:
    """What the address tells and what the field shows."""
    return str(app.query_params.get("picked", [""])[0]), app.selectbox[0].value


def test_a_choice_is_written_into_the_address_and_stays_the_same_field() -> None:
    app = opened()
    key = app.selectbox[0].key
    app.selectbox[0].set_value("b").run()
    assert picked(app) == ("b", "b")
    assert app.selectbox[0].key == key


def test_what_the_page_held_before_the_address_changed_is_not_a_choice() -> None:
    """A browser that has not drawn what undo did sends what it still shows, with whatever is pressed next."""
    app = opened()
    app.selectbox[0].set_value("b").run()
    before = app._tree
    app.button[0].click().run()
    assert picked(app) == ("a", "a")
    app._tree = before
    app.button[0].set_value(False)
    app.selectbox[0].set_value("b").run()
    assert picked(app) == ("a", "a")
