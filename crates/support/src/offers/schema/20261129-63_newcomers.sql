-- newcomer_free: for whom the desk lifted the limits of the first two weeks.
CREATE TABLE newcomer_free (
  community_id {int} NOT NULL,
  member {id} NOT NULL,
  by_member {id},
  at {time} NOT NULL,
  PRIMARY KEY (community_id, member)
) {clustered};
