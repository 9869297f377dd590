-- The duty chain: what each event asks of whom, and what became of it. The number is asked_by * 65536 + step * 2048 + part: the order in which they were asked.
CREATE TABLE obligations (
  id INTEGER PRIMARY KEY,
  asked_by INTEGER NOT NULL,
  step TEXT NOT NULL,
  part INTEGER NOT NULL,
  matter_kind TEXT NOT NULL,
  matter INTEGER NOT NULL,
  zone TEXT NOT NULL,
  post TEXT NOT NULL,
  people TEXT NOT NULL,        -- JSON list of logins
  asked INTEGER NOT NULL,
  due INTEGER,                 -- none: the site's standard holds
  answer TEXT NOT NULL,
  done_seq INTEGER,
  done_at INTEGER,
  done_by TEXT,
  judgement TEXT NOT NULL,
  judged TEXT NOT NULL,
  judged_post TEXT NOT NULL,
  round INTEGER NOT NULL
);
CREATE INDEX obligations_matter ON obligations (matter_kind, matter, id);
CREATE INDEX obligations_asked ON obligations (asked, id);
CREATE INDEX obligations_post ON obligations (post, asked, id);
CREATE INDEX obligations_zone ON obligations (zone, asked, id);

-- Whom one may count for: who was asked, who did it, whose work it looked at.
CREATE TABLE obligation_people (
  login TEXT NOT NULL,
  asked INTEGER NOT NULL,
  obligation INTEGER NOT NULL,
  PRIMARY KEY (login, asked, obligation)
);

-- What the fold keeps of matters and conditions that are not over, as JSON.
CREATE TABLE obligation_matters (
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, id)
);
CREATE TABLE obligation_conditions (
  condition TEXT PRIMARY KEY,
  body TEXT NOT NULL
);

-- Which matter has which other one in its story.
CREATE TABLE matter_links (
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  other_kind TEXT NOT NULL,
  other INTEGER NOT NULL,
  PRIMARY KEY (kind, id, other_kind, other)
);

-- Permits that a condition took back; as with trips, in the same breath as its alarm is raised, and before it.
CREATE TABLE permit_stops (
  condition TEXT NOT NULL,
  at INTEGER NOT NULL,
  permit INTEGER NOT NULL,
  PRIMARY KEY (condition, at, permit)
);

CREATE INDEX notices_issued ON notices (issued);
CREATE INDEX notices_care ON notices (care) WHERE care <> 0;
CREATE INDEX notices_check ON notices (check_id) WHERE check_id <> 0;
CREATE INDEX notices_permit ON notices (permit) WHERE permit <> 0;
CREATE INDEX notices_people_notice ON notices_people (notice);
