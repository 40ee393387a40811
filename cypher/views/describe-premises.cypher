/*
id: describe-premises
means: What visible sources write of premises themselves.
parameters: {ids: ids of premises}
*/
UNWIND $ids AS i
MATCH (p:Premises)<-[d:DESCRIBES WHERE visible(d)]-(s:PremisesStatement WHERE visible(s))
WHERE p.id = i
RETURN p.id AS id, s.street AS street, s.number AS number, s.suffix AS suffix, s.box AS box, s.postcode AS postcode,
  s.town AS town, s.use AS used_as, s.source AS source, s.authority AS authority, s.collected_on AS collected_on,
  s.grade AS grade, s.record AS record, place(s) AS lies_in
ORDER BY id, street, number, suffix, box, postcode, town, used_as, source, authority, collected_on, grade, record, lies_in LIMIT $limit
