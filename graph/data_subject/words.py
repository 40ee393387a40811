"""The report for a data subject as text, for the letter that answers the request."""

from collections.abc import Iterator

from graph.access.authorities import authorities
from graph.data_subject.looks import Look
from graph.data_subject.report import Held, Report
from graph.store.records import FOREVER


def report_lines(report: Report) -> Iterator[str]:
    yield "What is held"
    yield from (line for one in report.held for line in _held(one))
    yield "" if report.held else "  Nothing that this authority may tell."
    yield "Who looked, and why"
    yield from map(_look, report.looked)
    yield "" if report.looked else "  Nobody, in a case of this authority."
    yield "What the law keeps back, whether or not there is any"
    yield from (f"  {one.line}: {one.article}. It ends: {one.ends}." for one in report.restrictions)


def _held(one: Held) -> Iterator[str]:
    name = authorities()[one.authority].name
    until = "the law sets no end" if one.kept_until == FOREVER else f"kept until {one.kept_until}"
    mark = ", disputed" if one.disputed else ""
    yield f"  {one.what.replace('_', ' ')} ({one.category}), told by {name} on {one.collected_on}, {until}{mark}"
    yield f"    by {one.article}; record {one.record}"
    if one.told:
        yield "    " + ", ".join(f"{key.replace('_', ' ')}: {value}" for key, value in sorted(one.told.items()))


def _look(look: Look) -> str:
    return f"  {look.at}  {look.account}  {look.action}  case {look.case}, {look.purpose} ({look.legal_basis})"
