/*
id: describe-organisation
means: The names and numbers that visible sources write for an organisation.
parameters: {ids: ids of organisations}
*/
UNWIND $ids AS i
MATCH (o:Organisation)<-[d:DESCRIBES WHERE visible(d)]-(s:OrganisationStatement WHERE visible(s))
WHERE o.id = i
RETURN o.id AS id, s.name AS name, s.trade_names AS trade_names, s.legal_form AS legal_form, s.register AS register,
  s.register_number AS register_number, s.status AS status, s.founded AS founded, s.town AS town, s.source AS source,
  s.authority AS authority, s.collected_on AS collected_on, s.grade AS grade, s.record AS record, place(s) AS lies_in
ORDER BY id, name, trade_names, legal_form, register, register_number, status, founded, town, source, authority, collected_on,
  grade, record, lies_in LIMIT $limit
