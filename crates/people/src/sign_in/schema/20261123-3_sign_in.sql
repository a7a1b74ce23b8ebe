-- Nothing here is kept in the clear: tokens and codes lie as SHA-256 of their purpose and themselves.
-- sign_in_request: a letter with a link and a six-digit code, or a printed one-time link. Used once.
CREATE TABLE sign_in_request (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  purpose {text} NOT NULL,
  token_hash {blob} NOT NULL,
  code_hash {blob},
  person_id {id},
  email {text},
  joining {json},
  next {text} NOT NULL,
  tries {int} NOT NULL,
  ends {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX sign_in_request__community_id_token_hash ON sign_in_request (community_id, token_hash);
CREATE INDEX sign_in_request__ends ON sign_in_request (community_id, ends);
CREATE INDEX sign_in_request__person_id ON sign_in_request (person_id);

CREATE TABLE session (
  id {id} NOT NULL,
  token_hash {blob} NOT NULL,
  person_id {id} NOT NULL,
  device {text} NOT NULL,
  created {time} NOT NULL,
  seen {time} NOT NULL,
  PRIMARY KEY (id)
) {clustered};
CREATE UNIQUE INDEX session__token_hash ON session (token_hash);
CREATE INDEX session__person_id ON session (person_id);
CREATE INDEX session__seen ON session (seen);

-- card: the printed card of a resident. At most one a person; a new one ends the old one.
CREATE TABLE card (
  person_id {id} NOT NULL,
  code_hash {blob} NOT NULL,
  made {time} NOT NULL,
  PRIMARY KEY (person_id)
) {clustered};
CREATE UNIQUE INDEX card__code_hash ON card (code_hash);

-- api_token: lets a program act as a member, in one neighbourhood.
CREATE TABLE api_token (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  member {id} NOT NULL,
  token_hash {blob} NOT NULL,
  label {text} NOT NULL,
  made {time} NOT NULL,
  ends {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX api_token__community_id_token_hash ON api_token (community_id, token_hash);
CREATE INDEX api_token__member ON api_token (community_id, member);
