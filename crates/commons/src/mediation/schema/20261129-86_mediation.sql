-- mediator: who offers to mediate. proposed_by: who of those with a role said yes first; confirmed_by: who said so, too.
CREATE TABLE mediator (
  community_id {int} NOT NULL,
  member {id} NOT NULL,
  about {text} NOT NULL,
  languages {text} NOT NULL,
  hours {text} NOT NULL,
  offered_at {time} NOT NULL,
  proposed_by {id},
  confirmed_by {id},
  confirmed_at {time},
  PRIMARY KEY (community_id, member)
) {clustered};

-- mediation: two who do not get on, and whom they may accept. No words: those are sealed. named_by: which of the two
-- named the mediator whom the other has not accepted yet. view_asker, view_other, agreement: keys of sealed words.
CREATE TABLE mediation (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  asker {id} NOT NULL,
  other {id} NOT NULL,
  mediator {id},
  named_by {text} NOT NULL,
  state {text} NOT NULL,
  outcome {text} NOT NULL,
  view_asker {id},
  view_other {id},
  agreement {id},
  asker_agrees {int} NOT NULL,
  other_agrees {int} NOT NULL,
  asked_at {time} NOT NULL,
  changed_at {time} NOT NULL,
  ended_at {time},
  PRIMARY KEY (community_id, id)
) {clustered};
CREATE INDEX mediation__asker ON mediation (community_id, asker);
CREATE INDEX mediation__other ON mediation (community_id, other);
CREATE INDEX mediation__mediator ON mediation (community_id, mediator);
CREATE INDEX mediation__state ON mediation (community_id, state, changed_at);
