/* Watch sets: one node for each thing that an account watches in a case. */
CREATE CONSTRAINT state_watch IF NOT EXISTS FOR (n:StateWatch) REQUIRE n.id IS UNIQUE;
CREATE INDEX state_watch_case IF NOT EXISTS FOR (n:StateWatch) ON (n.case);
