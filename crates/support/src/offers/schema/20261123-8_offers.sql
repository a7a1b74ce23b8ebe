-- An item of the kind "offer": what somebody needs (side need) or can give (side offer). area: the key of an area
-- of the ground, never a home. desk_only: never published; its item stays a draft for the desk, so that the one
-- rule of visibility shows it to nobody. places: so many answers can be accepted. first_come: an answer takes a
-- place by itself. code_hash: of the code on a slip from the desk.
CREATE TABLE offer (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  side {text} NOT NULL,
  kind {text} NOT NULL,
  hours {text} NOT NULL,
  for_whom {text} NOT NULL,
  who_may_come {text} NOT NULL,
  area {text} NOT NULL,
  desk_only {int} NOT NULL,
  places {int} NOT NULL,
  first_come {int} NOT NULL,
  state {text} NOT NULL,
  until {day} NOT NULL,
  reminded {int} NOT NULL,
  code_hash {blob},
  thanks {text} NOT NULL,
  thanks_lang {text} NOT NULL,
  thanks_public {int} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE INDEX offer__list ON offer (community_id, side, state, id);
CREATE INDEX offer__until ON offer (community_id, state, until);
CREATE UNIQUE INDEX offer__community_id_code_hash ON offer (community_id, code_hash);

-- One answer of one member. place: which of the places it has; the unique index is what makes one winner of many
-- who come at once (rows without a place do not meet there).
CREATE TABLE offer_answer (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  offer_id {id} NOT NULL,
  member {id} NOT NULL,
  state {text} NOT NULL,
  place {int},
  reported_at {time},
  reported_why {text} NOT NULL,
  created_at {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX offer_answer__offer_id_member ON offer_answer (community_id, offer_id, member);
CREATE UNIQUE INDEX offer_answer__offer_id_place ON offer_answer (community_id, offer_id, place);
CREATE INDEX offer_answer__member ON offer_answer (community_id, member, created_at);
CREATE INDEX offer_answer__reported_at ON offer_answer (community_id, reported_at);

-- Messages through us: read by the two of them alone, and by the desk once one of them reports it.
CREATE TABLE offer_message (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  answer_id {id} NOT NULL,
  member {id} NOT NULL,
  lang {text} NOT NULL,
  words {text} NOT NULL,
  created_at {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE INDEX offer_message__answer_id ON offer_message (community_id, answer_id, created_at, id);
CREATE INDEX offer_message__member ON offer_message (community_id, member, created_at);
