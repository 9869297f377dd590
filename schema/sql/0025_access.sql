-- Where people may act, and what waits for a second person or was answered by one.
ALTER TABLE accounts ADD COLUMN zones TEXT NOT NULL DEFAULT '[]';

CREATE TABLE consents (
  id INTEGER PRIMARY KEY,
  deed TEXT NOT NULL,
  name TEXT NOT NULL,        -- the row of a bypass, else the condition
  reason TEXT NOT NULL,
  until INTEGER,             -- of the bypass or the shelf
  lapses INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  asked_by TEXT NOT NULL,
  answer TEXT NOT NULL,      -- open, given, refused, lapsed
  answered INTEGER,
  answered_by TEXT NOT NULL,
  answer_reason TEXT NOT NULL
);
CREATE INDEX consents_open ON consents (id) WHERE answer = 'open';
