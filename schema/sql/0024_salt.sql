-- Evidence (docs/formats/evidence.md). A record is committed to by a digest of its own, so that others can be proved without it; NULL: of an older store,
-- whose hash covers its text (docs/formats/journal.md).
ALTER TABLE journal ADD COLUMN salt BLOB;

-- Keys of this store: 'journal' makes the salts, 'signing' is the seed that checkpoints and bundles are signed with.
CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
);

-- The journal's head at a moment, signed; `previous` is the digest of the one before.
CREATE TABLE checkpoints (
  number INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  time INTEGER NOT NULL,
  site TEXT NOT NULL,
  previous BLOB NOT NULL,
  key BLOB NOT NULL,
  signature BLOB NOT NULL
);
CREATE INDEX checkpoints_seq ON checkpoints (seq);

-- Up to which checkpoint a witness has them, and since when.
CREATE TABLE witness_progress (
  witness TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL
);
