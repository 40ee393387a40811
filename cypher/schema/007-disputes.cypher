/* What is disputed, or closed by acquittal or annulment: by the key of the row, so that its next version is too. */
CREATE CONSTRAINT state_dispute IF NOT EXISTS FOR (n:StateDispute) REQUIRE n.id IS UNIQUE;
