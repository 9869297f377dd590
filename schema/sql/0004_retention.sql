-- What stays of samples when their time is over: figures per interval (docs/formats/historian.md), and the runs that made them.
CREATE TABLE thinned (
  id INTEGER PRIMARY KEY,
  point INTEGER NOT NULL,
  first_source INTEGER NOT NULL,
  last_source INTEGER NOT NULL,
  width INTEGER NOT NULL,
  samples INTEGER NOT NULL,
  digest BLOB NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX thinned_time ON thinned (point, first_source);

-- Before this instant figures have been removed as well.
ALTER TABLE points ADD COLUMN removed_until INTEGER;

CREATE TABLE thinning_runs (
  id INTEGER PRIMARY KEY,
  retention TEXT NOT NULL,
  site_version TEXT NOT NULL,
  until INTEGER NOT NULL,
  points INTEGER NOT NULL,
  samples INTEGER NOT NULL,
  summaries INTEGER NOT NULL,
  summaries_removed INTEGER NOT NULL,
  stage TEXT NOT NULL,
  whole INTEGER NOT NULL
);
