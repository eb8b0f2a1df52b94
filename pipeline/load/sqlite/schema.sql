-- The graph as tables for questions. One row is one node or edge of the graph;
-- a column is NULL where the graph has no such property. Dates are ISO days,
-- months or years; offsets count code points of the document's text.
--
-- Version 2, in PRAGMA user_version: a file of a newer version is refused, one of an
-- older is brought to this by the next load.

CREATE TABLE entities (
  n          INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  type       TEXT NOT NULL,    -- Person, Country, City, Place, Organization, Agreement, Occasion
  name       TEXT,
  aliases    TEXT,             -- JSON list
  wikidata   TEXT,
  iso3       TEXT,
  mentions   INTEGER,
  first_seen TEXT,
  last_seen  TEXT
);
CREATE INDEX entities_type ON entities (type);

-- Every name and alias in lower case, to find an entity by what people call it.
CREATE TABLE names (
  name   TEXT NOT NULL,
  entity TEXT NOT NULL,
  PRIMARY KEY (name, entity)
) WITHOUT ROWID;
CREATE INDEX names_entity ON names (entity);

CREATE TABLE documents (
  n           INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  name        TEXT,
  title       TEXT,
  uri         TEXT,
  published   TEXT,
  publisher   TEXT,
  fingerprint TEXT,
  furniture   TEXT             -- what stands behind the last chunk and was not read
);

CREATE TABLE chunks (
  n            INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  name         TEXT,
  text         TEXT,
  position     INTEGER,        -- in its document, from 0
  start_offset INTEGER,
  end_offset   INTEGER,
  furniture    TEXT            -- what stands right before it and was not read
);

CREATE TABLE events (
  n          INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  name       TEXT,
  type       TEXT,             -- MET_WITH
  plover     TEXT,
  status     TEXT,             -- actual, planned, possible, negated
  start_date TEXT,
  end_date   TEXT,
  precision  TEXT,             -- day, month, year
  sources    INTEGER,          -- documents that report it
  score      REAL
);
CREATE INDEX events_type ON events (type, start_date);
CREATE INDEX events_date ON events (start_date);

-- FROM_CHUNK, SUBJECT, OBJECT, AT, EVIDENCED_BY, FROM_DOCUMENT, NEXT_CHUNK, and
-- the relations between entities (MET_WITH …). Which columns a type uses is
-- written in schema/graph.go.
CREATE TABLE edges (
  n            INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  type         TEXT NOT NULL,
  source       TEXT NOT NULL,  -- id of the node where it begins
  target       TEXT NOT NULL,  -- id of the node where it ends
  event        TEXT,
  status       TEXT,
  start_date   TEXT,
  end_date     TEXT,
  sources      INTEGER,
  score        REAL,
  title        TEXT,
  chunks       TEXT,           -- JSON list
  mentions     INTEGER,
  start_offset INTEGER,
  end_offset   INTEGER,
  "trigger"    TEXT,
  rule         TEXT,
  speaker      TEXT
);
CREATE INDEX edges_source ON edges (source, type, target);
CREATE INDEX edges_target ON edges (target, type, source);

-- What the graph was made of, and how much the store held when that was noted;
-- one row or none.
CREATE TABLE mark (
  mark  TEXT NOT NULL,
  nodes INTEGER NOT NULL,
  edges INTEGER NOT NULL
);

-- Full text: SELECT … FROM entity_search WHERE entity_search MATCH 'lavrov'
CREATE VIRTUAL TABLE entity_search USING fts5 (name, aliases, content='entities', content_rowid='n', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER entities_inserted AFTER INSERT ON entities BEGIN
  INSERT INTO entity_search (rowid, name, aliases) VALUES (new.n, new.name, new.aliases);
END;
CREATE TRIGGER entities_deleted AFTER DELETE ON entities BEGIN
  INSERT INTO entity_search (entity_search, rowid, name, aliases) VALUES ('delete', old.n, old.name, old.aliases);
END;
CREATE TRIGGER entities_updated AFTER UPDATE OF name, aliases ON entities BEGIN
  INSERT INTO entity_search (entity_search, rowid, name, aliases) VALUES ('delete', old.n, old.name, old.aliases);
  INSERT INTO entity_search (rowid, name, aliases) VALUES (new.n, new.name, new.aliases);
END;

CREATE VIRTUAL TABLE chunk_search USING fts5 (text, content='chunks', content_rowid='n', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER chunks_inserted AFTER INSERT ON chunks BEGIN
  INSERT INTO chunk_search (rowid, text) VALUES (new.n, new.text);
END;
CREATE TRIGGER chunks_deleted AFTER DELETE ON chunks BEGIN
  INSERT INTO chunk_search (chunk_search, rowid, text) VALUES ('delete', old.n, old.text);
END;
CREATE TRIGGER chunks_updated AFTER UPDATE OF text ON chunks BEGIN
  INSERT INTO chunk_search (chunk_search, rowid, text) VALUES ('delete', old.n, old.text);
  INSERT INTO chunk_search (rowid, text) VALUES (new.n, new.text);
END;
