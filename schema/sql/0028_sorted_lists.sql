-- More lists in the order that somebody asks for, and by zone: as in 0019, each index is one list with one filter.
CREATE INDEX orders_zone ON orders (zone, id);
CREATE INDEX orders_zone_deadline ON orders (zone, deadline, id);
CREATE INDEX orders_zone_severity ON orders (zone, severity, id);
CREATE INDEX orders_severity_deadline ON orders (severity, deadline, id);

CREATE INDEX hazards_zone ON hazards (zone, id);
CREATE INDEX hazards_zone_deadline ON hazards (zone, deadline, id);
CREATE INDEX hazards_zone_severity ON hazards (zone, CASE grade WHEN 'major' THEN 3 WHEN 'serious' THEN 2 WHEN 'general' THEN 1 ELSE 0 END, id);
CREATE INDEX hazards_post ON hazards (post, id);
CREATE INDEX hazards_post_deadline ON hazards (post, deadline, id);
CREATE INDEX hazards_post_severity ON hazards (post, CASE grade WHEN 'major' THEN 3 WHEN 'serious' THEN 2 WHEN 'general' THEN 1 ELSE 0 END, id);
CREATE INDEX hazards_grade ON hazards (grade, id);

CREATE INDEX checks_due ON checks (due, id);
CREATE INDEX checks_measure_due ON checks (measure, due, id);
CREATE INDEX checks_zone_due ON checks (zone, due, id);
CREATE INDEX checks_post_due ON checks (post, due, id);
CREATE INDEX checks_state_due ON checks (state, due, id);

CREATE INDEX care_due ON care (due, id);
CREATE INDEX care_of_device_due ON care (device, due, id);
CREATE INDEX care_of_post_due ON care (post, due, id);
CREATE INDEX care_state ON care (state, id);
CREATE INDEX care_state_due ON care (state, due, id);
CREATE INDEX care_started_by ON care (started_by, id) WHERE started_by <> '';

CREATE INDEX handovers_change ON handovers (change, id);
CREATE INDEX handovers_post_change ON handovers (post, change, id);

CREATE INDEX trainings_due ON trainings (due, id);
CREATE INDEX trainings_person_due ON trainings (person, due, id);
CREATE INDEX trainings_course_due ON trainings (course, due, id);

CREATE INDEX incidents_level ON incidents (CASE level WHEN 'first' THEN 2 WHEN 'second' THEN 1 ELSE 0 END, id);

-- Until when a permit holds.
ALTER TABLE permits ADD COLUMN until INTEGER NOT NULL DEFAULT 0;
CREATE INDEX permits_until ON permits (until, id);
CREATE INDEX permits_state_until ON permits (state, until, id);
CREATE INDEX permits_kind_until ON permits (kind, until, id);
CREATE INDEX permits_zone_until ON permits (zone, until, id);
CREATE INDEX permits_post_until ON permits (post, until, id) WHERE post <> '';

-- Of the notice, beside whom it was for.
ALTER TABLE notices_people ADD COLUMN told_severity INTEGER NOT NULL DEFAULT 0;
CREATE INDEX notices_people_severity ON notices_people (login, told_severity, notice);
CREATE INDEX notices_post_severity ON notices (post, severity, id);
CREATE INDEX notices_person_severity ON notices (person, severity, id) WHERE person <> '';
