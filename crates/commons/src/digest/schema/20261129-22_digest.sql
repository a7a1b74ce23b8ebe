-- General news that were put together for somebody. slot: the Thursday or the hour they belong to; its key keeps
-- everybody at one digest a slot. state: begun before it is handed over, sent after; a digest whose end is not known
-- is not sent again. until: which news it holds, so that the next one goes on from there.
CREATE TABLE digest (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  member {id} NOT NULL,
  slot {time} NOT NULL,
  until {time} NOT NULL,
  state {text} NOT NULL,
  stop_hash {blob} NOT NULL,
  created_at {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX digest__slot ON digest (community_id, member, slot);
CREATE UNIQUE INDEX digest__stop_hash ON digest (community_id, stop_hash);
CREATE INDEX digest__id ON digest (id);
CREATE INDEX digest__created_at ON digest (community_id, state, created_at);
