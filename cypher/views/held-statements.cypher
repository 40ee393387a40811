/*
id: held-statements
means: The records that describe a person, with their last day, for a report to that person.
parameters: {ids: ids of things}
*/
UNWIND $ids AS i
MATCH (p:Person)<-[r:DESCRIBES WHERE visible(r)]-(x:PersonStatement WHERE visible(x))
WHERE p.id = i
RETURN DISTINCT r.record AS record, place(r) AS lies_in, kept(r) AS kept_until, r.source AS source,
  r.authority AS authority, r.since AS since, r.until AS until, r.collected_on AS collected_on
ORDER BY record, lies_in, kept_until, source, authority, since, until, collected_on LIMIT $limit
