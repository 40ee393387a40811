"""The closed language: honest queries pass, every known way around the guard is refused with its reason."""

import re
from pathlib import Path

import pytest
import yaml

from graph.model.kinds import the_model
from graph.patterns.subset import check

DIRECTS = "MATCH (p:Person)-[d:DIRECTS WHERE visible(d)]->(o:Organisation)"
END = "RETURN p.id AS person ORDER BY person LIMIT $limit"
INSOLVENT = "(i:Insolvency WHERE visible(i))-[io:INSOLVENCY_OF WHERE visible(io)]->(o)"

TIED_WITH = "-[o:TIE_WITH WHERE visible(o)]->(q:Person)"
TIES = f"(p:Person)<-[h:TIE_OF WHERE visible(h)]-(t:PrivateTie WHERE visible(t)){TIED_WITH}"
KINSHIP = f"UNWIND $ids AS i MATCH {TIES}"
TIED = "RETURN q.id AS other ORDER BY other LIMIT $limit"

GOOD = {
    "the anchor": f"""
        /* id: anchor */
        {DIRECTS.replace("visible(d)", "visible(d) AND current(d)")} WHERE p.id IN $subjects
        RETURN p.id AS person, d.record AS record ORDER BY person, record LIMIT 100""",
    "a record before the thing it describes": """
        MATCH (s:PersonStatement WHERE visible(s) AND s.surname = $name)
            -[t:DESCRIBES WHERE visible(t)]->(p:Person)
        RETURN DISTINCT p.id AS person, s.record AS record, s.grade AS grade
        ORDER BY person DESC, record, grade LIMIT $limit""",
    "a record alone": """
        MATCH (m:Measure WHERE visible(m) AND (m.outcome = 'none' OR m.outcome IS NULL))
        RETURN m.record AS record, m.date_start AS day ORDER BY record, day LIMIT $limit""",
    "nobody else directs": f"""
        {DIRECTS}
        WHERE p.id IN $subjects AND NOT EXISTS {{
            MATCH (q:Person)-[e:DIRECTS WHERE visible(e) AND current(e)]->(o) WHERE NOT same(p, q) }}
        {END}""",
    "owners up to four steps away, with the facts": """
        MATCH (p:Person)((a:Person|Organisation)-[r:OWNS_SHARES_OF|UBO_OF WHERE visible(r) AND current(r)]->
            (b:Organisation) WHERE a.id <> b.id){1,4}(o:Organisation)
        WHERE p.id IN $subjects AND all(x IN r WHERE x.share_pct >= $least) AND size(r) > 1
        RETURN p.id AS person, o.id AS organisation, [x IN r | x.record] AS records
        ORDER BY person, organisation, records LIMIT $limit""",
    "no step at all from a bound thing": f"""
        {DIRECTS}
        MATCH (p)((a:Person)-[s:SAME_AS WHERE visible(s)]-(b:Person)){{0,4}}(q:Person)
        RETURN p.id AS person, q.id AS other ORDER BY person, other LIMIT $limit""",
    "an insolvency if there is one": f"""
        {DIRECTS}
        OPTIONAL MATCH {INSOLVENT}
        WITH p, o, collect(DISTINCT i.record) AS records, max(i.date) AS last, count(DISTINCT o) AS firms
        WHERE size(records) > 0 AND last > $as_of - duration({{months: $months}})
        RETURN p.id AS person, o.id AS organisation, records, last, firms
        ORDER BY person, organisation, records, last, firms LIMIT $limit""",
    "a chain that goes on only where something was found": f"""
        {DIRECTS}
        OPTIONAL MATCH (q:Person)-[e:UBO_OF WHERE visible(e)]->(o)
        WITH p, o, q WHERE q IS NOT NULL
        MATCH (q)-[f:DIRECTS WHERE visible(f)]->(other:Organisation)<-[g:DIRECTS WHERE visible(g)]-(p)
        RETURN p.id AS person, other.id AS organisation ORDER BY person, organisation LIMIT $limit""",
    "people without a name, counted and compared": """
        MATCH (w:WorkerPresence WHERE visible(w))-[a:PRESENT_AT WHERE visible(a)]->(p:Premises)
        MATCH (v:WorkerPresence WHERE visible(v))-[b:PRESENT_AT WHERE visible(b)]->(q:Premises)
        WHERE w.worker_key = v.worker_key AND p.id <> q.id
        RETURN p.id AS premises, count(DISTINCT w.worker_key) AS workers ORDER BY premises, workers LIMIT $limit""",
    "sums over distinct values": """
        MATCH (l:Loan WHERE visible(l))-[b:LENT_BY WHERE visible(b)]->(p:Person|Organisation)
        WITH DISTINCT p, l.record AS record, l.amount AS amount
        WITH p, sum(amount) AS total, collect(DISTINCT record) AS records
        RETURN p.id AS lender, total, records ORDER BY lender, total, records LIMIT $limit""",
    "a table given as parameter": f"""
        UNWIND $rates AS rate
        {DIRECTS.replace("visible(d)", "visible(d) AND d.function = rate.function")}
        RETURN p.id AS person, $names[d.function] AS name, rate.value AS value
        ORDER BY person, name, value LIMIT 5""",
    "things put in a list and taken out": f"""
        {DIRECTS}
        WITH o, collect(DISTINCT p) AS heads WHERE size(heads) >= 2
        UNWIND heads AS head
        MATCH (head)-[v:LIVES_AT WHERE visible(v)]->(home:Premises)
        WHERE head IN heads AND any(h IN heads WHERE h.id = 'x')
        WITH o AS firm, home, head
        RETURN firm.id AS organisation, home.id AS premises, head.id AS person,
            CASE WHEN firm.id = home.id OR home.id IS NULL THEN 'a' ELSE toLower('B') END AS letter
        ORDER BY organisation, premises, person, letter LIMIT $limit""",
    "a name that WITH dropped may be used again": f"""
        {DIRECTS}
        WITH p AS q
        MATCH (q)-[d:LIVES_AT WHERE visible(d)]->(home:Premises)
        RETURN q.id AS person, home.id AS home ORDER BY person, home LIMIT 1""",
    "keywords as properties": """
        MATCH (i:Insolvency WHERE visible(i) AND i.end IS NULL)
            -[io:INSOLVENCY_OF WHERE visible(io)]->(o:Organisation)
        RETURN o.id AS organisation, i.end AS ended, i.date AS date
        ORDER BY organisation, ended, date LIMIT 1""",
}
DECLARED = frozenset({"name", "least", "months", "rates", "names", "ids"})


