/*
id: network-about-establishment
means: What a register tells of an establishment.
parameters: {ids: ids of things}
about: Establishment
*/
UNWIND $ids AS i
MATCH (t:Establishment)<-[d:DESCRIBES WHERE visible(d)]-(s:Location WHERE visible(s))
WHERE t.id = i
RETURN DISTINCT t.id AS id, s.establishment_number AS establishment_number, s.trade_name AS trade_name,
  s.location_kind AS location_kind, s.record AS record, place(s) AS lies_in, s.source AS source, s.authority AS authority,
  s.since AS since, s.until AS until, s.collected_on AS collected_on, s.grade AS grade
ORDER BY id, establishment_number, trade_name, location_kind, record, lies_in, source, authority, since, until, collected_on,
  grade LIMIT $limit
