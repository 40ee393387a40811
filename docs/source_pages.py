"""The generated pages on deliveries: what one is, the list of sources, and a page for each."""

from collections.abc import Iterator

from docs.law_pages import NOTE
from graph.access.authorities import authorities
from graph.access.legal_bases import legal_bases
from ingest.contract.check import codes_of
from ingest.contract.kind import Column, KindSpec, envelope, required_for
from ingest.spec import SourceSpec, sources

WRITTEN = {
    "date": "YYYY-MM-DD",
    "partial_date": "YYYY, YYYY-MM or YYYY-MM-DD",
    "period": "YYYY, YYYY-Qn or YYYY-MM",
    "decimal": "number with a decimal point",
    "integer": "whole number",
    "list": "values with `;` between",
    "grade": "source A B C X and information 1 2 3 4, as B2",
    "activity": "`scheme:code`",
    "activities": "`scheme:code`, with `;` between",
    "vat": "VAT number with the letters of its country",
    "published": "yes, no, or the http(s) address of the publication; nothing else",
    "recipients": "NL, BE, DE, LU, owner or ids of authorities, with `;` between",
    "keyed_hash": "32 to 128 hexadecimal digits",
}
LABEL = {
    "contract": "always 1",
    "source": "the id of the source, as in the list of sources",
    "authority": "the id of the authority that delivers (`euregraph deployment`)",
    "extracted_at": "YYYY-MM-DDThh:mm:ss: when the rows were taken from its system; no later than tomorrow",
    "complete": "true: rows that are absent have vanished; false: only additions and changes",
    "synthetic": "true: made up",
    "legal_instrument": "the article or agreement by which the data may lie in this store",
    "defaults": "values of envelope columns for all rows that do not say otherwise",
    "ignore": "kind -> columns that are left out by name",
}


def delivery_page() -> Iterator[str]:
    """What every delivery by contract has in common."""
    yield "# A delivery by contract\n"
    yield NOTE
    yield "A folder or zip with `delivery.yaml` and, for each kind, one `<kind>.csv` (UTF-8, commas, a header) or"
    yield "`<kind>.jsonl` (never both) with the same keys. Empty means unknown. A line that cannot be used, or in which"
    yield "an end lies before its start, is refused with its number, field and reason; it costs no other. An official"
    yield "number that fails its check is left out of its row,"
    yield "with a warning; the others enter in one written form."
    yield "Kinds and columns: the page of each [source](sources.md).\n"
    yield "## delivery.yaml\n\n| key | what it says |\n| --- | --- |"
    yield "\n".join(f"| {key} | {means} |" for key, means in LABEL.items()) + "\n"
    yield "## Columns that every kind may have\n\nIn a row, or for all rows under `defaults`.\n"
    yield "| column | written as | meaning |\n| --- | --- | --- |"
    yield "\n".join(f"| {name} | {written(one)} | {one.means} |" for name, one in envelope().items()) + "\n"
    yield "A person, organisation or premises is kept as long as the last row that refers to it; `retention_until` in"
    yield "its own row can only shorten that.\n"
    yield from (f"- Rows of {category} must have: {', '.join(names)}." for category, names in required_for().items())
    yield "\n## Legal bases\n\n| code | country | article |\n| --- | --- | --- |"
    yield "\n".join(f"| {one.code} | {one.country} | {one.article} |" for one in legal_bases().values())


def sources_page() -> Iterator[str]:
    """The list of sources."""
    yield "# Sources\n"
    yield NOTE
    yield "What a delivery by contract is, and the columns that all kinds share: [a delivery](delivery.md).\n"
    yield "| source | country | what | comes every | delivered as |\n| --- | --- | --- | --- | --- |"
    for one in sources().values():
        shape = "a form" if one.typed else "contract" if one.reader == "contract" else "the register's own format"
        title = f"| [{one.source}](sources/{one.source}.md) | {one.country or 'any'} | {one.title} "
        yield title + f"| {one.rhythm_days} days | {shape} |"


def source_page(spec: SourceSpec) -> Iterator[str]:
    """All that whoever delivers, or loads, has to know about one source."""
    basis = legal_bases().get(spec.legal_basis)
    yield f"# {spec.source}: {spec.title}\n"
    yield NOTE
    yield f"- Country: {spec.country or 'any'}. Comes every {spec.rhythm_days} days."
    yield f"- Told by: {_tellers(spec)}."
    yield f"- Legal basis: {basis.article}." if basis else "- Legal basis: named by each delivery, and by each row."
    yield f"- How to ask for it: {spec.how_to_ask}"
    least, refused, gone = spec.expect.rows_min, spec.expect.refused_share_max, spec.expect.vanished_share_max
    yield f"- It loads only with a reason where fewer than {least} rows are read, more than {refused:.0%} of them are"
    yield f"  refused, or more than {gone:.0%} of the records are gone.\n"
    yield "## Traps\n"
    yield "\n".join(f"- {trap}" for trap in spec.traps) + "\n"
    for name, rule in spec.files.items():
        yield f"## File {name}\n\n| column | meaning |\n| --- | --- |"
        yield "\n".join(f"| {column} | {means} |" for column, means in rule.columns.items())
        yield "\n".join(f"| {column} | *ignored*: {why} |" for column, why in rule.ignore.items()) + "\n"
    for name in spec.kinds:
        yield from _kind(spec.kind(name), spec)


def _tellers(spec: SourceSpec) -> str:
    if spec.authority:
        return f"{authorities()[spec.authority].name} (`{spec.authority}`)"
    return ", ".join(spec.told_by) or "any authority"


def _kind(kind: KindSpec, spec: SourceSpec) -> Iterator[str]:
    category = spec.category or kind.category or "that of the rows that refer to it"
    yield f"## Kind {kind.kind}\n\n{kind.means} Category: {category}. Absence means: {spec.vanish(kind.kind)}.\n"
    if kind.category and kind.open_when and not spec.category:
        yield f"A row with `{kind.open_when}` (other than no) is open.\n"
    for column, cases in ({} if spec.category else kind.category_when).items():
        yield from (f"- {column} {value}: category {name}" for value, name in cases.items())
        yield ""
    if spec.reader == "contract":
        yield "| column | required | written as | category | meaning |\n| --- | --- | --- | --- | --- |"
        told = ((name, one) for name, one in kind.columns.items() if not one.register_only)
        relaxed = spec.kinds[kind.kind].relaxed
        for name, one in told:
            needed = "yes" if one.required and name not in relaxed else ""
            yield f"| {name} | {needed} | {written(one)} | {one.category or category} | {one.means} |"
        yield ""


def written(column: Column) -> str:
    """How a value of a column is written: its codes, its shape, or what it refers to."""
    if codes := () if column.codes_of == "legal_basis" else codes_of(column):
        return ("several of, with `;` between: " if column.type == "list" else "") + ", ".join(codes)
    if column.codes_of:
        return "a code of the list of legal bases"
    if column.type in {"ref", "refs"}:
        several = "refs, with `;` between, of" if column.type == "refs" else "ref of"
        return f"{several} {' or '.join(one.lower() for one in column.to)}" if column.to else "ref"
    return WRITTEN.get(column.type, "text")
