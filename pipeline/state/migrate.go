package state

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"backchannel/schema"
)

// Version is the version of the file's tables.
//
//	1  documents with their trees and records, failures, runs
//	2  decisions
//	3  a document's row has a checksum
//	4  what the last fold left, and what changed since
//	5  the run that a document's record came with
//	6  the parts of the stages' configuration
const Version = 6

const applicationID = 0x42634368 // "BcCh" in the file's header

// steps lead to today's tables: steps[n] makes version n+1 of version n, and all of
// them make a new file. What a step does to files that are about must never change;
// whoever changes the tables adds one.
var steps = [Version]func(context.Context, *sql.Tx) error{
	statements(`
CREATE TABLE document (
	id          TEXT PRIMARY KEY,
	uri         TEXT NOT NULL,
	input       TEXT NOT NULL,    -- the INPUT that it was read from
	hash        TEXT NOT NULL,    -- Hash of what was read
	fingerprint TEXT NOT NULL,    -- of the stages that made the record
	sentences   INTEGER NOT NULL,
	tokens      INTEGER NOT NULL,
	sum         TEXT NOT NULL,    -- checksum of the record
	record      BLOB NOT NULL     -- schema.Record as JSON, zstd
);
CREATE INDEX document_input ON document(input);
CREATE INDEX document_uri ON document(uri);
CREATE TABLE trees (
	id          TEXT PRIMARY KEY,
	fingerprint TEXT NOT NULL,    -- of the stages that made them
	trees       BLOB NOT NULL     -- PackTrees
);
CREATE TABLE story (
	fingerprint TEXT NOT NULL,    -- of all the stages
	position    INTEGER NOT NULL,
	stage       TEXT NOT NULL,
	version     INTEGER NOT NULL,
	depends     TEXT NOT NULL,    -- fingerprint of the stage's own configuration and data
	PRIMARY KEY (fingerprint, position)
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
);`),
	statements(`
CREATE TABLE decision (
	number   INTEGER PRIMARY KEY, -- their order
	decision TEXT NOT NULL        -- schema.Decision as JSON
);`),
	statements(`
ALTER TABLE document RENAME TO document_2;
DROP INDEX document_input;
DROP INDEX document_uri;
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
CREATE INDEX document_input ON document(input);
CREATE INDEX document_uri ON document(uri);
INSERT INTO document (id, uri, input, hash, fingerprint, sentences, tokens, sum, seal, record)
	SELECT id, uri, input, hash, fingerprint, sentences, tokens, sum,
		backchannel_seal(id, uri, input, hash, fingerprint, sentences, tokens, sum), record
	FROM document_2 ORDER BY id;
DROP TABLE document_2;`),
	foldsLeave,
	statements(`
CREATE TABLE arrival (
	id  TEXT PRIMARY KEY,         -- of a document
	run INTEGER NOT NULL          -- in which its record said something new last
) WITHOUT ROWID;
CREATE INDEX arrival_run ON arrival(run);`),
	statements(`ALTER TABLE story ADD COLUMN parts BLOB; -- []stage.Part as JSON, zstd; NULL where there are none`),
}

// statements is a step in SQL alone.
func statements(list string) func(context.Context, *sql.Tx) error {
	return func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, list)
		return err
	}
}

