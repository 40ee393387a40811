/*
id: street-of-premises
means: In which street, and at which number, suffix and box, visible sources say that premises lie.
parameters: {ids: ids of premises}
*/
UNWIND $ids AS i
MATCH (p:Premises)<-[d:DESCRIBES WHERE visible(d)]-(s:PremisesStatement WHERE visible(s))
WHERE p.id = i
RETURN DISTINCT s.street_key AS street_key, s.number AS number, s.suffix AS suffix, s.box AS box
ORDER BY street_key, number, suffix, box LIMIT $limit
