-- What rang for people, what was set aside when it was raised, and the floods, as the journal has them.
ALTER TABLE alarms ADD COLUMN aside TEXT NOT NULL DEFAULT 'no';
ALTER TABLE alarms ADD COLUMN told INTEGER;
CREATE INDEX alarms_told ON alarms (told) WHERE told IS NOT NULL;
UPDATE alarms SET told = raised;

CREATE TABLE floods (
  id INTEGER PRIMARY KEY,
  post TEXT NOT NULL,
  started INTEGER NOT NULL,
  ended INTEGER
);
CREATE INDEX floods_open ON floods (post) WHERE ended IS NULL;
