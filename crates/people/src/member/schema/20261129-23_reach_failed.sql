-- Since when nobody is reached at reach_value: a letter came back, or a number was wrong. Another value empties it.
ALTER TABLE member ADD COLUMN reach_failed_at {time};
