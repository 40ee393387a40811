/*
id: find-person
means: Persons by folded name and birth date.
parameters: {name_key: folded family name and first initial, birth_date: birth date}
*/
MATCH (s:PersonStatement WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(p:Person)
WHERE s.name_key = $name_key AND s.birth_date = $birth_date
RETURN DISTINCT p.id AS id ORDER BY id LIMIT $limit
