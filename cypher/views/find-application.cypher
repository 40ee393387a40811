/*
id: find-application
means: The parties of an application by its case number.
either: {Who: Organisation Person}
parameters: {case_number: case number of the authority, authority: id of the authority}
*/
MATCH (s:Permit WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(a:Application)<-[r:PARTY_IN WHERE visible(r)]-(w:Who)
WHERE s.case_number = $case_number AND s.authority = $authority AND r.role = 'applicant'
RETURN DISTINCT w.id AS id ORDER BY id LIMIT $limit
