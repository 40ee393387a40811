/* The application's own state: labels that no query file can name. One statement per line. */
CREATE CONSTRAINT state_store IF NOT EXISTS FOR (n:StateStore) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT state_load IF NOT EXISTS FOR (n:StateLoad) REQUIRE n.number IS UNIQUE;
CREATE CONSTRAINT state_compartment IF NOT EXISTS FOR (n:StateCompartment) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT state_case IF NOT EXISTS FOR (n:StateCase) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT state_grant IF NOT EXISTS FOR (n:StateGrant) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT state_schema IF NOT EXISTS FOR (n:StateSchema) REQUIRE n.file IS UNIQUE;
CREATE CONSTRAINT state_chain IF NOT EXISTS FOR (n:StateChain) REQUIRE n.id IS UNIQUE;
