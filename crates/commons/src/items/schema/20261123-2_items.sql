-- What people publish has a row in item; its words lie in item_text, one row per language and ease.
CREATE TABLE item (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  kind {text} NOT NULL,
  slug {text} NOT NULL,
  owner {id},
  origin {text} NOT NULL,
  stage {text} NOT NULL,
  audience {int} NOT NULL,
  sample {int} NOT NULL,
  area {text} NOT NULL,
  ends_at {time},
  published_at {time},
  created_at {time} NOT NULL,
  version {int} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX item__kind_slug ON item (community_id, kind, slug);
CREATE INDEX item__live ON item (community_id, kind, stage, published_at, id);
CREATE INDEX item__owner ON item (community_id, owner, created_at);
CREATE INDEX item__ends ON item (community_id, stage, ends_at);

-- state: original, machine (a draft nobody has read), neighbour (translated by one), reviewed.
-- sort_key: the title's place in Polish order.
CREATE TABLE item_text (
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
) {clustered};

-- Who has which part in an item: teller, subject, photographer, translator.
CREATE TABLE item_member (
  community_id {int} NOT NULL,
  item_id {id} NOT NULL,
  member_id {id} NOT NULL,
  part {text} NOT NULL,
  PRIMARY KEY (community_id, item_id, member_id, part)
) {clustered};
CREATE INDEX item_member__member ON item_member (community_id, member_id, item_id);

-- Which item stands with which: a story tells of a place. What crosses slices goes through here.
CREATE TABLE item_link (
  community_id {int} NOT NULL,
  item_id {id} NOT NULL,
  to_item {id} NOT NULL,
  part {text} NOT NULL,
  PRIMARY KEY (community_id, item_id, to_item, part)
) {clustered};
CREATE INDEX item_link__to ON item_link (community_id, to_item, part, item_id);

-- The search index: an ordinary table of analysed terms, so that both engines find the same and everything
-- can be erased.
CREATE TABLE search_term (
  community_id {int} NOT NULL,
  term {text} NOT NULL,
  item_id {id} NOT NULL,
  weight {int} NOT NULL,
  PRIMARY KEY (community_id, term, item_id)
) {clustered};
CREATE INDEX search_term__item ON search_term (community_id, item_id);
