/*
id: network-group-tie-out
means: The groups of a statement of a tie.
either: {Line: GROUP_TIE_OF GROUP_TIE_WITH}
parameters: {ids: ids of records}
line: {type: Line, here: GroupTie, other: Group, way: out}
*/
UNWIND $ids AS i
MATCH (a:GroupTie WHERE visible(a))-[r:Line WHERE visible(r)]->(b:Group)
WHERE a.record = i
RETURN DISTINCT a.record AS here, b.id AS other, r.record AS record, place(r) AS lies_in, r.source AS source, r.authority AS authority,
  r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade, r.basis AS basis
ORDER BY here, other, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
