-- hitch: why a notice did not go the way its member chose ('' when nothing is wrong); note: what they said to the
-- desk; outcome_at: when the outcome was noted, so that it can be corrected the same day.
ALTER TABLE notice ADD COLUMN hitch {text} NOT NULL DEFAULT '';
ALTER TABLE notice ADD COLUMN note {text} NOT NULL DEFAULT '';
ALTER TABLE notice ADD COLUMN outcome_at {time};
CREATE INDEX notice__outcome_at ON notice (community_id, outcome_at);
-- A bounce names a letter by its key alone.
CREATE INDEX notice__id ON notice (id);