// foldsLeave makes room for what a fold leaves, and takes the fingerprint of the stages
// out of the records, so that they change with what is said alone; it stands beside them.
func foldsLeave(ctx context.Context, tx *sql.Tx) error {
	if err := statements(`
CREATE TABLE folded (             -- one row; none where all is to be folded anew
	sum   TEXT NOT NULL,          -- of the records
	mark  TEXT NOT NULL,          -- that a store of their graph has
	notes BLOB NOT NULL           -- the fold's own, zstd
);
CREATE TABLE before (             -- documents that changed since
	id     TEXT PRIMARY KEY,
	record BLOB                   -- as it was; empty where only its stages changed, NULL where there was none
);
CREATE TABLE tally (
	id    TEXT PRIMARY KEY,       -- of an entity, in records
	tally BLOB NOT NULL           -- the fold's own, zstd
) WITHOUT ROWID;
CREATE TABLE touch (
	id     TEXT PRIMARY KEY,      -- of a document
	hashes BLOB NOT NULL          -- of all that its record can meet others by, 4 bytes each, and a checksum
) WITHOUT ROWID;`)(ctx, tx); err != nil {
		return err
	}
	all, err := func() (rows []row, err error) {
		found, err := tx.QueryContext(ctx, "SELECT "+columns+" FROM document d")
		if err != nil {
			return nil, err
		}
		defer found.Close()
		for found.Next() {
			var r row
			if err := found.Scan(r.fields()...); err != nil {
				return nil, err
			}
			rows = append(rows, r)
		}
		return rows, found.Err()
	}()
	if err != nil {
		return err
	}
	for _, r := range all {
		if err := tx.QueryRowContext(ctx, "SELECT record FROM document WHERE id = ?", r.id).Scan(&r.record); err != nil {
			return err
		}
		data, err := unpack(r.record)
		if err != nil {
			return fmt.Errorf("%w: record %s: %w", ErrDamaged, r.id, err)
		}
		if r.sum != schema.Key(data) {
			continue // it is damaged, and told from a sound one as before
		}
		if i := bytes.LastIndex(data, []byte(`,"fingerprint":"`)); i >= 0 {
			data = append(data[:i], '}') // it came last
		}
		r.sum = schema.Key(data)
		if _, err := tx.ExecContext(ctx, "UPDATE document SET sum = ?, seal = ?, record = ? WHERE id = ?", r.sum, r.sealed(), pack(data), r.id); err != nil {
			return err
		}
	}
	return nil
}

// migrate takes the steps from one version to another, all of them or none.
func (f *File) migrate(ctx context.Context, from, to int) error {
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for n := from; n < to; n++ {
		if err := steps[n](ctx, tx); err != nil {
			return fmt.Errorf("bring its tables from version %d to %d: %w", n, n+1, err)
		}
	}
	if err := statements(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, to))(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

// Migration is what Open did to a file of an older version. From is 0 where there
// was nothing to do.
type Migration struct {
	From   int
	Backup string // the file as it was before
}

// Migrated says whether Open had to bring the file to this version.
func (f *File) Migrated() Migration { return f.migrated }

// backup copies the file, whole and as of now, to a file beside it, in the place of
// an older copy of that version.
func (f *File) backup(ctx context.Context, version int) (string, error) {
	to := fmt.Sprintf("%s.version-%d", f.path, version)
	half := to + ".part" // an earlier process may have been killed over it
	if err := os.Remove(half); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	if err := f.copyTo(ctx, half); err != nil {
		return "", errors.Join(err, os.RemoveAll(half))
	}
	return to, os.Rename(half, to)
}

// copyTo writes a copy of the file, for the eyes of those who may see the file, that
// stands when the power fails after it.
func (f *File) copyTo(ctx context.Context, path string) (err error) {
	info, err := os.Stat(f.path)
	if err != nil {
		return err
	}
	made, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, info.Mode().Perm())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, made.Close()) }()
	if _, err := f.db.ExecContext(ctx, "VACUUM INTO ?", path); err != nil { // into an empty file
		return err
	}
	return made.Sync()
}

// readCopy goes on with a copy of today's version, in the place of a file that this
// process must not write.
func (f *File) readCopy(ctx context.Context) (err error) {
	if f.scratch, err = os.MkdirTemp("", "backchannel-*"); err != nil {
		return err
	}
	path := filepath.Join(f.scratch, "state")
	if err := f.copyTo(ctx, path); err != nil {
		return err
	}
	old := f.db
	if f.db, err = sql.Open("sqlite", (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()); err != nil {
		f.db = old
		return err
	}
	if err := old.Close(); err != nil {
		return err
	}
	version, err := f.found(ctx)
	if err != nil {
		return err
	}
	return f.migrate(ctx, version, Version)
}
