/*
id: network-about-group-business
means: The tie that a graded statement tells.
parameters: {ids: ids of records}
about: GroupBusiness
*/
UNWIND $ids AS i
MATCH (s:GroupBusiness WHERE visible(s))
WHERE s.record = i
RETURN DISTINCT s.record AS id, s.relation AS relation, s.record AS record, place(s) AS lies_in, s.source AS source,
  s.authority AS authority, s.since AS since, s.until AS until, s.collected_on AS collected_on, s.grade AS grade
ORDER BY id, relation, record, lies_in, source, authority, since, until, collected_on, grade LIMIT $limit
