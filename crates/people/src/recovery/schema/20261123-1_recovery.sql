-- Sealed. What a one-time letter from the desk opens: only the hash, whom it lets in, and until which day.
CREATE TABLE recovery_code (
  community_id {int} NOT NULL,
  hash {blob} NOT NULL,
  subject {id} NOT NULL,
  until_day {day} NOT NULL,
  PRIMARY KEY (community_id, hash)
) {clustered};
CREATE INDEX recovery_code__subject ON recovery_code (community_id, subject);
