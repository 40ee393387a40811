/*
id: network-office-out
means: The organisations in which somebody holds an office or a power of attorney.
either: {Line: DIRECTS HOLDS_PROXY_OF, Start: Person Organisation}
parameters: {ids: ids of things}
line: {type: Line, here: Start, other: Organisation, way: out}
*/
UNWIND $ids AS i
MATCH (a:Start)-[r:Line WHERE visible(r)]->(b:Organisation)
WHERE a.id = i
RETURN DISTINCT a.id AS here, b.id AS other, r.function AS role, r.title AS title, r.publication AS publication,
  r.record AS record, place(r) AS lies_in, r.source AS source, r.authority AS authority, r.since AS since, r.until AS until,
  r.collected_on AS collected_on, r.grade AS grade, r.basis AS basis
ORDER BY here, other, role, title, publication, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
