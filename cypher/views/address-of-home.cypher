/*
id: address-of-home
means: The address as written in the line LIVES_AT to premises.
parameters: {ids: ids of premises}
*/
UNWIND $ids AS i
MATCH (p:Premises)<-[r:LIVES_AT WHERE visible(r)]-(w:Person)
WHERE p.id = i AND r.address IS NOT NULL
RETURN DISTINCT p.id AS id, r.address AS address, place(r) AS lies_in ORDER BY id, address, lies_in LIMIT $limit
