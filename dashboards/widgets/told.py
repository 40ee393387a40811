"""Findings and reasons in words: templates and values of the core, said in the language of the reader."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboards.texts.texts import Texts
from graph.access.authorities import authorities
from graph.checks.check import Answer, Check
from graph.checks.coverage import Reason
from graph.checks.describe import UNKNOWN
from graph.model.kinds import the_model
from graph.network.network import Node
from graph.patterns.findings import Finding
from graph.patterns.patterns import Pattern, State


def sentence(_: Texts, result: Check, pattern: Pattern, finding: Finding) -> str:
    """The sentence of a finding: names for ids, spoken dates, codes in words."""
    values = {name: spoken(_, result, value) for name, value in finding.values.items()}
    return str(in_language(_, pattern.sentence_of(finding.undecided))).format_map(values)


def spoken(_: Texts, result: Check, value: object) -> str:
    if isinstance(value, date):
        return _.day(value)
    text = "" if value is None else str(value)
    if text in result.names:
        return named(_, result.names[text].label)
    return authority_name(text) if text in authorities() else _.known("code", text) or text


def named(_: Texts, label: str) -> str:
    """A label of the core in this language: only what it says of missing details needs words."""
    return label.replace(UNKNOWN, _(UNKNOWN))


def node_label(_: Texts, node: Node) -> str:
    """The label of a node; kinds of acts and codes in it are said in words."""
    lead, between, rest = node.label.partition(": ")
    if node.kind not in the_model().records or not between:
        lead, rest = "", node.label
    said = named(_, ", ".join(_.known("code", part) or part for part in rest.split(", ")))
    return _("{kind}: {label}", kind=_.word("kind", node.kind), label=said) if lead else said


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """The same with a number behind a name that came before: a choice goes by its name."""
    seen = Counter[str]()
    found: dict[str, str] = {}
    for id_, name in names.items():
        seen[name] += 1
        found[id_] = f"{name} ({seen[name]})" if seen[name] > 1 else name
    return found


def graded(_: Texts, row: Mapping[str, Any]) -> str:
    """The grade of a record, and whether it is disputed."""
    return ", ".join(filter(None, (row.get("grade"), _("disputed") if row.get("disputed") else "")))


def authority_name(id_: str) -> str:
    """The name of an authority of the register; an id that is not in it stays as it is."""
    known = authorities().get(id_)
    return known.name if known else id_


def teller(fact: Mapping[str, Any]) -> str:
    """Who told a record: the authority, and the source by its id."""
    return f"{authority_name(str(fact['authority']))} ({fact['source']})"


def in_language(_: Texts, texts: dict[str, Any]) -> Any:
    """A text of a pattern in the reader's language, or in English where it has none yet."""
    return texts.get(_.language) or texts["en"]


def reason(_: Texts, told: Reason) -> str:
    values = dict(told.values)
    for name in ("category", "country", "purpose"):
        if name in values:
            values[name] = _.word(name, values[name])
    if "told" in values:
        values["told"] = _.word("told", values["told"])
    if values.get("route"):
        values["route"] = _(str(values["route"]))
    if values.get("article"):
        values["article"] = _(str(values["article"]))
    return _(told.template, **values).strip()


def summary(_: Texts, result: Check) -> list[str]:
    """A sentence per state that names the indicators; it never counts them: a count would be a score of a person."""
    told = [
        _("Indicators that are met: {titles}.", titles=titles) if (titles := _titles(_, result, "met")) else "",
        _("Cannot be answered here: {titles}.", titles=titles) if (titles := _titles(_, result, "cannot tell")) else "",
        _("Not met: {titles}.", titles=titles) if (titles := _titles(_, result, "not met")) else "",
    ]
    return [one for one in told if one] or [_("No indicator is shown to this role.")]


def stands_alone(result: Check) -> bool:
    """Whether only context indicators are met: then the summary does not name them."""
    return all(told.pattern.weight == "context" for told in result.of("met"))


def shown(result: Check, state: State) -> list[Answer]:
    return [] if state == "met" and stands_alone(result) else result.of(state)


def _titles(_: Texts, result: Check, state: State) -> str:
    return "; ".join(in_language(_, told.pattern.title) for told in shown(result, state))
