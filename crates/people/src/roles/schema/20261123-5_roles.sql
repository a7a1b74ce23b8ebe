-- role_held: granted by two people (or by the operator at the machine: then both are empty).
CREATE TABLE role_held (
  community_id {int} NOT NULL,
  member {id} NOT NULL,
  role {text} NOT NULL,
  proposed_by {id},
  confirmed_by {id},
  since {time} NOT NULL,
  PRIMARY KEY (community_id, member, role)
) {clustered};

CREATE TABLE role_proposal (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  member {id} NOT NULL,
  role {text} NOT NULL,
  proposed_by {id} NOT NULL,
  reason {text} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX role_proposal__community_id_member_role ON role_proposal (community_id, member, role);
