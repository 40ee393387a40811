/*
id: network-about-loan
means: The terms of a loan.
parameters: {ids: ids of records}
about: Loan
*/
UNWIND $ids AS i
MATCH (s:Loan WHERE visible(s))
WHERE s.record = i
RETURN DISTINCT s.record AS id, s.amount AS amount, s.currency AS currency, s.lent_on AS lent_on,
  s.interest AS interest, s.security AS security, s.written AS written, s.record AS record, place(s) AS lies_in, s.source AS source,
  s.authority AS authority, s.since AS since, s.until AS until, s.collected_on AS collected_on, s.grade AS grade
ORDER BY id, amount, currency, lent_on, interest, security, written, record, lies_in, source, authority, since, until,
  collected_on, grade LIMIT $limit
