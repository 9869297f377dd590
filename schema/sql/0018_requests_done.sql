-- Requests that carried a key of their own and were carried out: by the journal from `first` up to `done`, which says so.
CREATE TABLE requests_done (
  request TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  first INTEGER NOT NULL,
  done INTEGER NOT NULL
);
