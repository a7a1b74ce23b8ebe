-- represents: this member acts for this organisation (itself a member of kind organisation).
CREATE TABLE represents (
  community_id {int} NOT NULL,
  member {id} NOT NULL,
  organisation {id} NOT NULL,
  added_by {id},
  since {time} NOT NULL,
  PRIMARY KEY (community_id, member, organisation)
) {clustered};
CREATE INDEX represents__organisation ON represents (community_id, organisation);
