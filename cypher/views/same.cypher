/*
id: same
means: What is the same thing in this View, within four steps of SAME_AS.
either: {Kind: Person Organisation Premises}
parameters: {ids: ids of things}
*/
UNWIND $ids AS i
MATCH (a:Kind)((x:Kind)-[s:SAME_AS WHERE visible(s)]-(y:Kind)){1,4}(b:Kind)
WHERE a.id = i
RETURN DISTINCT i AS id, b.id AS other ORDER BY id, other LIMIT $limit
