-- Records of every kind as last saved; their versions are in the journal (docs/formats/records.md).
CREATE TABLE records (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  saved INTEGER NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  removed INTEGER NOT NULL,
  search TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, id)
);
