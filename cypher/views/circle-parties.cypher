/*
id: circle-parties
means: Who has a role in the application, former ones included.
either: {Who: Person Organisation}
parameters: {applications: ids of applications}
*/
UNWIND $applications AS i
MATCH (a:Application)<-[r:PARTY_IN WHERE visible(r)]-(h:Who)
WHERE a.id = i
RETURN DISTINCT a.id AS of, h.id AS id, r.role AS role, r.origin AS origin, r.since AS since, r.until AS until,
  r.basis AS basis, r.source AS source, r.authority AS authority, r.collected_on AS collected_on, r.grade AS grade,
  r.record AS record, place(r) AS lies_in
ORDER BY of, id, role, origin, since, until, basis, source, authority, collected_on, grade, record, lies_in LIMIT $limit
