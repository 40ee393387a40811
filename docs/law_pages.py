"""The generated pages on law: who may read what."""

from collections.abc import Iterator

from graph.access.policies import Rule, rules

NOTE = "This page is generated: change the files it follows from, then run `make docs`.\n"
COUNTRIES = {"NL": "The Netherlands", "BE": "Belgium", "DE": "Germany", "LU": "Luxembourg"}


def policy_page() -> Iterator[str]:
    """Every row of the policy by the country whose data are asked for."""
    yield "# The policy: who may read what\n"
    yield NOTE
    yield "What no row names is denied. `own` is the authority that told the data, `same` another one of its country."
    yield "*content*: shown; *on request*: never shown, but how to ask is; *hit*: one bit, then whom to ask;"
    yield "*none*: closed. Certainty: V read in the law, E excerpt, G general knowledge; **?** is not settled, so it"
    yield "denies. A row that was not reviewed for a year is warned of, after two it denies, unless a second person"
    yield "signs that it holds on in one case (`euregraph sign ask overdue_rule`)."
    yield "`euregraph policy explain` says for an account what holds.\n"
    for country, name in COUNTRIES.items():
        yield f"## {name} as source\n"
        yield "| category | who asks | roles | purposes | gives | article | sure | reviewed |"
        yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
        yield from (_row(rule) for rule in rules() if rule.source == country)
        yield ""


def _row(rule: Rule) -> str:
    within = f", only in a case that the {rule.within} opened and shared" if rule.within else ""
    back = f", collected in the last {rule.lookback} years" if rule.lookback else ""
    route = f" – {rule.route}" if rule.route else ""
    cells = (
        ", ".join(rule.categories),
        ", ".join(rule.asker),
        ", ".join(role.replace("_", " ") for role in rule.roles),
        ", ".join(rule.purposes),
        f"{rule.gives}{within}{back}{route}",
        rule.article,
        rule.certainty,
        str(rule.reviewed),
    )
    return "| " + " | ".join(cells) + " |"
