/* Theme studies as they were told: counts without the small ones, and nothing of anybody. */
CREATE CONSTRAINT state_study IF NOT EXISTS FOR (n:StateStudy) REQUIRE n.id IS UNIQUE;
