/*
id: find-organisation
means: Organisations by a number in a register or a VAT number.
parameters: {number: register or VAT number as written in the register}
*/
MATCH (s:OrganisationStatement WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(o:Organisation)
WHERE s.register_number = $number OR s.vat_number = $number
RETURN DISTINCT o.id AS id ORDER BY id LIMIT $limit
