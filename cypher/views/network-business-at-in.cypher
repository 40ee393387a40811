/*
id: network-business-at-in
means: The graded statements that a group has a tie to this business or premises.
either: {Who: Organisation Premises}
parameters: {ids: ids of things}
line: {type: BUSINESS_AT, here: Who, other: GroupBusiness, way: in}
*/
UNWIND $ids AS i
MATCH (a:Who)<-[r:BUSINESS_AT WHERE visible(r)]-(b:GroupBusiness WHERE visible(b))
WHERE a.id = i
RETURN DISTINCT a.id AS here, b.record AS other, r.record AS record, place(r) AS lies_in, r.source AS source, r.authority AS authority,
  r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade, r.basis AS basis
ORDER BY here, other, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
