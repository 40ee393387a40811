/*
id: network-branch-in
means: The establishments of an organisation.
parameters: {ids: ids of things}
line: {type: BELONGS_TO, here: Organisation, other: Establishment, way: in}
*/
UNWIND $ids AS i
MATCH (a:Organisation)<-[r:BELONGS_TO WHERE visible(r)]-(b:Establishment)
WHERE a.id = i
RETURN DISTINCT a.id AS here, b.id AS other, r.record AS record, place(r) AS lies_in, r.source AS source, r.authority AS authority,
  r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade, r.basis AS basis
ORDER BY here, other, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
