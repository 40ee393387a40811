/*
id: parts-of-premises
means: What visible sources say is part of premises, as of a building, park or complex.
parameters: {ids: ids of premises}
*/
UNWIND $ids AS i
MATCH (p:Premises)<-[r:PART_OF WHERE visible(r)]-(q:Premises)
WHERE p.id = i
RETURN DISTINCT q.id AS id, r.source AS source, r.authority AS authority, r.collected_on AS collected_on,
  r.grade AS grade, r.record AS record, place(r) AS lies_in
ORDER BY id, source, authority, collected_on, grade, record, lies_in LIMIT $limit
