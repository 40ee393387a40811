/*
id: network-about-group
means: What the police tells of a group.
parameters: {ids: ids of things}
about: Group
*/
UNWIND $ids AS i
MATCH (t:Group)<-[d:DESCRIBES WHERE visible(d)]-(s:GroupStatement WHERE visible(s))
WHERE t.id = i
RETURN DISTINCT t.id AS id, s.name AS name, s.group_type AS group_type, s.status AS group_status, s.record AS record, place(s) AS lies_in,
  s.source AS source, s.authority AS authority, s.since AS since, s.until AS until, s.collected_on AS collected_on,
  s.grade AS grade
ORDER BY id, name, group_type, group_status, record, lies_in, source, authority, since, until, collected_on, grade LIMIT $limit
