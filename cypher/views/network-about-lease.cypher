/*
id: network-about-lease
means: The terms of a lease.
parameters: {ids: ids of records}
about: Lease
*/
UNWIND $ids AS i
MATCH (s:Lease WHERE visible(s))
WHERE s.record = i
RETURN DISTINCT s.record AS id, s.rent AS rent, s.per AS per, s.cash AS cash, s.written AS written,
  s.record AS record, place(s) AS lies_in, s.source AS source, s.authority AS authority, s.since AS since, s.until AS until,
  s.collected_on AS collected_on, s.grade AS grade
ORDER BY id, rent, per, cash, written, record, lies_in, source, authority, since, until, collected_on, grade LIMIT $limit
