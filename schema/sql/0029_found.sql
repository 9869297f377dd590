-- When somebody saw a hazard first, where the report says so.
ALTER TABLE hazards ADD COLUMN found INTEGER;

-- The story of a training has its notices.
CREATE INDEX notices_training ON notices (training) WHERE training <> 0;
