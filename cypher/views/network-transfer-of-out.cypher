/*
id: network-transfer-of-out
means: The premises of a transfer.
parameters: {ids: ids of records}
line: {type: TRANSFER_OF, here: Transfer, other: Premises, way: out}
*/
UNWIND $ids AS i
MATCH (a:Transfer WHERE visible(a))-[r:TRANSFER_OF WHERE visible(r)]->(b:Premises)
WHERE a.record = i
RETURN DISTINCT a.record AS here, b.id AS other, r.record AS record, place(r) AS lies_in, r.source AS source, r.authority AS authority,
  r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade, r.basis AS basis
ORDER BY here, other, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
