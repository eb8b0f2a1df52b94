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
	depends     TEXT NOT NULL,    -- fingerprint of the stage's own configuration and data
	PRIMARY KEY (fingerprint, position)
);
CREATE TABLE trees (
	id          TEXT PRIMARY KEY,
	fingerprint TEXT NOT NULL,    -- of the stages that made them
	trees       BLOB NOT NULL     -- PackTrees
);
CREATE INDEX document_input ON document(input);
CREATE INDEX document_uri ON document(uri);
INSERT INTO document VALUES ('a', 'https://example.org/a', 'in', 'h', 'f', 2, 9, 'a5a0ebb2313fea65', 2856930754940753358, X'28B52FFD04003D0500228C2521508BD300200490446E93D0801459DA015521401098180E8270AC360A613333339CD18CF15D8A3D4C1B4B31BE251FCABE255AA285E87E0338B3F44BF8B2DCB61CB54B9BEF54AD4189716D727D2F24120C140E0AC6F569D86F848082A0C09BAA55BBF45B147863589063F14567D2600E803E9E26219A24D89E5DC7B862D0115C170C72DA37221D9474205052C0B86E32DF39CEA823010400571144AADDDE75944FCC42146D6D33E1');
INSERT INTO document VALUES ('d', '', 'in', '47e972900e9cc93f667020a2ba5505db', 'f', 2, 9, '9c14d4d15e69e801', 1304354407749752720, X'28B52FFD04009D0400528A2020508BCC00DC6B3E8B8985065AECB0BDB0EB7C7A84420700AE8367ED6211001502EDC6F8AA5A90950AAA1ADF410DB9BED34E5B87DC2F004F9A9FC177A165FA50ABE9F8468AB145319E0EA4DF098A0302848281F1843CEC7702403158E02CD5AAD5FCCE02670CBA2C30BE16C193B19607FB4E98443189806210E3B9287DA7F1A48E040400571144AADDDE7514A1C84214595151BF');
INSERT INTO failure VALUES ('in', 'c.jsonl', 7, 'read', 'not JSON', 'mend the line', '', '', 1, 1);
INSERT INTO run VALUES (1, '2026-01-02T03:04:05Z', '2026-01-02T03:05:05Z', '{"Number":1,"Started":"2026-01-02T03:04:05Z","Ended":"2026-01-02T03:05:05Z","Inputs":["in"],"Error":"","New":2,"Changed":0,"Unchanged":0,"Gone":0,"Failed":0,"Written":0,"Newest":"0001-01-01T00:00:00Z","Sum":"s","Nodes":0,"Edges":0,"Entities":null,"Relations":{"MET_WITH":1}}');
INSERT INTO story VALUES ('cf53bb34bcb254b9', 0, 'segment', 3, 's');
INSERT INTO trees VALUES ('d', 't', X'28B52FFD0400E1060018157365676D656E743A206F6E6520646174656C696E6508646174656C696E6507323031362D303804626F64790A323031362D30382D3236086D696E6973746572044E4F554E034E4E530B4E756D6265723D506C7572056E7375626A046D6565740456455242035642440004726F6F740550554E4354012E0570756E63740450524F4E035052500477696C6C03415558024D4403617578020100020014010002024803040402161C000602022A000402051612040506070809020206040A0B0C0D0E000002000F100D110102080212130D0E00000A041415160D170109F46CC2');
PRAGMA application_id = 1113801576;
PRAGMA user_version = 3;
