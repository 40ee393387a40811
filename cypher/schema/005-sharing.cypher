/* A case is shared with a partner or an expertise centre. */
CREATE CONSTRAINT state_share IF NOT EXISTS FOR (n:StateShare) REQUIRE n.id IS UNIQUE;
