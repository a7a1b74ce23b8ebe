-- What a story is, apart from its words. era_from and era_to: years; precision says how well they are known.
-- leaving: what becomes of it when its teller leaves. note: a word from the editors who sent it back.
CREATE TABLE story (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  era_from {int} NOT NULL,
  era_to {int} NOT NULL,
  era_precision {text} NOT NULL,
  place_words {text} NOT NULL,
  source {text} NOT NULL,
  leaving {text} NOT NULL,
  note {text} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};

-- Who tells and who is told about: a member, or a name as the story gives it. name_key: the name in plain small
-- letters, by which a list can be asked for one person's stories.
CREATE TABLE story_person (
  community_id {int} NOT NULL,
  item_id {id} NOT NULL,
  position {int} NOT NULL,
  part {text} NOT NULL,
  member_id {id},
  name {text} NOT NULL,
  name_key {text} NOT NULL,
  life {text} NOT NULL,
  visible {int} NOT NULL,
  PRIMARY KEY (community_id, item_id, position)
) {clustered};
CREATE INDEX story_person__name ON story_person (community_id, name_key, item_id);
CREATE INDEX story_person__member ON story_person (community_id, member_id, item_id);
