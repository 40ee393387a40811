/*
id: application-changes
means: The states that applications came into, and when.
parameters: {applications: ids of applications}
*/
UNWIND $applications AS i
MATCH (s:StatusChange WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(a:Application)
WHERE a.id = i
RETURN a.id AS id, s.date AS date, s.not_before AS not_before, s.status AS status, s.decided_by AS decided_by, s.record AS record,
  place(s) AS lies_in, s.source AS source, s.authority AS authority, s.collected_on AS collected_on
ORDER BY id, date, not_before, status, decided_by, record, lies_in, source, authority, collected_on LIMIT $limit
