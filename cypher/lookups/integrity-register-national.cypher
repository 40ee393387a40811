/*
id: integrity-register-national
means: Whether a register of integrity decisions answered with a hit about a person of this national number.
category: integrity_register
parameters: {national_key: keyed hash of a national number of the asked country}
*/
MATCH (s:PersonStatement WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(p:Person)
  <-[l:CONSULTED_ON WHERE visible(l)]-(c:Consultation WHERE visible(c))
WHERE s.national_key = $national_key AND c.answer = 'hit'
RETURN DISTINCT c.record AS record ORDER BY record LIMIT $limit
