/*
id: held-acts
means: The acts that name a person, with their last day, for a report to that person.
either:
  Link Act: >-
    AFFILIATION_OF Affiliation,
    CONSULTED_ON Consultation,
    DECLARED_BY|DECLARED_TIE_WITH Declaration,
    PAID_BY FinancePlan,
    INSOLVENCY_OF Insolvency,
    FOUND_IN_CHARGE Inspection,
    LET_TO|LETS Lease,
    LENT_BY|LENT_TO Loan,
    IMPOSED_ON Measure,
    OBSERVED Observation,
    OWED_BY PublicDebt,
    REPORTS_ON Report,
    PROVIDED_BY|PROVIDED_TO ServiceContract,
    TAX_OWED_BY TaxDebt,
    TIE_OF|TIE_WITH Tie,
    TITLE_HELD_BY Title,
    BOUGHT_BY|MORTGAGED_TO|SOLD_BY Transfer
parameters: {ids: ids of things}
*/
UNWIND $ids AS i
MATCH (p:Person)<-[r:Link WHERE visible(r)]-(x:Act WHERE visible(x))
WHERE p.id = i
RETURN DISTINCT r.record AS record, place(r) AS lies_in, kept(r) AS kept_until, r.source AS source,
  r.authority AS authority, r.since AS since, r.until AS until, r.collected_on AS collected_on
ORDER BY record, lies_in, kept_until, source, authority, since, until, collected_on LIMIT $limit
