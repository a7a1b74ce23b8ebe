-- When somebody is best told things, and how often they want general news. No row: as is usual for their way.
-- times: parts of the day with commas between; empty: any. area: whose needs and offers; empty: all.
CREATE TABLE reach_wish (
  community_id {int} NOT NULL,
  member {id} NOT NULL,
  times {text} NOT NULL,
  rhythm {text} NOT NULL,
  area {text} NOT NULL,
  PRIMARY KEY (community_id, member)
) {clustered};
