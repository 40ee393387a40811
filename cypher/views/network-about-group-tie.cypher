/*
id: network-about-group-tie
means: The tie between two groups that a graded statement tells.
parameters: {ids: ids of records}
about: GroupTie
*/
UNWIND $ids AS i
MATCH (s:GroupTie WHERE visible(s))
WHERE s.record = i
RETURN DISTINCT s.record AS id, s.tie_kind AS relation, s.record AS record, place(s) AS lies_in, s.source AS source,
  s.authority AS authority, s.since AS since, s.until AS until, s.collected_on AS collected_on, s.grade AS grade
ORDER BY id, relation, record, lies_in, source, authority, since, until, collected_on, grade LIMIT $limit
