/*
id: application-investigation
means: The days of the integrity investigations of applications and of questions to the applicant, from their integrity files.
parameters: {applications: ids of applications}
*/
UNWIND $applications AS i
MATCH (s:PermitIntegrity WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(a:Application)
WHERE a.id = i
RETURN a.id AS id, s.investigation_on AS investigation_on, s.request_incomplete_on AS request_incomplete_on,
  s.request_admissible_on AS request_admissible_on, s.questions_put_on AS questions_put_on,
  s.questions_answered AS questions_answered, s.record AS record, place(s) AS lies_in, s.source AS source,
  s.authority AS authority, s.collected_on AS collected_on
ORDER BY id, investigation_on, request_incomplete_on, request_admissible_on, questions_put_on, questions_answered, record, lies_in, source, authority, collected_on LIMIT $limit
