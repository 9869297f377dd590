-- What was told together while a post was flooded: one row for each alarm or order that joined, with the notice that told of it.
ALTER TABLE notices ADD COLUMN bundle TEXT;

CREATE TABLE notices_bundled (
  id INTEGER PRIMARY KEY,
  post TEXT NOT NULL,
  alarm INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  notice INTEGER
);
CREATE INDEX notices_bundled_waiting ON notices_bundled (post, alarm, order_id) WHERE notice IS NULL;
CREATE INDEX notices_bundled_alarm ON notices_bundled (alarm);
CREATE INDEX notices_bundled_notice ON notices_bundled (notice) WHERE notice IS NOT NULL;
