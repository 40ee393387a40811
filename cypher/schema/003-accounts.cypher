/* Accounts, their sessions in browsers and on the command line, and the tries to sign in. */
CREATE CONSTRAINT state_account IF NOT EXISTS FOR (n:StateAccount) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT state_session IF NOT EXISTS FOR (n:StateSession) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT state_tries IF NOT EXISTS FOR (n:StateTries) REQUIRE n.id IS UNIQUE;
