/*
id: circle-offices
means: Who holds an office, share or power in the applicant, former ones included.
either: {Who: Person Organisation}
*/
UNWIND $subjects AS i
MATCH (o:Organisation)<-[r:DIRECTS|HOLDS_PROXY_OF|OWNS_SHARES_OF|UBO_OF WHERE visible(r)]-(h:Who)
WHERE o.id = i
RETURN DISTINCT o.id AS of, h.id AS id, r.function AS role, r.title AS title, r.since AS since, r.until AS until,
  r.basis AS basis, r.source AS source, r.authority AS authority, r.collected_on AS collected_on, r.grade AS grade,
  r.record AS record, place(r) AS lies_in
ORDER BY of, id, role, title, since, until, basis, source, authority, collected_on, grade, record, lies_in LIMIT $limit
