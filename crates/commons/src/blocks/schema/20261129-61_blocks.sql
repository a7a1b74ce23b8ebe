-- block: somebody wants nothing to do with another. It holds in both directions; no reason is kept.
CREATE TABLE block (
  community_id {int} NOT NULL,
  member {id} NOT NULL,
  other {id} NOT NULL,
  since {time} NOT NULL,
  PRIMARY KEY (community_id, member, other)
) {clustered};
CREATE INDEX block__other ON block (community_id, other);
