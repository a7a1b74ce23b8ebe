-- A neighbourhood: its address and its face (names, languages, who is responsible, the desk), as one JSON text
-- that is never queried into.
CREATE TABLE community (
  community_id {int} NOT NULL,
  slug {text} NOT NULL,
  face {json} NOT NULL,
  state {text} NOT NULL,
  version {int} NOT NULL,
  created {time} NOT NULL,
  PRIMARY KEY (community_id)
) {clustered};
CREATE UNIQUE INDEX community__slug ON community (slug);
