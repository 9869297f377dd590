-- Alarms by when they rang: the load of a post over a month is read without walking all that ever rang.
CREATE INDEX alarms_raised ON alarms (raised);
