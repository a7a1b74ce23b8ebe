-- One issue of the stairwell bulletin, numbered from 1. lang: the language in which it was put together and of its own
-- words (hello). next_on: the day of the next one. editor: who put it together, named in the imprint once it is
-- published. short: the code of its short address; empty before.
CREATE TABLE bulletin (
  community_id {int} NOT NULL,
  number {int} NOT NULL,
  lang {text} NOT NULL,
  hello {text} NOT NULL,
  next_on {day} NOT NULL,
  state {text} NOT NULL,
  version {int} NOT NULL,
  editor {id},
  short {text} NOT NULL,
  created_at {time} NOT NULL,
  published_at {time},
  PRIMARY KEY (community_id, number)
) {rows};
CREATE INDEX bulletin__state ON bulletin (community_id, state, number);

-- What an issue holds, in order: an item, as date, story, need, offer or thanks. words: shortened for this issue, in
-- the language lang; empty where the item's own words stand.
CREATE TABLE bulletin_line (
  community_id {int} NOT NULL,
  number {int} NOT NULL,
  position {int} NOT NULL,
  sort {text} NOT NULL,
  item_id {id} NOT NULL,
  lang {text} NOT NULL,
  words {text} NOT NULL,
  PRIMARY KEY (community_id, number, position)
) {clustered};
CREATE INDEX bulletin_line__item_id ON bulletin_line (community_id, item_id);
