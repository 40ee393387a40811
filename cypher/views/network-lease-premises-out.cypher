/*
id: network-lease-premises-out
means: The premises of a lease.
parameters: {ids: ids of records}
line: {type: LEASE_OF, here: Lease, other: Premises, way: out}
*/
UNWIND $ids AS i
MATCH (a:Lease WHERE visible(a))-[r:LEASE_OF WHERE visible(r)]->(b:Premises)
WHERE a.record = i
RETURN DISTINCT a.record AS here, b.id AS other, r.record AS record, place(r) AS lies_in, r.source AS source, r.authority AS authority,
  r.since AS since, r.until AS until, r.collected_on AS collected_on, r.grade AS grade, r.basis AS basis
ORDER BY here, other, record, lies_in, source, authority, since, until, collected_on, grade, basis LIMIT $limit
