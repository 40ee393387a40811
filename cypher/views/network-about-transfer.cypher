/*
id: network-about-transfer
means: The terms of a transfer.
parameters: {ids: ids of records}
about: Transfer
*/
UNWIND $ids AS i
MATCH (s:Transfer WHERE visible(s))
WHERE s.record = i
RETURN DISTINCT s.record AS id, s.transferred_on AS transferred_on, s.price AS price, s.assessed_value AS assessed_value,
  s.mortgage_amount AS mortgage_amount, s.deed AS deed, s.record AS record, place(s) AS lies_in, s.source AS source,
  s.authority AS authority, s.since AS since, s.until AS until, s.collected_on AS collected_on, s.grade AS grade
ORDER BY id, transferred_on, price, assessed_value, mortgage_amount, deed, record, lies_in, source, authority, since, until,
  collected_on, grade LIMIT $limit
