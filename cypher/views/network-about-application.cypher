/*
id: network-about-application
means: What its authority tells of an application.
parameters: {ids: ids of things}
about: Application
*/
UNWIND $ids AS i
MATCH (t:Application)<-[d:DESCRIBES WHERE visible(d)]-(s:Permit WHERE visible(s))
WHERE t.id = i
RETURN DISTINCT t.id AS id, s.case_number AS case_number, s.permit_type AS permit_type, s.status AS status,
  s.date_application AS date_application, s.date_decision AS date_decision, s.record AS record, place(s) AS lies_in, s.source AS source,
  s.authority AS authority, s.since AS since, s.until AS until, s.collected_on AS collected_on, s.grade AS grade
ORDER BY id, case_number, permit_type, status, date_application, date_decision, record, lies_in, source, authority, since,
  until, collected_on, grade LIMIT $limit
