-- desk_visit: somebody at the desk acts for a member, in one browser, for at most 30 minutes.
CREATE TABLE desk_visit (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  session_id {id} NOT NULL,
  helper {id} NOT NULL,
  member {id} NOT NULL,
  channel {text} NOT NULL,
  reason {text} NOT NULL,
  paper {text} NOT NULL,
  started {time} NOT NULL,
  ends {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE INDEX desk_visit__session_id ON desk_visit (community_id, session_id, ends);
CREATE INDEX desk_visit__member ON desk_visit (community_id, member, started);

-- desk_letter: a one-time letter for somebody who lost card and mail; members with roles need a second person.
CREATE TABLE desk_letter (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  member {id} NOT NULL,
  proposed_by {id} NOT NULL,
  reason {text} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX desk_letter__community_id_member ON desk_letter (community_id, member);
