-- A finished edition of a participatory budget, as its file tells and as it was counted here. ballots: the file
-- with nothing of single voters but their choices, sorted, so that anybody can count again. differences: projects
-- on which the file's own list and this count disagree.
CREATE TABLE edition (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  file_hash {text} NOT NULL,
  rule {text} NOT NULL,
  rule_known {int} NOT NULL,
  currency {text} NOT NULL,
  decimals {int} NOT NULL,
  budget {int} NOT NULL,
  spent {int} NOT NULL,
  what_if_spent {int} NOT NULL,
  voters {int} NOT NULL,
  vote_type {text} NOT NULL,
  appeals_until {day},
  differences {json} NOT NULL,
  warnings {json} NOT NULL,
  ballots {text} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX edition__file_hash ON edition (community_id, file_hash);

-- outcome: won, lost, withdrawn, other_money; what_if: won or lost by Equal Shares. why and what_if_why: a sentence
-- by language.
CREATE TABLE edition_project (
  community_id {int} NOT NULL,
  edition_id {id} NOT NULL,
  position {int} NOT NULL,
  project_id {text} NOT NULL,
  name {text} NOT NULL,
  category {text} NOT NULL,
  cost {int} NOT NULL,
  points {int} NOT NULL,
  votes {int} NOT NULL,
  lat {int},
  lon {int},
  outcome {text} NOT NULL,
  why {json} NOT NULL,
  what_if {text} NOT NULL,
  what_if_why {json} NOT NULL,
  PRIMARY KEY (community_id, edition_id, position)
) {clustered};
