/*
id: address-of-seat
means: The address as written in the line SEATED_AT to premises.
parameters: {ids: ids of premises}
*/
UNWIND $ids AS i
MATCH (p:Premises)<-[r:SEATED_AT WHERE visible(r)]-(w:Organisation)
WHERE p.id = i
RETURN DISTINCT p.id AS id, r.address AS address, place(r) AS lies_in ORDER BY id, address, lies_in LIMIT $limit
