-- Who waits at the desk today, as the person at the desk calls them: never a member. taken_by: who called them; one
-- helper calls one person at a time. The row goes when the visit begins, and at night at the latest.
CREATE TABLE desk_queue (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  day {day} NOT NULL,
  number {int} NOT NULL,
  called {text} NOT NULL,
  why {text} NOT NULL,
  locale {text} NOT NULL,
  since {time} NOT NULL,
  taken_by {id},
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX desk_queue__community_id_day_number ON desk_queue (community_id, day, number);
CREATE UNIQUE INDEX desk_queue__community_id_taken_by ON desk_queue (community_id, taken_by);
