"""The language, title and style of the page: a component sets them, for the page that is served knows neither."""

from pathlib import Path

import streamlit as st

STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")

# a constructed style sheet is no inline style: the policy of the page stays strict
SCRIPT = """
const sheet = new CSSStyleSheet();
export default function (component) {
  const { lang, style } = component.data;
  document.documentElement.lang = lang;
  sheet.replaceSync(style);
  if (!document.adoptedStyleSheets.includes(sheet)) {
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
}
"""


def set_document(language: str) -> None:
    """Must run first on every page; it shows nothing itself."""
    st.components.v2.component("euregraph.document", js=SCRIPT)(key="document", data={"lang": language, "style": STYLE})
