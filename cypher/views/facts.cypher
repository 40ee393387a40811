/*
id: facts
means: The records behind a finding, as their sources told them.
either: {Kind: Permit PermitIntegrity Measure Lease Loan Report Insolvency Affiliation GroupBusiness GroupList Location OrganisationStatement PersonStatement PremisesStatement}
parameters: {records: ids of records}
*/
UNWIND $records AS i
MATCH (x:Kind WHERE visible(x))
WHERE x.record = i
RETURN x.record AS record, place(x) AS lies_in, x.source AS source, x.authority AS authority, x.delivery AS delivery,
  x.file AS file, x.line AS line, x.since AS since, x.until AS until, x.grade AS grade, x.collected_on AS collected_on, x.basis AS basis
ORDER BY record, lies_in, source, authority, delivery, file, line, since, until, grade, collected_on, basis
LIMIT $limit
