-- Merits: what each person has earned by good reports and good handling of hazards. `points` counted, of what it was worth.
CREATE TABLE merits (
  id INTEGER PRIMARY KEY,
  month TEXT NOT NULL,
  person TEXT NOT NULL,
  reason TEXT NOT NULL,
  hazard INTEGER NOT NULL,
  worth INTEGER NOT NULL,
  points INTEGER NOT NULL,
  given INTEGER NOT NULL
);
CREATE INDEX merits_month ON merits (month, person, id);
