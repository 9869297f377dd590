-- Who read personal data, by whom it was about.
CREATE TABLE personal_reads (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,          -- an actor of the journal
  what TEXT NOT NULL,
  about TEXT NOT NULL,
  person TEXT NOT NULL       -- a login; empty: of many
);
CREATE INDEX personal_reads_person ON personal_reads (person, seq);
