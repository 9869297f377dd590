-- Who answers: rosters, what single days say otherwise, absences, stand-ins, certificates; shifts that were handed over.
CREATE TABLE rosters (
  post TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  cycle TEXT NOT NULL,
  crews TEXT NOT NULL,
  told INTEGER NOT NULL,
  told_by TEXT NOT NULL,
  PRIMARY KEY (post, first_day)
);

CREATE TABLE roster_days (
  post TEXT NOT NULL,
  day TEXT NOT NULL,
  person TEXT NOT NULL,
  shifts TEXT NOT NULL,
  PRIMARY KEY (post, day, person)
);

CREATE TABLE absences (
  id INTEGER PRIMARY KEY,
  person TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  reason TEXT NOT NULL,
  told_by TEXT NOT NULL
);

CREATE TABLE stand_ins (
  id INTEGER PRIMARY KEY,
  person TEXT NOT NULL,
  instead_of TEXT NOT NULL,
  held_post TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  reason TEXT NOT NULL,
  told_by TEXT NOT NULL
);

CREATE TABLE person_logins (
  person TEXT PRIMARY KEY,
  login TEXT NOT NULL
);

CREATE TABLE certificates (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  category TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  review_by TEXT NOT NULL
);

-- `outcome`: open, accepted, refused or withdrawn; `matters` as they were offered, `acknowledged` as they were accepted.
CREATE TABLE handovers (
  id INTEGER PRIMARY KEY,
  post TEXT NOT NULL,
  offered_by TEXT NOT NULL,
  offered_to TEXT NOT NULL,
  change INTEGER NOT NULL,
  offered INTEGER NOT NULL,
  matters TEXT NOT NULL,
  outcome TEXT NOT NULL,
  ended INTEGER,
  ended_by TEXT NOT NULL,
  acknowledged TEXT NOT NULL,
  remark TEXT NOT NULL
);
CREATE INDEX handovers_open ON handovers (id) WHERE ended IS NULL;
CREATE INDEX handovers_post ON handovers (post, id);

-- The latest change of shift of each post that nobody took over in time.
CREATE TABLE handovers_overdue (
  post TEXT PRIMARY KEY,
  change INTEGER NOT NULL
);

-- Whom a notice was for, by login.
CREATE TABLE notices_people (
  login TEXT NOT NULL,
  notice INTEGER NOT NULL,
  PRIMARY KEY (login, notice)
);
