-- The first schema. Types are those that SQLite and PostgreSQL share: INTEGER (64 bit), DOUBLE PRECISION, TEXT, BLOB.
-- Times are nanoseconds since the Unix epoch, UTC. docs/formats/store.md says what each table is for.

-- The journal: every decision, chained by hash, never changed (docs/formats/journal.md).
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  body TEXT NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL
);
CREATE INDEX journal_subject ON journal (subject, seq);
CREATE INDEX journal_kind ON journal (kind, seq);

-- Where the journal ends: a record cut off at its end shows here.
CREATE TABLE journal_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL
);

-- The state after record `seq`, so that a start folds only what came later.
CREATE TABLE snapshots (
  seq INTEGER PRIMARY KEY,
  hash BLOB NOT NULL,
  body BLOB NOT NULL
);

-- Views: folded from the journal in the same transaction; rebuilt by `davy rebuild`.
CREATE TABLE alarms (
  id INTEGER PRIMARY KEY,
  condition TEXT NOT NULL,
  zone TEXT NOT NULL,
  severity INTEGER NOT NULL,
  rule_version TEXT NOT NULL,
  onset INTEGER NOT NULL,
  raised INTEGER NOT NULL,
  raised_value DOUBLE PRECISION NOT NULL,
  value DOUBLE PRECISION NOT NULL,
  active INTEGER NOT NULL,
  blind INTEGER NOT NULL,
  acked INTEGER NOT NULL,
  latched INTEGER NOT NULL,
  annunciated INTEGER NOT NULL,
  acked_at INTEGER NOT NULL,
  acked_by TEXT NOT NULL,
  returned INTEGER,
  ended INTEGER,
  order_id INTEGER
);
CREATE INDEX alarms_open ON alarms (severity, id) WHERE ended IS NULL;
CREATE INDEX alarms_condition ON alarms (condition, id);
CREATE INDEX alarms_zone ON alarms (zone, id);

CREATE TABLE set_aside (
  condition TEXT PRIMARY KEY,
  shelf_until INTEGER,
  shelf_reason TEXT,
  shelf_by TEXT,
  out_reason TEXT,
  out_by TEXT,
  out_since INTEGER,
  suppressed TEXT
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  alarm INTEGER NOT NULL,
  condition TEXT NOT NULL,
  zone TEXT NOT NULL,
  severity INTEGER NOT NULL,
  post TEXT NOT NULL,
  state TEXT NOT NULL,
  handler TEXT NOT NULL,
  issued INTEGER NOT NULL,
  deadline INTEGER NOT NULL,
  last_call INTEGER NOT NULL,
  reminders INTEGER NOT NULL,
  escalation INTEGER NOT NULL,
  escalated_to TEXT NOT NULL,
  rejections INTEGER NOT NULL,
  submitted INTEGER,
  closed INTEGER,
  photos TEXT NOT NULL
);
CREATE INDEX orders_open ON orders (id) WHERE closed IS NULL;
CREATE INDEX orders_open_post ON orders (post, id) WHERE closed IS NULL;
CREATE INDEX orders_closed ON orders (id) WHERE closed IS NOT NULL;
CREATE INDEX orders_post ON orders (post, id);
CREATE INDEX orders_handler ON orders (handler, id);

CREATE TABLE notices (
  id INTEGER PRIMARY KEY,
  reason TEXT NOT NULL,
  alarm INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  condition TEXT NOT NULL,
  post TEXT NOT NULL,
  severity INTEGER NOT NULL,
  urgency INTEGER NOT NULL,
  issued INTEGER NOT NULL,
  sent INTEGER,
  channel TEXT NOT NULL,
  dropped TEXT NOT NULL,
  failed TEXT NOT NULL
);
CREATE INDEX notices_post ON notices (post, id);
CREATE INDEX notices_alarm ON notices (alarm);
CREATE INDEX notices_order ON notices (order_id);

CREATE TABLE notices_seen (
  notice INTEGER NOT NULL,
  login TEXT NOT NULL,
  seen INTEGER NOT NULL,
  PRIMARY KEY (notice, login)
);

CREATE TABLE interlock_rows (
  name TEXT PRIMARY KEY,
  tripped INTEGER NOT NULL,
  undecided INTEGER NOT NULL,
  blocked INTEGER NOT NULL,
  tripped_at INTEGER NOT NULL,
  bypass_until INTEGER,
  bypass_reason TEXT,
  bypass_by TEXT
);

CREATE TABLE interlock_effects (
  row_name TEXT NOT NULL,
  effect INTEGER NOT NULL,
  command TEXT NOT NULL,
  exhausted INTEGER NOT NULL,
  PRIMARY KEY (row_name, effect)
);

-- One line for each cause of each trip: what a row did for an alarm's condition, from `seq` to `until_seq`.
CREATE TABLE trips (
  seq INTEGER NOT NULL,
  condition TEXT NOT NULL,
  row_name TEXT NOT NULL,
  time INTEGER NOT NULL,
  until_seq INTEGER,
  PRIMARY KEY (seq, condition)
);
CREATE INDEX trips_condition ON trips (condition, seq);
CREATE INDEX trips_open ON trips (row_name) WHERE until_seq IS NULL;

CREATE TABLE commands (
  seq INTEGER PRIMARY KEY,
  command TEXT NOT NULL UNIQUE,
  row_name TEXT NOT NULL,
  actuator TEXT NOT NULL,
  state TEXT NOT NULL,
  effect INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  stage TEXT NOT NULL,
  requested INTEGER NOT NULL,
  sent INTEGER NOT NULL
);
CREATE INDEX commands_row ON commands (row_name, effect, seq);

CREATE TABLE accounts (
  login TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  posts TEXT NOT NULL
);

CREATE TABLE offline_devices (
  device TEXT PRIMARY KEY
);

-- The historian: every sample (docs/formats/historian.md).
CREATE TABLE points (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  chunked INTEGER NOT NULL
);

CREATE TABLE tail (
  id INTEGER PRIMARY KEY,
  first_source INTEGER NOT NULL,
  last_source INTEGER NOT NULL,
  last_arrival INTEGER NOT NULL,
  count INTEGER NOT NULL,
  digest BLOB NOT NULL,
  body BLOB NOT NULL
);

CREATE TABLE chunks (
  id INTEGER PRIMARY KEY,
  point INTEGER NOT NULL,
  lane INTEGER NOT NULL,
  first_source INTEGER NOT NULL,
  last_source INTEGER NOT NULL,
  summary BLOB NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX chunks_time ON chunks (point, lane, first_source);
