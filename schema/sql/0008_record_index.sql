-- Records found by a field and by any part of their text in O(page). What stood in the view before is folded anew when the store opens.
DROP TABLE records;
CREATE TABLE records (
  doc INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  saved INTEGER NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  removed INTEGER NOT NULL,
  search TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE UNIQUE INDEX records_by_name ON records (kind, id);
CREATE INDEX records_by_standing ON records (kind, removed, id);

-- Every field that a record of the kind ever had, but those that are personal.
CREATE TABLE record_fields (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  field TEXT NOT NULL,
  UNIQUE (kind, field)
);

-- Of each record that is there, each such field: its value as a text in the order of values; '' when it has none; of a list one each.
CREATE TABLE record_values (
  field INTEGER NOT NULL,
  value TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (field, value, id)
) WITHOUT ROWID;

-- Every three characters that follow each other in `search`: four hexadecimal digits of the kind, then 18 of the characters.
CREATE VIRTUAL TABLE record_grams USING fts5 (grams, content = '', detail = none, tokenize = 'ascii', prefix = '10 16');
CREATE VIRTUAL TABLE record_gram_counts USING fts5vocab (record_grams, row);

CREATE TABLE views_folded (generation INTEGER NOT NULL);
