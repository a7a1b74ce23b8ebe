-- young_through: the last year in which somebody is under sixteen; NULL for everybody else. The year of birth itself is
-- not kept.
ALTER TABLE member ADD COLUMN young_through {int};
CREATE INDEX member__young ON member (community_id, young_through);

-- young_guardian: who agreed for somebody under sixteen, for the desk alone. guardian: when they are a member here.
-- heard_by: who at the desk spoke with them; NULL while only the form says so.
CREATE TABLE young_guardian (
  community_id {int} NOT NULL,
  member {id} NOT NULL,
  guardian {id},
  name {text} NOT NULL,
  phone {text} NOT NULL,
  agreed {text} NOT NULL,
  agreed_at {time} NOT NULL,
  heard_by {id},
  PRIMARY KEY (community_id, member)
) {clustered};
CREATE INDEX young_guardian__guardian ON young_guardian (community_id, guardian);
