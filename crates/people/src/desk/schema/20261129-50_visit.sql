-- What was promised at the end of a visit, until which day, and when somebody did it: a line of the desk on that day.
ALTER TABLE desk_visit ADD COLUMN promise {text} NOT NULL DEFAULT '';
ALTER TABLE desk_visit ADD COLUMN promise_day {day};
ALTER TABLE desk_visit ADD COLUMN promise_kept {time};
CREATE INDEX desk_visit__promise_day ON desk_visit (community_id, promise_day);
