"""Official terms beside the words of the screen, each marked with its language so that a screen reader speaks it."""

from collections.abc import Iterable, Mapping

from dashboards.texts.texts import Texts
from dashboards.widgets.markup import Safe, join, tag
from graph.access.authorities import Authority, authorities
from graph.codes.legal_forms import legal_form
from graph.codes.official import official, official_anywhere, spoken
from graph.permits.profile import permit_profile


def spoken_terms(said: Mapping[str, str]) -> Safe:
    return join([tag("span", text, lang=language) for language, text in said.items()], " / ")


def with_official(_: Texts, code: object, country: str, authority: str, column: str = "", said: str = "") -> Safe:
    """The word of the screen (or what is `said`) and the official terms, as far as they say something else."""
    word, other = said or _.word("code", code), _other(_, country, authority, code, column)
    return join([word, " (", spoken_terms(other), ")"]) if other else join([word])


def told_by_authority(_: Texts, code: object, authority: object, column: str = "", said: str = "") -> Safe:
    """The same, of a code that an authority of the register told; a word alone where it is in none."""
    by = authorities().get(str(authority))
    return with_official(_, code, by.country if by else "", by.id if by else "", column, said)


def register_named(_: Texts, register: str) -> Safe:
    """A register of one country with its official name."""
    word, other = _.word("code", register), official_anywhere(register)
    return join([word, " (", spoken_terms(other), ")"]) if other and word not in other.values() else join([word])


def _other(_: Texts, country: str, authority: str, code: object, column: str = "") -> Mapping[str, str]:
    """The official terms that are not the word of the screen already."""
    told = official(country, code, authority, column)
    return {language: text for language, text in told.items() if text != _.word("code", code)}


def legal_form_of(_: Texts, row: Mapping[str, object]) -> Safe:
    """The legal form as a source tells it, and its official name where the code lists of its country know it."""
    told = str(row.get("legal_form") or "")
    if not told:
        return Safe("")
    names = legal_form(str(row.get("register") or ""), told)
    other = {language: name for language, name in names.items() if name.casefold() != told.casefold()}
    said = join([told, " (", spoken_terms(other), ")"]) if other else told
    return tag("span", _.word("field", "legal_form"), ": ", said, class_="short below")


def official_terms(_: Texts, told: Mapping[str, object]) -> Safe:
    """The official terms of a permit or a measure that its own authority tells."""
    known = authorities().get(str(told.get("authority")))
    found = list(_terms(_, told, known)) if known else []
    return tag("span", join(found, "; "), class_="short below") if found else Safe("")


def _terms(_: Texts, told: Mapping[str, object], by: Authority) -> Iterable[Safe]:
    if profile := permit_profile(by.country, str(told.get("permit_type"))):
        terms = spoken(profile.terms, by.country, by.id)
        yield from [spoken_terms(terms)] if terms else []
    for name in ("status", "measure_type", "legal_ground"):
        if said := _other(_, by.country, by.id, told.get(name)):
            yield spoken_terms(said)
