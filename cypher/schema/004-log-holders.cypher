/* What the auditor told of the holders of accounts, as keyed hashes: the log is compared with them, and tells no content. */
CREATE CONSTRAINT state_holder IF NOT EXISTS FOR (n:StateHolder) REQUIRE n.account IS UNIQUE;
