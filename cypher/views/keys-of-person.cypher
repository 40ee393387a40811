/*
id: keys-of-person
means: By what visible sources a person could be meant, for finding others of whom the same is told.
parameters: {ids: ids of persons}
*/
UNWIND $ids AS i
MATCH (p:Person)<-[d:DESCRIBES WHERE visible(d)]-(s:PersonStatement WHERE visible(s))
WHERE p.id = i
RETURN DISTINCT s.name_key AS name_key, s.birth_date AS birth_date, s.town AS town ORDER BY name_key, birth_date, town LIMIT $limit
