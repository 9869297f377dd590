-- Double prevention: what the core reads of each record, and the measures that do not hold now.
CREATE TABLE record_live (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (kind, id, position)
);

CREATE TABLE failed_measures (
  measure TEXT PRIMARY KEY,
  cause TEXT NOT NULL,
  watch TEXT NOT NULL,
  since INTEGER NOT NULL
);
