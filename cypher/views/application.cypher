/*
id: application
means: The permit records of one application, with its premises.
parameters: {case_number: case number of the authority, authority: id of the authority}
*/
MATCH (s:Permit WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(a:Application)
WHERE s.case_number = $case_number AND s.authority = $authority
OPTIONAL MATCH (a)-[c:CONCERNS WHERE visible(c)]->(p:Premises)
RETURN a.id AS id, s.permit_type AS permit_type, s.activity AS activity, s.status AS status, s.country AS country,
  s.date_application AS date_application, s.date_decision AS date_decision, s.date_start AS date_start, s.date_notified AS date_notified,
  s.date_carried_out AS date_carried_out, p.id AS premises, s.record AS record, place(s) AS lies_in, s.source AS source, s.authority AS authority,
  s.collected_on AS collected_on
ORDER BY id, permit_type, activity, status, country, date_application, date_decision, date_start, date_notified, date_carried_out, premises, record, lies_in, source, authority, collected_on LIMIT $limit
