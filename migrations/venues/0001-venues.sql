-- Pages of venues, for reading: they change by migrations.
create table venues (
  -- Sorted by its bytes, whatever the server's language is.
  venue_id text     collate "C" primary key check (venue_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(venue_id) <= 64),
  name     text     not null check (char_length(name) between 1 and 120),
  city     text     not null check (char_length(city) between 1 and 64),
  -- ISO 3166-1 alpha-2.
  country  text     not null check (country ~ '^[A-Z]{2}$'),
  -- The year in which it opened, or was finished.
  opened   smallint not null,
  text     text     not null check (char_length(text) between 1 and 4000),
  -- Where the facts come from.
  source   text     not null check (source ~ '^https://'),
  -- What is searched: a word in the name counts more than one in the city, and that more than one in the text.
  page     tsvector not null generated always as (
    setweight(to_tsvector('english', name), 'A')
    || setweight(to_tsvector('english', city), 'B')
    || setweight(to_tsvector('english', text), 'C')
  ) stored
);

create index venues_by_page on venues using gin (page);
