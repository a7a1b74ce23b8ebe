-- How somebody wants what is printed for them: large is 1 where nothing may be smaller than 18 pt.
CREATE TABLE paper_setting (
  community_id {int} NOT NULL,
  member {id} NOT NULL,
  large {int} NOT NULL,
  PRIMARY KEY (community_id, member)
) {clustered};
