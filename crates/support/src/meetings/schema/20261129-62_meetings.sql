-- meeting: where and when two who agreed on something meet, as one of them proposed and the other agreed.
-- elsewhere: not at an Activity Place, which both said knowingly.
CREATE TABLE meeting (
  community_id {int} NOT NULL,
  answer_id {id} NOT NULL,
  place {text} NOT NULL,
  item_id {id},
  elsewhere {int} NOT NULL,
  hours {text} NOT NULL,
  proposed_by {id} NOT NULL,
  other {id} NOT NULL,
  proposed_at {time} NOT NULL,
  agreed_at {time},
  PRIMARY KEY (community_id, answer_id)
) {rows};
CREATE INDEX meeting__proposed_by ON meeting (community_id, proposed_by);
CREATE INDEX meeting__other ON meeting (community_id, other);

-- meeting_field: one thing (address, surname, phone) one of the two asks of the other, and what the other tells to
-- this one person. Forgotten soon after.
CREATE TABLE meeting_field (
  community_id {int} NOT NULL,
  answer_id {id} NOT NULL,
  asked_by {id} NOT NULL,
  field {text} NOT NULL,
  told_by {id} NOT NULL,
  asked_at {time} NOT NULL,
  words {text} NOT NULL,
  told_at {time},
  PRIMARY KEY (community_id, answer_id, asked_by, field)
) {rows};
CREATE INDEX meeting_field__asked_by ON meeting_field (community_id, asked_by);
CREATE INDEX meeting_field__told_by ON meeting_field (community_id, told_by);
