-- The ground under the map: the neighbourhood's boundary, a few named lines (streets, a river, the tram) and its
-- areas (estates, villages). A map without any tiles is useful by these. names: by language, the first for all.
CREATE TABLE ground (
  community_id {int} NOT NULL,
  part {text} NOT NULL,
  key {text} NOT NULL,
  position {int} NOT NULL,
  kind {text} NOT NULL,
  names {json} NOT NULL,
  shape {json} NOT NULL,
  PRIMARY KEY (community_id, part, key)
) {clustered};
