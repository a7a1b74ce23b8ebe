-- The versions of the agreement that a neighbourhood writes for itself, by number: when each was announced and since
-- when it holds. What they say is kept by who writes them; here stands what a member is asked to agree to.
CREATE TABLE house_version (
  community_id {int} NOT NULL,
  number {int} NOT NULL,
  announced {time} NOT NULL,
  holds_from {time} NOT NULL,
  PRIMARY KEY (community_id, number)
) {clustered};
