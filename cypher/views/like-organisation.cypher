/*
id: like-organisation
means: Organisations of one folded name.
parameters: {name_key: folded name without legal form}
*/
MATCH (s:OrganisationStatement WHERE visible(s))-[d:DESCRIBES WHERE visible(d)]->(o:Organisation)
WHERE s.name_key = $name_key
RETURN DISTINCT o.id AS id ORDER BY id LIMIT $limit
