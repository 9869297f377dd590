-- Alarms that belong to one trouble, the one that came first, the post that answers; and what sets a condition aside by design.
ALTER TABLE alarms ADD COLUMN group_id INTEGER;
ALTER TABLE alarms ADD COLUMN grouped_by TEXT;
ALTER TABLE alarms ADD COLUMN duty TEXT NOT NULL DEFAULT '';
CREATE INDEX alarms_group ON alarms (group_id, id) WHERE group_id IS NOT NULL;

CREATE TABLE alarm_groups (
  id INTEGER PRIMARY KEY,
  first_out INTEGER NOT NULL,
  first_condition TEXT NOT NULL,
  first_onset INTEGER NOT NULL
);

ALTER TABLE set_aside ADD COLUMN suppressed_rule TEXT;
ALTER TABLE set_aside ADD COLUMN suppressed_by TEXT;
ALTER TABLE set_aside ADD COLUMN suppressed_until INTEGER;
