/*
id: network-party-out
means: The applications in which somebody has a role.
either: {Start: Person Organisation}
parameters: {ids: ids of things}
line: {type: PARTY_IN, here: Start, other: Application, way: out}
*/
UNWIND $ids AS i
MATCH (a:Start)-[r:PARTY_IN WHERE visible(r)]->(b:Application)
WHERE a.id = i
RETURN DISTINCT a.id AS here, b.id AS other, r.role AS role, r.origin AS origin, r.record AS record, place(r) AS lies_in,
  r.source AS source, r.authority AS authority, r.since AS since, r.until AS until, r.collected_on AS collected_on,
  r.grade AS grade, r.basis AS basis
ORDER BY here, other, role, origin, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
