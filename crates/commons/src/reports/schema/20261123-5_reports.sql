-- "Something is wrong here": a notice under art. 16 of the Digital Services Act, by anybody, with a receipt.
CREATE TABLE report (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  item_id {id},
  page {text} NOT NULL,
  reason {text} NOT NULL,
  words {text} NOT NULL,
  contact {text} NOT NULL,
  receipt {blob} NOT NULL,
  state {text} NOT NULL,
  decision {text} NOT NULL,
  reasons {text} NOT NULL,
  decided_by {id},
  decided_at {time},
  objection {text} NOT NULL,
  created_at {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX report__receipt ON report (community_id, receipt);
CREATE INDEX report__state ON report (community_id, state, created_at, id);
