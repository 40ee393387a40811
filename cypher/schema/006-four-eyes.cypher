/* What a second person signs, integrity files that were erased with their case, registers consulted by hand. */
CREATE CONSTRAINT state_consultation IF NOT EXISTS FOR (n:StateConsultation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT state_signature IF NOT EXISTS FOR (n:StateSignature) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT state_erased_file IF NOT EXISTS FOR (n:StateErasedFile) REQUIRE n.id IS UNIQUE;
