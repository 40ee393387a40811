/*
id: network-home-in
means: The persons with an address at premises.
parameters: {ids: ids of things}
line: {type: LIVES_AT, here: Premises, other: Person, way: in}
*/
UNWIND $ids AS i
MATCH (a:Premises)<-[r:LIVES_AT WHERE visible(r)]-(b:Person)
WHERE a.id = i
RETURN DISTINCT a.id AS here, b.id AS other, r.address AS address, r.record AS record, place(r) AS lies_in, r.source AS source,
  r.authority AS authority, r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade,
  r.basis AS basis
ORDER BY here, other, address, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
