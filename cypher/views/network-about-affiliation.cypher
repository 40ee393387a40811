/*
id: network-about-affiliation
means: The role that a graded statement tells.
parameters: {ids: ids of records}
about: Affiliation
*/
UNWIND $ids AS i
MATCH (s:Affiliation WHERE visible(s))
WHERE s.record = i
RETURN DISTINCT s.record AS id, s.role AS role, s.last_confirmed AS last_confirmed, s.record AS record, place(s) AS lies_in,
  s.source AS source, s.authority AS authority, s.since AS since, s.until AS until, s.collected_on AS collected_on,
  s.grade AS grade
ORDER BY id, role, last_confirmed, record, lies_in, source, authority, since, until, collected_on, grade LIMIT $limit
