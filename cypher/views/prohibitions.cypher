/*
id: prohibitions
means: The prohibitions to trade against somebody that were neither annulled nor lifted.
either: {Who: Person Organisation}
parameters: {ids: ids of things}
*/
UNWIND $ids AS i
MATCH (w:Who)<-[r:IMPOSED_ON WHERE visible(r)]-(m:Measure WHERE visible(m))
WHERE w.id = i AND m.measure_type = 'trade_prohibition' AND m.date_start IS NOT NULL
  AND (m.outcome IS NULL OR NOT m.outcome IN ['annulled', 'lifted'])
RETURN DISTINCT w.id AS id, m.date_start AS date_start, m.date_end AS date_end, m.record AS record, place(m) AS lies_in,
  m.source AS source, m.authority AS authority, m.collected_on AS collected_on
ORDER BY id, date_start, date_end, record, lies_in, source, authority, collected_on LIMIT $limit
