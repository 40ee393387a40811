/* A View reads the compartments that are for all, and those for its case. Integrity files loaded before stay closed. */
MATCH (c:StateCompartment) WHERE c.file IS NULL SET c.file = CASE WHEN c.category = 'integrity_file' AND c.case = '' THEN 'not said' ELSE '' END, c.only = CASE WHEN c.category = 'integrity_file' AND c.case = '' THEN 'not said' ELSE c.case END;
CREATE INDEX state_compartment_only IF NOT EXISTS FOR (n:StateCompartment) ON (n.only);
