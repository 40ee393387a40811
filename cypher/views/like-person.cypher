/*
id: like-person
means: Persons of one folded name with one birth date or one town.
parameters: {name_key: folded family name and first initial, birth_date: birth date, town: town as written}
*/
MATCH (s:PersonStatement WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(p:Person)
WHERE s.name_key = $name_key AND (s.birth_date = $birth_date OR s.town = $town)
RETURN DISTINCT p.id AS id ORDER BY id LIMIT $limit
