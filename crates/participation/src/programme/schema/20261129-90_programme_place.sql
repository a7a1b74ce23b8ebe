-- The page of a place lists what takes place there.
CREATE INDEX programme__place ON programme (community_id, place);
