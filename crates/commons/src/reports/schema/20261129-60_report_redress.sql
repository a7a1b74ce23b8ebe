-- The whole way of a report: by which rule it was decided, who objected, and what a second person decided. The
-- first decision stays as it was. hidden_version: the version of the item after it was hidden, so that lifting the
-- decision brings back only what nobody changed since.
ALTER TABLE report ADD COLUMN rule {text} NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN objector {text} NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN objected_by {id};
ALTER TABLE report ADD COLUMN objected_at {time};
ALTER TABLE report ADD COLUMN again_decision {text} NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN again_rule {text} NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN again_reasons {text} NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN again_by {id};
ALTER TABLE report ADD COLUMN again_at {time};
ALTER TABLE report ADD COLUMN hidden_version {int};
CREATE INDEX report__item ON report (community_id, item_id);
