-- What somebody is to be told, written with its cause. words: subject and text in every language of the interface,
-- so that each is read in the language its reader has now. channel: mail, or a way that a person at the desk goes.
-- by_member: who caused it, if it was somebody, so that their leaving takes these words along.
CREATE TABLE notice (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  member {id} NOT NULL,
  by_member {id},
  kind {text} NOT NULL,
  about {id},
  words {json} NOT NULL,
  path {text} NOT NULL,
  channel {text} NOT NULL,
  state {text} NOT NULL,
  tries {int} NOT NULL,
  next_at {time} NOT NULL,
  outcome {text} NOT NULL,
  outcome_by {id},
  created_at {time} NOT NULL,
  done_at {time},
  PRIMARY KEY (community_id, id)
) {rows};
CREATE INDEX notice__member ON notice (community_id, member, created_at);
CREATE INDEX notice__due ON notice (community_id, state, channel, next_at);
CREATE INDEX notice__by_member ON notice (community_id, by_member);
CREATE INDEX notice__done_at ON notice (community_id, done_at);
