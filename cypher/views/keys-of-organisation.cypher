/*
id: keys-of-organisation
means: By what visible sources an organisation could be meant, for finding others of which the same is told.
parameters: {ids: ids of organisations}
*/
UNWIND $ids AS i
MATCH (o:Organisation)<-[d:DESCRIBES WHERE visible(d)]-(s:OrganisationStatement WHERE visible(s))
WHERE o.id = i
RETURN DISTINCT s.name_key AS name_key, s.register_number AS number, s.vat_number AS vat_number
ORDER BY name_key, number, vat_number LIMIT $limit