def reasons(query: str, act: str = "") -> list[str]:
    return check(query, the_model(), DECLARED, act)


@pytest.mark.parametrize("name", GOOD)
def test_an_honest_query_is_accepted(name: str) -> None:
    assert reasons(GOOD[name]) == []


def read_mutants() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_name("query_mutants.yaml").read_text(encoding="utf-8")
    for word, told in {"DIRECTED": DIRECTS, "ANSWERED": END, "KINSHIP": KINSHIP, "TIES": TIES, "TIED": TIED}.items():
        text = re.sub(rf"\b{word}\b", told, text)
    sections = yaml.load(text, Loader=yaml.BaseLoader)
    return {name: mutant for section in sections.values() for name, mutant in section.items()}


MUTANTS = read_mutants()


@pytest.mark.parametrize("name", MUTANTS)
def test_a_way_around_is_refused(name: str) -> None:
    reason, found = MUTANTS[name]["refused"], reasons(MUTANTS[name]["query"], MUTANTS[name].get("act", ""))
    assert any(reason in line for line in found), f"{name}: wanted {reason!r}, got {found}"
    assert all(re.match(r"\d+:\d+ \S", line) for line in found)


def test_what_was_signed_for_is_read_by_a_query_that_declares_it() -> None:
    assert reasons(f"{KINSHIP} WHERE p.id = i {TIED}", "kinship") == []
    assert reasons(f"{KINSHIP} WHERE p.id = i AND p.id <> q.id {TIED}", "kinship") == []


def test_all_reasons_are_told_in_the_order_of_the_text() -> None:
    found = reasons(
        "MATCH (p:Person)-[d:DIRECTS]->(o:Organisation)\nWHERE o.name = $other\nRETURN p ORDER BY p LIMIT 1"
    )
    assert [line.split()[0] for line in found] == ["1:19", "2:9", "2:16", "3:8"]


def test_a_view_parameter_cannot_be_declared() -> None:
    query = f"{DIRECTS} WHERE $open['x'] IS NULL {END}"
    assert "belongs to the View" in check(query, the_model(), frozenset({"open"}))[0]


@pytest.mark.parametrize("name", GOOD)
def test_without_any_one_guard_no_query_is_accepted(name: str) -> None:
    for guard in re.finditer(r"visible\(\w+\)", GOOD[name]):
        assert reasons(GOOD[name][: guard.start()] + "true" + GOOD[name][guard.end() :])
