/*
id: address-of-establishment
means: The address as written for an establishment at premises.
parameters: {ids: ids of premises}
*/
UNWIND $ids AS i
MATCH (p:Premises)<-[r:OPERATES_AT WHERE visible(r)]-(e:Establishment)
WHERE p.id = i
RETURN DISTINCT p.id AS id, r.address AS address, place(r) AS lies_in ORDER BY id, address, lies_in LIMIT $limit
