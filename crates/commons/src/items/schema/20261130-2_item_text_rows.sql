-- Words lie in rows, no longer clustered by their key: to find its way, SQLite compared keys with whole texts around
-- them, read from overflow pages. A list of 10,000 items' newest page costs a quarter less.
CREATE TABLE item_text_rows (
  community_id {int} NOT NULL,
  item_id {id} NOT NULL,
  lang {text} NOT NULL,
  ease {text} NOT NULL,
  title {text} NOT NULL,
  summary {text} NOT NULL,
  sort_key {blob} NOT NULL,
  author {id},
  state {text} NOT NULL,
  of_version {int} NOT NULL,
  body {text} NOT NULL,
  PRIMARY KEY (community_id, item_id, lang, ease)
) {rows};
INSERT INTO item_text_rows SELECT community_id, item_id, lang, ease, title, summary, sort_key, author, state,
  of_version, body FROM item_text;
DROP TABLE item_text;
ALTER TABLE item_text_rows RENAME TO item_text;
