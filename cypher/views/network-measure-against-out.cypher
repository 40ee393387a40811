/*
id: network-measure-against-out
means: Against whom a measure was taken.
either: {Who: Person Organisation}
parameters: {ids: ids of records}
line: {type: IMPOSED_ON, here: Measure, other: Who, way: out}
*/
UNWIND $ids AS i
MATCH (a:Measure WHERE visible(a))-[r:IMPOSED_ON WHERE visible(r)]->(b:Who)
WHERE a.record = i
RETURN DISTINCT a.record AS here, b.id AS other, r.record AS record, place(r) AS lies_in, r.source AS source, r.authority AS authority,
  r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade, r.basis AS basis
ORDER BY here, other, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
