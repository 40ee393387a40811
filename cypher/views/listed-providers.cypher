/*
id: listed-providers
means: Which of these firms and premises a reviewer listed as serving many, and with what service.
either: {Served: Organisation Premises}
parameters: {ids: ids of organisations and premises}
*/
UNWIND $ids AS i
MATCH (t:Served)<-[r:LISTING_OF WHERE visible(r) AND current(r)]-(l:ProviderListing WHERE visible(l) AND current(l))
WHERE t.id = i
RETURN DISTINCT t.id AS id, l.provider_kind AS provider_kind ORDER BY id, provider_kind LIMIT $limit
