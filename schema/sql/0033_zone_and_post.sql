-- Of a zone and of a post, both of which may have much that seldom meets: the lists of both at once.
CREATE INDEX hazards_zone_post ON hazards (zone, post, id);
CREATE INDEX hazards_zone_post_deadline ON hazards (zone, post, deadline, id);
CREATE INDEX hazards_zone_post_severity ON hazards (zone, post, CASE grade WHEN 'major' THEN 3 WHEN 'serious' THEN 2 WHEN 'general' THEN 1 ELSE 0 END, id);

CREATE INDEX orders_zone_post ON orders (zone, post, id);
CREATE INDEX orders_zone_post_deadline ON orders (zone, post, deadline, id);
CREATE INDEX orders_zone_post_severity ON orders (zone, post, severity, id);

CREATE INDEX checks_zone_post ON checks (zone, post, id);
CREATE INDEX checks_zone_post_due ON checks (zone, post, due, id);
