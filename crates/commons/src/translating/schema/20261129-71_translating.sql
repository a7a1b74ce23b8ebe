-- Who translates from which language into which, and whether their name may stand beside it.
CREATE TABLE translator (
  community_id {int} NOT NULL,
  member {id} NOT NULL,
  from_lang {text} NOT NULL,
  to_lang {text} NOT NULL,
  named {int} NOT NULL,
  PRIMARY KEY (community_id, member, from_lang, to_lang)
) {clustered};
CREATE INDEX translator__pair ON translator (community_id, from_lang, to_lang, member);

-- One text that is asked for in another language; the unique index makes one request of all who ask for the same.
-- thing: an item, or a message; thread: of a message, the conversation it stands in. words: of a message a copy of
-- its words, which only whoever takes the request reads; writer: whose they are. chosen: the one who may see it.
CREATE TABLE translation (
  community_id {int} NOT NULL,
  id {id} NOT NULL,
  thing {id} NOT NULL,
  thread {id},
  from_lang {text} NOT NULL,
  to_lang {text} NOT NULL,
  chosen {id},
  writer {id},
  words {text} NOT NULL,
  translated {text} NOT NULL,
  state {text} NOT NULL,
  done_by {id},
  created_at {time} NOT NULL,
  PRIMARY KEY (community_id, id)
) {rows};
CREATE UNIQUE INDEX translation__community_id_thing_to_lang ON translation (community_id, thing, to_lang);
CREATE INDEX translation__queue ON translation (community_id, state, created_at, id);
CREATE INDEX translation__thread ON translation (community_id, thread);

-- Who is told when it is there.
CREATE TABLE translation_asker (
  community_id {int} NOT NULL,
  request {id} NOT NULL,
  member {id} NOT NULL,
  PRIMARY KEY (community_id, request, member)
) {clustered};
CREATE INDEX translation_asker__member ON translation_asker (community_id, member, request);

-- Who has taken it: the key is what makes one winner of many who come at once.
CREATE TABLE translation_taken (
  community_id {int} NOT NULL,
  request {id} NOT NULL,
  member {id} NOT NULL,
  at {time} NOT NULL,
  PRIMARY KEY (community_id, request)
) {clustered};
CREATE INDEX translation_taken__member ON translation_taken (community_id, member, request);
