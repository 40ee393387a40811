/*
id: describe-person
means: The names and dates that visible sources write for a person.
parameters: {ids: ids of persons}
*/
UNWIND $ids AS i
MATCH (p:Person)<-[d:DESCRIBES WHERE visible(d)]-(s:PersonStatement WHERE visible(s))
WHERE p.id = i
RETURN p.id AS id, s.name AS name, s.birth_date AS birth_date, s.birth_place AS birth_place, s.town AS town, s.source AS source,
  s.authority AS authority, s.collected_on AS collected_on, s.grade AS grade, s.record AS record, place(s) AS lies_in
ORDER BY id, name, birth_date, birth_place, town, source, authority, collected_on, grade, record, lies_in LIMIT $limit
