-- Lists in the order that somebody asks for: each index is one list with one filter. Open things are few and sorted when they are asked for.
CREATE INDEX alarms_severity ON alarms (severity, id);
CREATE INDEX alarms_zone_severity ON alarms (zone, severity, id);
CREATE INDEX alarms_condition_severity ON alarms (condition, severity, id);

CREATE INDEX orders_deadline ON orders (deadline, id);
CREATE INDEX orders_severity ON orders (severity, id);
CREATE INDEX orders_post_deadline ON orders (post, deadline, id);
CREATE INDEX orders_post_severity ON orders (post, severity, id);
CREATE INDEX orders_handler_deadline ON orders (handler, deadline, id);
CREATE INDEX orders_handler_severity ON orders (handler, severity, id);

CREATE INDEX hazards_deadline ON hazards (deadline, id);
CREATE INDEX hazards_severity ON hazards (CASE grade WHEN 'major' THEN 3 WHEN 'serious' THEN 2 WHEN 'general' THEN 1 ELSE 0 END, id);

-- What a record has in a field, without reading the record.
CREATE INDEX record_values_by_id ON record_values (field, id);
