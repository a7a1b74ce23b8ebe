-- Filled forms that came in. number: printed on the sheet. state: waiting, typed (a signature not yet checked), done,
-- closed. typed: of a consent, what it says (JSON). outcome: the page that came of it. scan: the key of its picture,
-- empty when there is none any more; scan_until: when the picture goes.
CREATE TABLE paper_form (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  kind {text} NOT NULL,
  number {text} NOT NULL,
  arrived {time} NOT NULL,
  due {day} NOT NULL,
  state {text} NOT NULL,
  member {id},
  received_by {id},
  typed_by {id},
  typed {text} NOT NULL,
  checked_by {id},
  outcome {text} NOT NULL,
  note {text} NOT NULL,
  scan {text} NOT NULL,
  scan_until {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX paper_form__number ON paper_form (community_id, number);
CREATE INDEX paper_form__state ON paper_form (community_id, state, due, id);
CREATE INDEX paper_form__member ON paper_form (community_id, member);
CREATE INDEX paper_form__scan_until ON paper_form (community_id, scan_until);
CREATE INDEX paper_form__scan ON paper_form (scan);
