/*
id: network-transfer-party-in
means: The transfers of a buyer, seller or mortgagee.
either: {Line: BOUGHT_BY MORTGAGED_TO SOLD_BY, Who: Person Organisation}
parameters: {ids: ids of things}
line: {type: Line, here: Who, other: Transfer, way: in}
*/
UNWIND $ids AS i
MATCH (a:Who)<-[r:Line WHERE visible(r)]-(b:Transfer WHERE visible(b))
WHERE a.id = i
RETURN DISTINCT a.id AS here, b.record AS other, r.record AS record, place(r) AS lies_in, r.source AS source, r.authority AS authority,
  r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade, r.basis AS basis
ORDER BY here, other, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
