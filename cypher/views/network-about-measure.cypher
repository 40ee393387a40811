/*
id: network-about-measure
means: What a measure was.
parameters: {ids: ids of records}
about: Measure
*/
UNWIND $ids AS i
MATCH (s:Measure WHERE visible(s))
WHERE s.record = i
RETURN DISTINCT s.record AS id, s.measure_type AS measure_type, s.legal_ground AS legal_ground, s.reason AS reason,
  s.outcome AS outcome, s.published AS published, s.record AS record, place(s) AS lies_in, s.source AS source, s.authority AS authority,
  s.since AS since, s.until AS until, s.collected_on AS collected_on, s.grade AS grade
ORDER BY id, measure_type, legal_ground, reason, outcome, published, record, lies_in, source, authority, since, until,
  collected_on, grade LIMIT $limit
