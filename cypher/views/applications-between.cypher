/*
id: applications-between
means: The case numbers of the applications that an authority received between two days, where their applicant is told.
either: {Who: Organisation Person}
parameters: {authority: id of the authority, first: first day, last: last day}
*/
MATCH (s:Permit WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(a:Application)<-[r:PARTY_IN WHERE visible(r)]-(w:Who)
WHERE s.authority = $authority AND s.date_application >= $first AND s.date_application <= $last AND r.role = 'applicant'
RETURN DISTINCT s.case_number AS case_number ORDER BY case_number LIMIT $limit
