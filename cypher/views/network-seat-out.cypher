/*
id: network-seat-out
means: The premises at which an organisation has its seat or works.
either: {Line: SEATED_AT OPERATES_AT}
parameters: {ids: ids of things}
line: {type: Line, here: Organisation, other: Premises, way: out}
*/
UNWIND $ids AS i
MATCH (a:Organisation)-[r:Line WHERE visible(r)]->(b:Premises)
WHERE a.id = i
RETURN DISTINCT a.id AS here, b.id AS other, r.address AS address, r.record AS record, place(r) AS lies_in, r.source AS source,
  r.authority AS authority, r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade,
  r.basis AS basis
ORDER BY here, other, address, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
