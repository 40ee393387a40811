/*
id: application-investigation
means: What the integrity files of applications tell - days, questions to the applicant, kind of check, degree, ground.
parameters: {applications: ids of applications}
*/
UNWIND $applications AS i
MATCH (s:PermitIntegrity WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(a:Application)
WHERE a.id = i
RETURN a.id AS id, s.investigation_on AS investigation_on, s.request_incomplete_on AS request_incomplete_on,
  s.request_admissible_on AS request_admissible_on, s.questions_put_on AS questions_put_on,
  s.questions_answered AS questions_answered, s.integrity_check AS integrity_check, s.danger_degree AS danger_degree,
  s.ground AS ground, s.record AS record, place(s) AS lies_in, s.source AS source,
  s.authority AS authority, s.collected_on AS collected_on
ORDER BY id, investigation_on, request_incomplete_on, request_admissible_on, questions_put_on, questions_answered, integrity_check, danger_degree, ground, record, lies_in, source, authority, collected_on LIMIT $limit
