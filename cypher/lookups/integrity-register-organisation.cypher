/*
id: integrity-register-organisation
means: Whether a register of integrity decisions answered with a hit about an organisation of this number.
category: integrity_register
parameters: {number: register or VAT number as written in the register}
*/
MATCH (s:OrganisationStatement WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(o:Organisation)
  <-[l:CONSULTED_ON WHERE visible(l)]-(c:Consultation WHERE visible(c))
WHERE (s.register_number = $number OR s.vat_number = $number) AND c.answer = 'hit'
RETURN DISTINCT c.record AS record ORDER BY record LIMIT $limit
