/* Look-ups at other authorities, their caps, and requests with their letters. */
CREATE CONSTRAINT state_lookup IF NOT EXISTS FOR (n:StateLookup) REQUIRE n.id IS UNIQUE;
CREATE INDEX state_lookup_at IF NOT EXISTS FOR (n:StateLookup) ON (n.at);
CREATE CONSTRAINT state_lookup_count IF NOT EXISTS FOR (n:StateLookupCount) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT state_request IF NOT EXISTS FOR (n:StateRequest) REQUIRE n.id IS UNIQUE;
