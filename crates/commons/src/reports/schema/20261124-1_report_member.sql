-- Who reported, if they were signed in: seen by nobody, so that their leaving takes their words along and their own
-- copy of what is kept holds them.
ALTER TABLE report ADD COLUMN by_member {id};
