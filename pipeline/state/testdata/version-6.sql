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
INSERT INTO document VALUES ('a', 'https://example.org/a', 'in', 'h', 'f', 2, 9, 'ed8767bf3b92ea9f', 6084306622696831567, X'28B52FFD0400FD0400820B2421606BD30005AD7622B64968A8C6C896AFC1612B4CA0B3445A7A652DA20E41101001D1A2E06D396AB3A1EC5BA2255A87EE2780334BBF842FCB6DCB51BBB4F94ED51AA418D726D7B78202A120C180605C9F86FD4E0424070ADE54ADDAA5DFA2E08D61418CC5179DC8027310DA789A742882607B7619E38A413F705D30C869DF897448D261204900E3BAC97CE738A37E040300A4DAED5D47F9C42C440118CA8177');
INSERT INTO document VALUES ('d', '', 'in', '47e972900e9cc93f667020a2ba5505db', 'f', 2, 9, '70de6dfe87e3accf', -7312695718956359111, X'28B52FFD0400550400B2C91E1F500B9C01DC33147E7416CE41D85ED8753E3D42A183F0103EBADC81440034042F25B96B0C5BA5A0CD985E7ACBA03B26F2D57444F9366A5D63D8365DC61573CE41CE75516DFC00291030180838D785861D3F100641923B65CBB6E99892DC2534074119DF93ABD2388C1B3F5061A002C04087735DB5C6D7F9623F010300A4DAED5D47118A2C44015C23F565');
INSERT INTO failure VALUES ('in', 'c.jsonl', 7, 'read', 'not JSON', 'mend the line', '', '', 1, 1);
INSERT INTO run VALUES (1, '2026-01-02T03:04:05Z', '2026-01-02T03:05:05Z', '{"Number":1,"Started":"2026-01-02T03:04:05Z","Ended":"2026-01-02T03:05:05Z","Inputs":["in"],"Error":"","New":2,"Changed":0,"Unchanged":0,"Gone":0,"Failed":0,"Written":0,"Newest":"0001-01-01T00:00:00Z","Sum":"s","Nodes":0,"Edges":0,"Entities":null,"Relations":{"MET_WITH":1}}');
INSERT INTO story VALUES ('c719690e9f68541c', 0, 'segment', 3, 's', NULL);
INSERT INTO trees VALUES ('d', 't', X'28B52FFD0400D907001A157365676D656E743A206F6E6520646174656C696E6508646174656C696E6507323031362D303804626F64790A323031362D30382D3236086D696E6973746572044E4F554E034E4E530B4E756D6265723D506C7572056E7375626A046D6565740456455242035642440004726F6F740550554E4354012E0570756E63740450524F4E035052500477696C6C03415558024D44036175780C4F5247414E495A4154494F4E06504552534F4E040100020014010002024803040402161C000602022A000402051612040506070809020206040A0B0C0D0E000002000F100D110102080212130D0E00000A041415160D1701020002188A08040419D00F2A49E3AD');
PRAGMA application_id = 1113801576;
PRAGMA user_version = 6;
