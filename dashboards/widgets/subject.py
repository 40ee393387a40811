"""Who we think this is: names as each source writes them, and what agrees, contradicts or is missing."""

from collections.abc import Mapping
from typing import Any

from dashboards.texts.texts import Texts
from dashboards.widgets.markup import Safe, join, section, table, tag
from dashboards.widgets.official import legal_form_of
from dashboards.widgets.records import merged, records
from dashboards.widgets.told import graded, teller
from graph.checks.check import Check
from graph.store.connection import Rows

COMPARED = ("name", "birth_date", "birth_place", "register_number", "status", "founded", "town")


def who(_: Texts, result: Check, other: Safe) -> Safe:
    """`other` tells whom else the input could mean."""
    rows = [row for id_ in result.subject.ids if id_ in result.names for row in result.names[id_].rows]
    typed = _(
        'Typed: "{typed}", read as: {read_as}.',
        typed=result.subject.typed,
        read_as=_.word("read as", result.subject.read_as),
    )
    return section(
        _("Who we think this is"),
        tag("p", typed),
        _statements(_, rows),
        _compared(_, rows),
        other,
    )


def _statements(_: Texts, rows: Rows) -> Safe:
    heads = [_("Name as written"), _("Identifier"), _("Born or founded"), _("Place")]
    heads += [_("Told by"), _("Told on"), _("Grade"), _("Record")]
    return table(_("What each source writes"), heads, [_statement(_, row) for row in merged(rows)])


def _statement(_: Texts, row: Mapping[str, Any]) -> list[object]:
    number = " ".join(str(row[part]) for part in ("register", "register_number") if row.get(part))
    born = row.get("birth_date") or row.get("founded")
    place = row.get("birth_place") or row.get("town")
    return [
        join([row.get("name"), legal_form_of(_, row)]),
        number,
        born,
        place,
        teller(row),
        row["collected_on"],
        graded(_, row),
        records(row["record"]),
    ]


def _compared(_: Texts, rows: Rows) -> Safe:
    heads = [_("Compared"), _("Result"), _("Values")]
    fields = [name for name in COMPARED if any(name in row for row in rows)]
    return table(_("What agrees, contradicts or is missing"), heads, [_compare(_, name, rows) for name in fields])


def _compare(_: Texts, name: str, rows: Rows) -> list[object]:
    values = sorted({str(row[name]).casefold(): str(row[name]) for row in rows if row.get(name)}.values())
    sources = {row["source"] for row in rows if row.get(name)}
    result = (
        _("missing")
        if not values
        else _("≠ contradicts")
        if len(values) > 1
        else _("✓ agrees")
        if len(sources) > 1
        else _("one source only")
    )
    return [_.word("field", name), result, join((_.known("code", value) or value for value in values), " / ")]
