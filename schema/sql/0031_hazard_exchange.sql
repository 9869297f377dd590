-- What the exchange tables of double prevention ask of a hazard beside: null or empty where nobody has said.
ALTER TABLE hazards ADD COLUMN management TEXT;
ALTER TABLE hazards ADD COLUMN arose_in TEXT;
ALTER TABLE hazards ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE hazards ADD COLUMN hazard_code TEXT NOT NULL DEFAULT '';
ALTER TABLE hazards ADD COLUMN cost_yuan REAL;
