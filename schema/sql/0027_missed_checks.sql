-- Measures that nobody looked at when they should have, nor since; the check is the latest that was missed.
CREATE TABLE missed_checks (
  measure TEXT PRIMARY KEY,
  check_id INTEGER NOT NULL,
  due INTEGER NOT NULL
);
