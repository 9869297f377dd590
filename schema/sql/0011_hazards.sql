-- Hazards, open and over. `outcome`: open, closed, merged or dismissed; `grade`, `danger`, `handling` are null until it is graded.
CREATE TABLE hazards (
  id INTEGER PRIMARY KEY,
  zone TEXT NOT NULL,
  what TEXT NOT NULL,
  source TEXT NOT NULL,
  place TEXT NOT NULL,
  about TEXT NOT NULL,
  reporter TEXT NOT NULL,
  reported INTEGER NOT NULL,
  state TEXT NOT NULL,
  outcome TEXT NOT NULL,
  grade TEXT,
  danger TEXT,
  handling TEXT,
  post TEXT NOT NULL,
  deadline INTEGER NOT NULL,
  plan TEXT NOT NULL,
  handler TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  last_call INTEGER NOT NULL,
  reminders INTEGER NOT NULL,
  supervision INTEGER NOT NULL,
  supervised_by TEXT NOT NULL,
  returns INTEGER NOT NULL,
  extensions INTEGER NOT NULL,
  photos_before TEXT NOT NULL,
  photos_after TEXT NOT NULL,
  rectified INTEGER,
  ended INTEGER,
  merged_into INTEGER
);
CREATE INDEX hazards_open ON hazards (id) WHERE ended IS NULL;
CREATE INDEX hazards_open_post ON hazards (post, id) WHERE ended IS NULL;
CREATE INDEX hazards_open_zone ON hazards (zone, id) WHERE ended IS NULL;
CREATE INDEX hazards_over ON hazards (id) WHERE ended IS NOT NULL;
