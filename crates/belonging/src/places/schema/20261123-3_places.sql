-- Where an item of the kind "place" lies and what it is. shape: GeoJSON geometry; the five numbers below it are
-- 1e-7 degrees: its middle and its box. precision_m: how far off the middle may be. list_key: the place of its
-- name in Polish order, kept here so that the list is read in order and not sorted.
CREATE TABLE place (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  kind {text} NOT NULL,
  status {text} NOT NULL,
  shape {json} NOT NULL,
  lat {int},
  lon {int},
  south {int},
  west {int},
  north {int},
  east {int},
  precision_m {int} NOT NULL,
  next_door {int} NOT NULL,
  address {text} NOT NULL,
  source {text} NOT NULL,
  checked {day},
  list_key {blob} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE INDEX place__list ON place (community_id, list_key, id);

-- Steps, ramps, benches, toilets: by language, like every text.
CREATE TABLE place_access (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  lang {text} NOT NULL,
  access {text} NOT NULL,
  PRIMARY KEY (community_id, id, lang)
) {clustered};
