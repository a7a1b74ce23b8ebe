-- person: what is needed to sign in, for the whole installation. Everything inside a neighbourhood refers to member.
CREATE TABLE person (
  id {id} NOT NULL,
  email {text},
  locale {text} NOT NULL,
  created {time} NOT NULL,
  PRIMARY KEY (id)
) {clustered};
CREATE UNIQUE INDEX person__email ON person (email);

-- member: one human (or organisation) in one neighbourhood. person_id is no foreign key: erasure blanks it.
CREATE TABLE member (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  kind {text} NOT NULL,
  person_id {id},
  name {text} NOT NULL,
  languages {text} NOT NULL,
  locale {text} NOT NULL,
  about {text} NOT NULL,
  reach_way {text} NOT NULL,
  reach_value {text} NOT NULL,
  reach_hours {text} NOT NULL,
  word_hash {text},
  rules_accepted {time},
  state {text} NOT NULL,
  version {int} NOT NULL,
  created {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX member__community_id_person_id ON member (community_id, person_id);
CREATE INDEX member__person_id ON member (person_id);
CREATE INDEX member__name ON member (community_id, name);

-- introduction: a short code by which a member points to themselves (vouching, a role, an organisation, the desk).
CREATE TABLE introduction (
  community_id {int} NOT NULL,
  member {id} NOT NULL,
  code_hash {blob} NOT NULL,
  ends {time} NOT NULL,
  PRIMARY KEY (community_id, member)
) {clustered};
CREATE UNIQUE INDEX introduction__community_id_code_hash ON introduction (community_id, code_hash);
