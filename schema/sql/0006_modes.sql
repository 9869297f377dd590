-- What the plant is about: modes that are set, facts that were told; and alarms that a related risk grades higher.
CREATE TABLE modes (
  zone TEXT PRIMARY KEY,
  mode TEXT NOT NULL,
  set_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER
);

CREATE TABLE facts (
  fact TEXT NOT NULL,
  zone TEXT NOT NULL,
  value REAL NOT NULL,
  source INTEGER NOT NULL,
  until INTEGER NOT NULL,
  told_by TEXT NOT NULL,
  PRIMARY KEY (fact, zone)
);

ALTER TABLE alarms ADD COLUMN own_severity INTEGER;
ALTER TABLE alarms ADD COLUMN related TEXT;
