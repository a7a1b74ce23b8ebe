-- Telephones that help. name, about, hours: by language, never queried into. checked: the day on which a person
-- last rang or read the owner's own page; verify: a person still has to check it before people rely on it.
CREATE TABLE helpline (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  position {int} NOT NULL,
  phone {text} NOT NULL,
  name {json} NOT NULL,
  about {json} NOT NULL,
  hours {json} NOT NULL,
  owner {text} NOT NULL,
  checked {day} NOT NULL,
  verify {int} NOT NULL,
  version {int} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX helpline__community_id_phone ON helpline (community_id, phone);
