-- vouch: who said "I know this person". The desk or an invitation suffices alone, neighbours two together.
CREATE TABLE vouch (
  community_id {int} NOT NULL,
  member {id} NOT NULL,
  voucher {id} NOT NULL,
  way {text} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (community_id, member, voucher)
) {clustered};
CREATE INDEX vouch__voucher ON vouch (community_id, voucher);

-- invitation: a printed slip, for one use, by a named inviter.
CREATE TABLE invitation (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  inviter {id} NOT NULL,
  code_hash {blob} NOT NULL,
  made {time} NOT NULL,
  ends {time} NOT NULL,
  used_by {id},
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX invitation__community_id_code_hash ON invitation (community_id, code_hash);
CREATE INDEX invitation__inviter ON invitation (community_id, inviter, made);
