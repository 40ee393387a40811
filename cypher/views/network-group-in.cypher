/*
id: network-group-in
means: The groups that are part of this one, or are said to succeed it.
either: {Line: UNDER_GROUP SUCCEEDS_GROUP}
parameters: {ids: ids of things}
line: {type: Line, here: Group, other: Group, way: in}
*/
UNWIND $ids AS i
MATCH (a:Group)<-[r:Line WHERE visible(r)]-(b:Group)
WHERE a.id = i
RETURN DISTINCT a.id AS here, b.id AS other, r.record AS record, place(r) AS lies_in, r.source AS source, r.authority AS authority,
  r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade, r.basis AS basis
ORDER BY here, other, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
