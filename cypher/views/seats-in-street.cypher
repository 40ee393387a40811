/*
id: seats-in-street
means: The premises in one street where an organisation has its seat, as the record of the seat writes the address.
parameters: {street_key: normalised street and area}
*/
MATCH (s:OrganisationStatement WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(o:Organisation)-[r:SEATED_AT WHERE visible(r)]->(p:Premises)
WHERE s.street_key = $street_key AND r.record = s.record
RETURN p.id AS id, r.address AS address, s.number AS number, s.suffix AS suffix, s.box AS box, s.source AS source,
  s.authority AS authority, s.collected_on AS collected_on, s.grade AS grade, s.record AS record, place(s) AS lies_in
ORDER BY id, address, number, suffix, box, source, authority, collected_on, grade, record, lies_in
LIMIT $limit
