-- What the second, independent count said: same, same at the final share, or none where the rule has no second count.
-- An edition on which the two differ is not taken in.
ALTER TABLE edition ADD COLUMN second_count {text} NOT NULL DEFAULT 'none';
