CREATE TABLE venues (venue_id text PRIMARY KEY);
