/*
id: network-same
means: What one record or decision says is the same thing.
either: {Kind: Person Organisation Premises}
parameters: {ids: ids of things}
line: {type: SAME_AS, here: Kind, other: Kind, way: both}
*/
UNWIND $ids AS i
MATCH (a:Kind)-[r:SAME_AS WHERE visible(r)]-(b:Kind)
WHERE a.id = i
RETURN DISTINCT a.id AS here, b.id AS other, r.method AS method, r.record AS record, place(r) AS lies_in, r.source AS source,
  r.authority AS authority, r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade,
  r.basis AS basis
ORDER BY here, other, method, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
