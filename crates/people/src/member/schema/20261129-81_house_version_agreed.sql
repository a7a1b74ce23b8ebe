-- The newest version of the house agreement to which a member said yes by itself; empty where they have only accepted
-- what held when they joined (rules_accepted).
ALTER TABLE member ADD COLUMN house_version {int};
