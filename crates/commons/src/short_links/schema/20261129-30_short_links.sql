-- Short addresses that stand on paper: /q/{code}, for ever. path: of ours, below the community; '!' and the code once
-- what stood there was erased. item_id, or last (the last part of an address of several): by what it is found then.
CREATE TABLE short_link (
  code {text} NOT NULL,
  community_id {int} NOT NULL,
  path {text} NOT NULL,
  last {text} NOT NULL,
  item_id {id},
  made {time} NOT NULL,
  PRIMARY KEY (code)
) {rows};
CREATE UNIQUE INDEX short_link__path ON short_link (community_id, path);
CREATE INDEX short_link__last ON short_link (community_id, last);
CREATE INDEX short_link__item ON short_link (community_id, item_id);
