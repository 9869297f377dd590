-- Permits for special work: what each says, how it stands, and whose turn it is. What happened to one is in the journal, under its subject.
CREATE TABLE permits (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  level TEXT NOT NULL,
  zone TEXT NOT NULL,
  applied INTEGER NOT NULL,
  applied_by TEXT NOT NULL,
  state TEXT NOT NULL,
  signatures INTEGER NOT NULL, -- given
  post TEXT NOT NULL,          -- that is to sign, or to accept the work; empty: none is
  stop_cause TEXT,             -- while it is suspended
  stop_what TEXT NOT NULL,
  started INTEGER,
  guarded INTEGER,
  ended INTEGER,
  ended_reason TEXT NOT NULL,
  body TEXT NOT NULL           -- JSON of the application
);
CREATE INDEX permits_open ON permits (id) WHERE ended IS NULL;
CREATE INDEX permits_over ON permits (id) WHERE ended IS NOT NULL;
CREATE INDEX permits_state ON permits (state, id);
CREATE INDEX permits_kind ON permits (kind, id);
CREATE INDEX permits_zone ON permits (zone, id);
CREATE INDEX permits_post ON permits (post, id) WHERE post <> '';

-- Who is named in one.
CREATE TABLE permit_people (
  login TEXT NOT NULL,
  permit INTEGER NOT NULL,
  PRIMARY KEY (login, permit)
);

ALTER TABLE notices ADD COLUMN permit INTEGER NOT NULL DEFAULT 0;
