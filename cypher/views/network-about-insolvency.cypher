/*
id: network-about-insolvency
means: What an insolvency was.
parameters: {ids: ids of records}
about: Insolvency
*/
UNWIND $ids AS i
MATCH (s:Insolvency WHERE visible(s))
WHERE s.record = i
RETURN DISTINCT s.record AS id, s.insolvency_kind AS insolvency_kind, s.date AS opened_on, s.end AS ended_on,
  s.court AS court, s.record AS record, place(s) AS lies_in, s.source AS source, s.authority AS authority, s.since AS since,
  s.until AS until, s.collected_on AS collected_on, s.grade AS grade
ORDER BY id, insolvency_kind, opened_on, ended_on, court, record, lies_in, source, authority, since, until, collected_on,
  grade LIMIT $limit
