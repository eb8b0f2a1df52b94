CREATE TABLE arrival (
	id  TEXT PRIMARY KEY,         -- of a document
	run INTEGER NOT NULL          -- in which its record said something new last
) WITHOUT ROWID;
CREATE TABLE before (             -- documents that changed since
	id     TEXT PRIMARY KEY,
	record BLOB                   -- as it was; empty where only its stages changed, NULL where there was none
);
CREATE TABLE decision (
	number   INTEGER PRIMARY KEY, -- their order
	decision TEXT NOT NULL        -- schema.Decision as JSON
);
CREATE TABLE document (
	id          TEXT PRIMARY KEY,
	uri         TEXT NOT NULL,
	input       TEXT NOT NULL,    -- the INPUT that it was read from
	hash        TEXT NOT NULL,    -- Hash of what was read
	fingerprint TEXT NOT NULL,    -- of the stages that made the record
	sentences   INTEGER NOT NULL,
	tokens      INTEGER NOT NULL,
	sum         TEXT NOT NULL,    -- checksum of the record
	seal        INTEGER NOT NULL, -- checksum of all that stands above
	record      BLOB NOT NULL     -- schema.Record as JSON, zstd
);
CREATE TABLE failure (
	input       TEXT NOT NULL,
	source      TEXT NOT NULL,    -- the file, or the document's id
	line        INTEGER NOT NULL, -- in the file, 0 where it has none
	stage       TEXT NOT NULL,    -- "read", or the name of the stage that failed
	reason      TEXT NOT NULL,
	hint        TEXT NOT NULL,
	hash        TEXT NOT NULL,    -- of what was read, "" where nothing could be
	fingerprint TEXT NOT NULL,    -- of the stages
	times       INTEGER NOT NULL, -- in a row, with the same hash and fingerprint
	seen        INTEGER NOT NULL, -- in the run that is under way, or the last one
	PRIMARY KEY (input, source, line, stage)
);
CREATE TABLE folded (             -- one row; none where all is to be folded anew
	sum   TEXT NOT NULL,          -- of the records
	mark  TEXT NOT NULL,          -- that a store of their graph has
	notes BLOB NOT NULL           -- the fold's own, zstd
);
CREATE TABLE run (
	number  INTEGER PRIMARY KEY,
	started TEXT NOT NULL,        -- UTC, RFC 3339
	ended   TEXT NOT NULL,        -- "" while it is under way, or when it was killed
	summary TEXT NOT NULL         -- JSON
);
CREATE TABLE story (
	fingerprint TEXT NOT NULL,    -- of all the stages
	position    INTEGER NOT NULL,
	stage       TEXT NOT NULL,
	version     INTEGER NOT NULL,
	depends     TEXT NOT NULL, parts BLOB,    -- fingerprint of the stage's own configuration and data
	PRIMARY KEY (fingerprint, position)
);
CREATE TABLE tally (
	id    TEXT PRIMARY KEY,       -- of an entity, in records
	tally BLOB NOT NULL           -- the fold's own, zstd
) WITHOUT ROWID;
CREATE TABLE touch (
	id     TEXT PRIMARY KEY,      -- of a document
	hashes BLOB NOT NULL          -- of all that its record can meet others by, 4 bytes each, and a checksum
) WITHOUT ROWID;
CREATE TABLE trees (
	id          TEXT PRIMARY KEY,
	fingerprint TEXT NOT NULL,    -- of the stages that made them
	trees       BLOB NOT NULL     -- PackTrees
);
CREATE INDEX arrival_run ON arrival(run);
CREATE INDEX document_input ON document(input);
CREATE INDEX document_uri ON document(uri);
INSERT INTO arrival VALUES ('a', 0);
INSERT INTO arrival VALUES ('d', 0);
INSERT INTO document VALUES ('a', 'https://example.org/a', 'in', 'h', 'f', 2, 9, 'ed8767bf3b92ea9f', 6084306622696831567, X'28B52FFD050002550200240261382D30312D303968747470733A2F2F6578616D706C652E6F72672F61227D5D5D7D0B00606534EB7C060C166E802224C0AF4CC3AB531FC01AAC41DFC2831D1812C3A1E774CA721018CA8177');
INSERT INTO document VALUES ('d', '', 'in', '47e972900e9cc93f667020a2ba5505db', 'f', 2, 9, '70de6dfe87e3accf', -7312695718956359111, X'28B52FFD050002A501006864382D30312D3039227D5D5D7D0B00436534CE7C0698156E98212420AC4C439D531FD819AC21B490030706CE70E8399DB21C045C23F565');
INSERT INTO failure VALUES ('in', 'c.jsonl', 7, 'read', 'not JSON', 'mend the line', '', '', 1, 1);
INSERT INTO run VALUES (1, '2026-01-02T03:04:05Z', '2026-01-02T03:05:05Z', '{"Number":1,"Started":"2026-01-02T03:04:05Z","Ended":"2026-01-02T03:05:05Z","Inputs":["in"],"Error":"","New":2,"Changed":0,"Unchanged":0,"Gone":0,"Failed":0,"Written":0,"Newest":"0001-01-01T00:00:00Z","Sum":"s","Nodes":0,"Edges":0,"Entities":null,"Relations":{"MET_WITH":1}}');
INSERT INTO story VALUES ('c719690e9f68541c', 0, 'segment', 3, 's', NULL);
INSERT INTO trees VALUES ('d', 't', X'28B52FFD4500010000C50500B4081A156F6E652007323031362D3038362D30382D3236086D696E69737465726D6565744400554E4354012E5052500477696C6C03617578040100020014010002024803040402161C000602022A00040205161204050006070809020206040A010B0C0D0E00000200020F100D11010208020312130D0E00000A04140415160D1701020002188A08040419D00F0D00484406688843FC48CD7C6267042CF2289872320684A0C919202BE72FEAC2C2B5E41258C984F0B780580D91F639');
PRAGMA application_id = 1113801576;
PRAGMA user_version = 6;
