/*
id: premises-in-street
means: The premises that visible sources tell of in one street.
parameters: {street_key: normalised street and area}
*/
MATCH (s:PremisesStatement WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(p:Premises)
WHERE s.street_key = $street_key
RETURN p.id AS id, s.street AS street, s.number AS number, s.suffix AS suffix, s.box AS box, s.postcode AS postcode,
  s.town AS town, s.source AS source, s.authority AS authority, s.collected_on AS collected_on, s.grade AS grade,
  s.record AS record, place(s) AS lies_in
ORDER BY id, street, number, suffix, box, postcode, town, source, authority, collected_on, grade, record, lies_in
LIMIT $limit
