-- Sealed. What was written in a mediation: of which one, in which place, in which order, on which day. It names nobody.
CREATE TABLE mediation_words (
  community_id {int} NOT NULL,
  matter {id} NOT NULL,
  id {id} NOT NULL,
  slot {text} NOT NULL,
  n {int} NOT NULL,
  lang {text} NOT NULL,
  words {text} NOT NULL,
  day {day} NOT NULL,
  PRIMARY KEY (community_id, matter, id)
) {clustered};
