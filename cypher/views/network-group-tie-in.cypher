/*
id: network-group-tie-in
means: The graded statements that a group supports, succeeds or went over to another.
either: {Line: GROUP_TIE_OF GROUP_TIE_WITH}
parameters: {ids: ids of things}
line: {type: Line, here: Group, other: GroupTie, way: in}
*/
UNWIND $ids AS i
MATCH (a:Group)<-[r:Line WHERE visible(r)]-(b:GroupTie WHERE visible(b))
WHERE a.id = i
RETURN DISTINCT a.id AS here, b.record AS other, r.record AS record, place(r) AS lies_in, r.source AS source, r.authority AS authority,
  r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade, r.basis AS basis
ORDER BY here, other, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
