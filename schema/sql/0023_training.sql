-- Who is to learn what, what they read, and how their exams went.
CREATE TABLE trainings (
  id INTEGER PRIMARY KEY,
  person TEXT NOT NULL,
  course TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  edition INTEGER NOT NULL,
  because TEXT NOT NULL,
  about TEXT NOT NULL,
  assigned INTEGER NOT NULL,
  assigned_by TEXT NOT NULL, -- empty: by itself
  due INTEGER NOT NULL,
  state TEXT NOT NULL,
  overdue INTEGER NOT NULL,
  attempt INTEGER NOT NULL,  -- since it was (again) read
  attempts INTEGER NOT NULL, -- in all
  best_percent INTEGER,
  passed INTEGER,
  valid_until TEXT NOT NULL,
  hours DOUBLE PRECISION NOT NULL,
  ended INTEGER,             -- passed or withdrawn
  ended_by TEXT NOT NULL,
  ended_as TEXT NOT NULL,    -- of one that was withdrawn
  ended_reason TEXT NOT NULL
);
CREATE INDEX trainings_open ON trainings (id) WHERE ended IS NULL;
CREATE INDEX trainings_person ON trainings (person, id);
CREATE INDEX trainings_course ON trainings (course, id);
CREATE INDEX trainings_passed ON trainings (passed) WHERE passed IS NOT NULL;

-- Sections; none of those that a failed training has to read anew.
CREATE TABLE training_reads (
  training INTEGER NOT NULL,
  section TEXT NOT NULL,
  seconds INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (training, section)
);

-- `questions`: JSON, each with what was right when the exam began, and what was chosen.
CREATE TABLE training_exams (
  id INTEGER PRIMARY KEY,
  training INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  started INTEGER NOT NULL,
  until INTEGER NOT NULL,
  finished INTEGER,
  questions TEXT NOT NULL,
  right_answers INTEGER,
  asked INTEGER NOT NULL,
  percent INTEGER,
  late INTEGER NOT NULL,
  passed INTEGER NOT NULL
);
CREATE INDEX training_exams_training ON training_exams (training, id);

ALTER TABLE notices ADD COLUMN training INTEGER NOT NULL DEFAULT 0;
-- Of one that a passed course gives: whose it is.
ALTER TABLE certificates ADD COLUMN login TEXT NOT NULL DEFAULT '';
