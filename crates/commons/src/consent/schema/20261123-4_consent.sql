-- Who agreed that an item shows them, for what, and how they said so. member_id or name; witness: the person who
-- heard it, or the number of the paper form. text_version: of the words they agreed to. code_hash: of the code by
-- which they can take it back.
CREATE TABLE consent (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  item_id {id} NOT NULL,
  member_id {id},
  name {text} NOT NULL,
  part {text} NOT NULL,
  on_screen {int} NOT NULL,
  in_print {int} NOT NULL,
  elsewhere {int} NOT NULL,
  how {text} NOT NULL,
  witness {text} NOT NULL,
  text_version {int} NOT NULL,
  given_on {day} NOT NULL,
  at {time} NOT NULL,
  withdrawn_at {time},
  code_hash {blob} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX consent__code_hash ON consent (community_id, code_hash);
CREATE INDEX consent__item ON consent (community_id, item_id);
CREATE INDEX consent__withdrawn ON consent (community_id, withdrawn_at);
CREATE INDEX consent__member ON consent (community_id, member_id);
