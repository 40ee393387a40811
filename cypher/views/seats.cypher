/*
id: seats
means: Premises where organisations have their seat now.
parameters: {ids: ids of organisations}
*/
UNWIND $ids AS i
MATCH (o:Organisation)-[r:SEATED_AT WHERE visible(r) AND current(r)]->(p:Premises)
WHERE o.id = i
RETURN DISTINCT p.id AS id ORDER BY id LIMIT $limit
