/*
id: kinship
means: The partners and relatives that a statement of the police tells of a person.
four_eyes: kinship
either: {Here There: "TIE_OF TIE_WITH, TIE_WITH TIE_OF"}
parameters: {ids: ids of persons}
*/
UNWIND $ids AS i
MATCH (p:Person)<-[h:Here WHERE visible(h)]-(t:PrivateTie WHERE visible(t))-[o:There WHERE visible(o)]->(q:Person|Organisation)
WHERE p.id = i
RETURN DISTINCT p.id AS id, q.id AS other, t.tie_kind AS kind, t.record AS record, place(t) AS lies_in, t.source AS source,
  t.authority AS authority, t.delivery AS delivery, t.file AS file, t.line AS line, t.since AS since, t.until AS until,
  t.grade AS grade, t.collected_on AS collected_on
ORDER BY id, other, kind, record, lies_in, source, authority, delivery, file, line, since, until, grade, collected_on LIMIT $limit
