-- When each job ran last in each community, and until when a node has it in hand. A crash lets the lease run
-- out, and another node (or the next start) takes it up again: jobs can be run twice.
CREATE TABLE job_run (
  community_id {int} NOT NULL,
  name {text} NOT NULL,
  due_at {time} NOT NULL,
  lease_until {time} NOT NULL,
  PRIMARY KEY (community_id, name)
) {clustered};
