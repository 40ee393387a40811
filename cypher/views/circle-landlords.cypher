/*
id: circle-landlords
means: Who lets premises to the applicant.
either: {Subject: Person Organisation, Who: Person Organisation}
*/
UNWIND $subjects AS i
MATCH (s:Subject)<-[t:LET_TO WHERE visible(t)]-(l:Lease WHERE visible(l))-[b:LETS WHERE visible(b)]->(h:Who)
WHERE s.id = i
RETURN DISTINCT s.id AS of, h.id AS id, l.since AS since, l.until AS until, l.basis AS basis,
  l.source AS source, l.authority AS authority, l.collected_on AS collected_on, l.grade AS grade, l.record AS record, place(l) AS lies_in
ORDER BY of, id, since, until, basis, source, authority, collected_on, grade, record, lies_in LIMIT $limit
