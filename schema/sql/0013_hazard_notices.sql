-- Notices about hazards, and to a person by name; more time that somebody has asked for a hazard.
ALTER TABLE notices ADD COLUMN hazard INTEGER NOT NULL DEFAULT 0;
ALTER TABLE notices ADD COLUMN what TEXT NOT NULL DEFAULT '';
ALTER TABLE notices ADD COLUMN person TEXT NOT NULL DEFAULT '';
CREATE INDEX notices_hazard ON notices (hazard) WHERE hazard <> 0;
CREATE INDEX notices_person ON notices (person, id) WHERE person <> '';

ALTER TABLE hazards ADD COLUMN asked INTEGER;
