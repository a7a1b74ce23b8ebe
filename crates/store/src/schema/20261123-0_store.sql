-- The store's own bookkeeping.
-- journal: who did what, to what, for whom, by which road, when. No old or new values: versions of texts lie
-- with the texts, so that erasure has one place.
CREATE TABLE journal (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  act {text} NOT NULL,
  target {id},
  who_kind {text} NOT NULL,
  who {id},
  for_member {id},
  channel {text} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {clustered};
CREATE INDEX journal__for_member ON journal (community_id, for_member, at);
CREATE INDEX journal__who ON journal (community_id, who, at);
CREATE INDEX journal__target ON journal (community_id, target, at);

-- once: a form sent twice has one effect. Keeps only where to go next; lives 7 days.
CREATE TABLE once (
  community_id {int} NOT NULL,
  key {id} NOT NULL,
  who {id},
  next {text} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (community_id, key)
) {clustered};
CREATE INDEX once__at ON once (community_id, at);
