/*
id: integrity-register-person
means: Whether a register of integrity decisions answered with a hit about a person of this name and birth date.
category: integrity_register
parameters: {name_key: folded family name and first initial, birth_date: birth date}
*/
MATCH (s:PersonStatement WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(p:Person)
  <-[l:CONSULTED_ON WHERE visible(l)]-(c:Consultation WHERE visible(c))
WHERE s.name_key = $name_key AND s.birth_date = $birth_date AND c.answer = 'hit'
RETURN DISTINCT c.record AS record ORDER BY record LIMIT $limit
