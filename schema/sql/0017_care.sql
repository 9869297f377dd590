-- Device care: what is and was to be done, the doubts that calibrations cast, the parts that were used, and until when each calibration holds.
CREATE TABLE care (
  id INTEGER PRIMARY KEY,
  device TEXT NOT NULL,
  card TEXT NOT NULL,
  plan TEXT NOT NULL,
  work TEXT NOT NULL,
  what TEXT NOT NULL,
  post TEXT NOT NULL,
  zone TEXT NOT NULL,
  due INTEGER NOT NULL,
  cause TEXT NOT NULL,
  reason TEXT NOT NULL,
  issued INTEGER NOT NULL,
  state TEXT NOT NULL,
  started INTEGER,
  started_by TEXT NOT NULL,
  conditions TEXT NOT NULL, -- JSON
  ended INTEGER,
  ended_by TEXT NOT NULL,   -- empty: nobody
  finished TEXT NOT NULL,   -- JSON of the event; empty: it was not
  abandoned TEXT NOT NULL   -- why
);
CREATE INDEX care_current ON care (due, id) WHERE ended IS NULL;
CREATE INDEX care_of_device ON care (device, id);
CREATE INDEX care_of_post ON care (post, id);

CREATE TABLE care_doubts (
  care INTEGER NOT NULL,
  point TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (care, point)
);
CREATE INDEX care_doubts_point ON care_doubts (point, care);

CREATE TABLE care_parts (
  care INTEGER NOT NULL,
  position INTEGER NOT NULL,
  part TEXT NOT NULL,
  quantity REAL NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (care, position)
);
CREATE INDEX care_parts_part ON care_parts (part, used);

CREATE TABLE calibrations (
  card TEXT PRIMARY KEY,
  device TEXT NOT NULL,
  day TEXT NOT NULL, -- the last on which it holds
  state TEXT NOT NULL
);

ALTER TABLE notices ADD COLUMN care INTEGER NOT NULL DEFAULT 0;
