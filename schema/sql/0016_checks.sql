-- What measures ask to be looked at by cycle, what people recorded of it, and the cards that tell looking from ticking.
CREATE TABLE checks (
  id INTEGER PRIMARY KEY,
  measure TEXT NOT NULL,
  name TEXT NOT NULL,
  what TEXT NOT NULL,
  zone TEXT NOT NULL,
  post TEXT NOT NULL,
  point TEXT NOT NULL,
  issued INTEGER NOT NULL,
  due INTEGER NOT NULL,
  state TEXT NOT NULL,
  ended INTEGER
);
CREATE INDEX checks_open ON checks (due, id) WHERE ended IS NULL;
CREATE INDEX checks_measure ON checks (measure, id);
CREATE INDEX checks_zone ON checks (zone, id);
CREATE INDEX checks_post ON checks (post, id);
CREATE INDEX checks_state ON checks (state, id);

-- `seed`: '', found or overlooked; `hazard`: 0, or the one that it raised.
CREATE TABLE check_records (
  id INTEGER PRIMARY KEY,
  check_id INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  done_at INTEGER NOT NULL,
  told INTEGER NOT NULL,
  result TEXT NOT NULL,
  reading DOUBLE PRECISION,
  note TEXT NOT NULL,
  photos TEXT NOT NULL,
  voice TEXT NOT NULL,
  signature TEXT NOT NULL,
  place TEXT NOT NULL,
  late INTEGER NOT NULL,
  seed TEXT NOT NULL,
  hazard INTEGER NOT NULL
);
CREATE INDEX check_records_check ON check_records (check_id, id);
CREATE INDEX check_records_person ON check_records (recorded_by, check_id);

-- `outcome`: hanging, found, overlooked or removed; `check_id` and `judged`: whose record found or overlooked it.
CREATE TABLE check_seeds (
  id INTEGER PRIMARY KEY,
  measure TEXT NOT NULL,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  tag TEXT NOT NULL,
  planted INTEGER NOT NULL,
  planted_by TEXT NOT NULL,
  until INTEGER NOT NULL,
  remark TEXT NOT NULL,
  outcome TEXT NOT NULL,
  ended INTEGER,
  check_id INTEGER NOT NULL,
  judged TEXT NOT NULL
);
CREATE INDEX check_seeds_hanging ON check_seeds (id) WHERE ended IS NULL;

ALTER TABLE notices ADD COLUMN check_id INTEGER NOT NULL DEFAULT 0;
