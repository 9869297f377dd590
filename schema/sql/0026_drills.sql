-- Drills, and how they went.
CREATE TABLE drills (
  id INTEGER PRIMARY KEY,
  scenario TEXT NOT NULL,
  kind TEXT NOT NULL,
  zone TEXT NOT NULL,
  started INTEGER NOT NULL,
  started_by TEXT NOT NULL,
  what TEXT NOT NULL,        -- JSON of drill.started
  ended INTEGER,
  result TEXT NOT NULL,      -- JSON of drill.ended; empty: it runs
  assessed INTEGER,
  assessed_by TEXT NOT NULL,
  assessment TEXT NOT NULL   -- JSON of drill.assessed, the latest; empty: none
);
CREATE INDEX drills_kind ON drills (kind, id);
CREATE INDEX drills_scenario ON drills (scenario, id);
