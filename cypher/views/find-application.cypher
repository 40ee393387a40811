/*
id: find-application
means: The applicants of an application by its case number; the one that the application itself names is no later one.
either: {Who: Organisation Person}
parameters: {case_number: case number of the authority, authority: id of the authority}
*/
MATCH (s:Permit WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(a:Application)<-[r:PARTY_IN WHERE visible(r)]-(w:Who)
WHERE s.case_number = $case_number AND s.authority = $authority AND r.role = 'applicant'
RETURN w.id AS id, min(CASE WHEN r.record = s.record THEN 0 ELSE 1 END) AS later ORDER BY id, later LIMIT $limit
