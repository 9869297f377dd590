-- Emergencies: how each stands. What happened to one is in the journal, under its subject.
CREATE TABLE incidents (
  id INTEGER PRIMARY KEY,
  exercise TEXT NOT NULL,
  state TEXT NOT NULL,
  level TEXT NOT NULL,
  commander TEXT NOT NULL,
  opened INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  ended INTEGER,
  closed INTEGER,
  cards INTEGER NOT NULL,
  cards_done INTEGER NOT NULL,
  evacuating INTEGER,             -- 1: people are counted; 0: they are no longer; none: nobody was called out
  people INTEGER NOT NULL,        -- expected, by the latest evacuation
  accounted INTEGER NOT NULL,     -- of whom it is known where they are
  reports INTEGER NOT NULL,
  report_due INTEGER,             -- the next one; none: none is asked for
  report_called INTEGER NOT NULL, -- 1: since it is asked for somebody was told of it
  waived INTEGER NOT NULL,
  body TEXT NOT NULL              -- JSON of how it was opened
);
CREATE INDEX incidents_state ON incidents (state, id);
CREATE INDEX incidents_exercise ON incidents (exercise, id);

-- Where each of those is who were expected by the latest evacuation, or were told of besides.
CREATE TABLE incident_people (
  incident INTEGER NOT NULL,
  person TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (incident, person)
);

ALTER TABLE notices ADD COLUMN incident INTEGER NOT NULL DEFAULT 0;
CREATE INDEX notices_incident ON notices (incident) WHERE incident <> 0;
