/*
id: network-branch-out
means: The organisation of an establishment.
parameters: {ids: ids of things}
line: {type: BELONGS_TO, here: Establishment, other: Organisation, way: out}
*/
UNWIND $ids AS i
MATCH (a:Establishment)-[r:BELONGS_TO WHERE visible(r)]->(b:Organisation)
WHERE a.id = i
RETURN DISTINCT a.id AS here, b.id AS other, r.record AS record, place(r) AS lies_in, r.source AS source, r.authority AS authority,
  r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade, r.basis AS basis
ORDER BY here, other, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
