-- An item of the kind "date": what takes place once, or every week from its first day on. first, last: local days;
-- from_hour, to_hour: local hours ("17:00"; to_hour '' where nobody said), so that five stays five when clocks change.
-- exceptions: the few days of a series that are different, never queried into. place: an item of the kind "place";
-- place_words: where exactly, or where at all. amount: grosze. access, languages: words joined by commas. places: NULL
-- where there is room for everybody. sequence: counts changes, for calendar programs. was: when and where it was
-- before the last change. over_at: when the last of it ends; NULL where no end is known.
CREATE TABLE programme (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  first {day} NOT NULL,
  from_hour {text} NOT NULL,
  to_hour {text} NOT NULL,
  weekly {int} NOT NULL,
  last {day},
  exceptions {json} NOT NULL,
  place {id},
  place_words {text} NOT NULL,
  for_whom {text} NOT NULL,
  cost {text} NOT NULL,
  amount {int} NOT NULL,
  access {text} NOT NULL,
  languages {text} NOT NULL,
  places {int},
  state {text} NOT NULL,
  sequence {int} NOT NULL,
  was {json} NOT NULL,
  changed_at {time} NOT NULL,
  over_at {time},
  PRIMARY KEY (community_id, id)
) {rows};
CREATE INDEX programme__state_over_at ON programme (community_id, state, over_at);

-- Who comes on which day. member: a named place; guest: somebody without an account, as a number made from the key of
-- their browser that is different for every day. place: which of the places; NULL for those who wait. The unique
-- index is what makes one winner of many who want the last place.
CREATE TABLE programme_coming (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  date_id {id} NOT NULL,
  day {day} NOT NULL,
  member {id},
  guest {blob},
  place {int},
  created_at {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX programme_coming__date_id_day_member ON programme_coming (community_id, date_id, day, member);
CREATE UNIQUE INDEX programme_coming__date_id_day_guest ON programme_coming (community_id, date_id, day, guest);
CREATE UNIQUE INDEX programme_coming__date_id_day_place ON programme_coming (community_id, date_id, day, place);
CREATE INDEX programme_coming__member ON programme_coming (community_id, member, day);
CREATE INDEX programme_coming__day ON programme_coming (community_id, day);

-- The secret in the address of somebody's own calendar, as a hash alone.
CREATE TABLE programme_feed (
  community_id {int} NOT NULL,
  member {id} NOT NULL,
  secret_hash {blob} NOT NULL,
  created_at {time} NOT NULL,
  PRIMARY KEY (community_id, member)
) {clustered};
CREATE UNIQUE INDEX programme_feed__secret_hash ON programme_feed (community_id, secret_hash);
