-- Lists of what is rare among much: as in 0019 and 0028, each index is one list with one filter, so that none is walked for what hardly anything of it is.
CREATE INDEX hazards_reporter ON hazards (reporter, id) WHERE reporter <> '';
CREATE INDEX hazards_handler ON hazards (handler, id) WHERE handler <> '';
CREATE INDEX hazards_supervised ON hazards (supervised_by, id) WHERE supervised_by <> '';
CREATE INDEX hazards_severity_deadline ON hazards (CASE grade WHEN 'major' THEN 3 WHEN 'serious' THEN 2 WHEN 'general' THEN 1 ELSE 0 END, deadline, id);
CREATE INDEX hazards_state ON hazards (state, id);
CREATE INDEX hazards_state_deadline ON hazards (state, deadline, id);
CREATE INDEX hazards_state_severity ON hazards (state, CASE grade WHEN 'major' THEN 3 WHEN 'serious' THEN 2 WHEN 'general' THEN 1 ELSE 0 END, id);

CREATE INDEX trainings_open_course ON trainings (course, id) WHERE ended IS NULL;
CREATE INDEX trainings_open_due ON trainings (due, id) WHERE ended IS NULL;

-- Of supplies: those of a measure are named without a kind.
CREATE INDEX checks_supply ON checks (id) WHERE substr(measure, 1, 7) = 'supply/';
CREATE INDEX checks_supply_due ON checks (due, id) WHERE substr(measure, 1, 7) = 'supply/';

CREATE INDEX care_work ON care (work, id);
CREATE INDEX care_work_due ON care (work, due, id);
CREATE INDEX care_of_post_work ON care (post, work, id);
CREATE INDEX care_of_post_work_due ON care (post, work, due, id);

CREATE INDEX permits_kind_zone ON permits (kind, zone, id);
CREATE INDEX permits_kind_zone_until ON permits (kind, zone, until, id);

-- Those of one grade stand in the lists by severity side by side.
DROP INDEX hazards_grade;

-- What is asked still, what went another way, and what one figure is made of. The third: what was done after a moment was open then.
CREATE INDEX obligations_open ON obligations (asked, id) WHERE answer = 'open';
CREATE INDEX obligations_withdrawn ON obligations (asked, id) WHERE answer = 'withdrawn';
CREATE INDEX obligations_done ON obligations (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX obligations_step ON obligations (step, asked, id);
-- What was done too late: after the time that was named; where none was, by how long it took, day by day, for the site's standard may change.
CREATE INDEX obligations_late ON obligations (asked, id) WHERE done_at > due;
CREATE INDEX obligations_took ON obligations (step, asked / 86400000000000, done_at - asked) WHERE due IS NULL AND done_at IS NOT NULL;
