-- Pictures of items. hash: of all renditions together; the files lie in the data folder under it. widths: those
-- there are, from small to large, parted by commas. taken: when, in the owner's words.
CREATE TABLE media (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  item_id {id} NOT NULL,
  position {int} NOT NULL,
  hash {text} NOT NULL,
  widths {text} NOT NULL,
  width {int} NOT NULL,
  height {int} NOT NULL,
  credit {text} NOT NULL,
  taken {text} NOT NULL,
  owner {id},
  PRIMARY KEY (community_id, id)
) {rows};
CREATE INDEX media__item ON media (community_id, item_id, position);
CREATE INDEX media__hash ON media (hash);

-- What the picture shows, for those who can't see it: by language.
CREATE TABLE media_alt (
  community_id {int} NOT NULL,
  media_id {id} NOT NULL,
  lang {text} NOT NULL,
  alt {text} NOT NULL,
  PRIMARY KEY (community_id, media_id, lang)
) {clustered};
