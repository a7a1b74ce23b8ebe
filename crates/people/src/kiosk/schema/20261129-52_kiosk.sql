-- A screen of an Activity Place that many people use. code_hash: of the code that turns a device into it, once;
-- token_hash: of the cookie of that device. Neither is a member's.
CREATE TABLE kiosk (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  label {text} NOT NULL,
  code_hash {blob},
  code_ends {time} NOT NULL,
  token_hash {blob},
  made_by {id},
  made {time} NOT NULL,
  started {time},
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX kiosk__community_id_code_hash ON kiosk (community_id, code_hash);
CREATE UNIQUE INDEX kiosk__community_id_token_hash ON kiosk (community_id, token_hash);
