-- A need or an offer begun before its author joined: what the form says, under a key that only their address
-- holds. Forgotten after seven days, or as soon as it is published.
CREATE TABLE begun (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  key_hash {blob} NOT NULL,
  told {text} NOT NULL,
  ends {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX begun__community_id_key_hash ON begun (community_id, key_hash);
CREATE INDEX begun__ends ON begun (community_id, ends);
