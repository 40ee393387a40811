/* What was given away and copied, so that it can be called back and erased: exports, backups, and who is to be told. */
CREATE CONSTRAINT state_export IF NOT EXISTS FOR (n:StateExport) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT state_backup IF NOT EXISTS FOR (n:StateBackup) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT state_notice IF NOT EXISTS FOR (n:StateNotice) REQUIRE n.id IS UNIQUE;
