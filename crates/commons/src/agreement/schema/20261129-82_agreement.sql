-- A text for the house agreement that a neighbour proposed (an item of the kind "agreement", whose body is its numbered
-- sentences and whose summary is the reason), and how far it has come. base: the version it was written against, 0 when
-- there was none. state: open, forward (one person of two put it forward), adopted, refused, withdrawn. named: whether
-- its author's name may stand beside it. decided_at, reason: of what ended it. number: once it is adopted, its place in
-- house_version. told_upto, told: how far the members were told of it.
CREATE TABLE agreement (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  base {int} NOT NULL,
  state {text} NOT NULL,
  named {int} NOT NULL,
  forward_by {id},
  forward_at {time},
  confirmed_by {id},
  decided_at {time},
  reason {text} NOT NULL,
  number {int},
  told_upto {id},
  told {int} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX agreement__community_id_number ON agreement (community_id, number);
CREATE INDEX agreement__forward_by ON agreement (community_id, forward_by);

-- What neighbours say on a proposal: one short remark a person, which they may change. stance: good, otherwise.
CREATE TABLE agreement_remark (
  community_id {int} NOT NULL,
  item {id} NOT NULL,
  member {id} NOT NULL,
  stance {text} NOT NULL,
  lang {text} NOT NULL,
  words {text} NOT NULL,
  named {int} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (community_id, item, member)
) {clustered};
CREATE INDEX agreement_remark__member ON agreement_remark (community_id, member, item);
