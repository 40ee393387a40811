/*
id: network-transfer-party-out
means: The buyer, the seller and the mortgagee of a transfer.
either: {Line: BOUGHT_BY MORTGAGED_TO SOLD_BY, Who: Person Organisation}
parameters: {ids: ids of records}
line: {type: Line, here: Transfer, other: Who, way: out}
*/
UNWIND $ids AS i
MATCH (a:Transfer WHERE visible(a))-[r:Line WHERE visible(r)]->(b:Who)
WHERE a.record = i
RETURN DISTINCT a.record AS here, b.id AS other, r.record AS record, place(r) AS lies_in, r.source AS source, r.authority AS authority,
  r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade, r.basis AS basis
ORDER BY here, other, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
