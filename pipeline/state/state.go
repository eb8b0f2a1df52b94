// Package state remembers what was done already, so that a run extracts only
// what is new or changed and a killed run goes on where it stopped.
//
// In go documents' trees, records and failures, out come the same, by document id.
// A document has two checkpoints, each with the fingerprint of the stages that made
// it, and the hash of what was read (id, source and text): its trees (the layers up
// to the tags) and its record. While hash and fingerprint are the same, they need
// not be made again: a changed frame or name costs the stages behind the parser
// only. Records are the truth that is kept: a store is only a projection of their
// fold and can be deleted and loaded again.
//
// The state is a file of its own beside the store, for three reasons: the store
// may be a Neo4j server, where records have no place; somebody who explores the
// graph can open, copy or hand on the store while a run writes its state; and
// deleting the store to have it loaded anew must not mean reading everything
// anew.
//
// The file is SQLite in WAL mode. Writes come in transactions of a few hundred
// documents or a second of work, whichever is first; killed in between, the file
// holds the last finished transaction, and the next run redoes the rest. Lock
// keeps a second run out.
package state

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	engine "modernc.org/sqlite" // and its driver "sqlite"
	codes "modernc.org/sqlite/lib"
)

// Version is the version of the file's tables.
//
//	1  documents with their trees and records, failures, runs
//	2  decisions
const Version = 2

const applicationID = 0x42634368 // "BcCh" in the file's header

const decisions = `
CREATE TABLE decision (
	number   INTEGER PRIMARY KEY, -- their order
	decision TEXT NOT NULL        -- schema.Decision as JSON
);`

const tables = decisions + `
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
);`

// batch and pause bound a transaction: so many documents, or so much time.
const (
	batch = 256
	pause = time.Second
)

// File is an open state file. One goroutine may write while others read; what is
// read is as of the last Flush.
type File struct {
	path    string
	version int
	reads   bool // and never writes
	db      *sql.DB
	tx      *sql.Tx // open while writes wait for Flush
	dirty   int
	since   time.Time
}

// Open opens the state file at path, and creates it where there is none.
func Open(ctx context.Context, path string) (*File, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("state %s: %w", path, err)
	}
	if info, err := os.Stat(filepath.Dir(abs)); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("state %s: there is no folder %s", path, filepath.Dir(path))
	}
	return open(ctx, path, url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: url.Values{
		"_pragma": {"busy_timeout(10000)", "synchronous(NORMAL)"},
		"_txlock": {"immediate"},
	}.Encode()})
}

// Peek opens the state file at path for reading alone; where there is none it is
// an empty one in memory.
func Peek(ctx context.Context, path string) (*File, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("state %s: %w", path, err)
	}
	if _, err := os.Stat(abs); errors.Is(err, os.ErrNotExist) {
		return open(ctx, path, url.URL{Scheme: "file", Opaque: ":memory:"})
	}
	return open(ctx, path, url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: url.Values{
		"mode": {"ro"}, "_pragma": {"busy_timeout(10000)"},
	}.Encode()})
}

func open(ctx context.Context, path string, source url.URL) (*File, error) {
	db, err := sql.Open("sqlite", source.String())
	if err != nil {
		return nil, fmt.Errorf("state %s: %w", path, err)
	}
	if source.Path == "" {
		db.SetMaxOpenConns(1) // each connection would be a database of its own
	}
	f := &File{path: path, db: db, reads: source.Query().Get("mode") == "ro"}
	if err := f.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("state %s: %w", path, err), db.Close())
	}
	return f, nil
}

func (f *File) prepare(ctx context.Context) error {
	var app, version, found int
	for query, into := range map[string]*int{
		"PRAGMA application_id":              &app,
		"PRAGMA user_version":                &version,
		"SELECT count(*) FROM sqlite_schema": &found,
	} {
		if err := f.db.QueryRowContext(ctx, query).Scan(into); err != nil {
			return fmt.Errorf("this is not a state file, or it is damaged; move it away to begin anew: %w", err)
		}
	}
	switch {
	case found == 0:
		if err := f.ahead(ctx); err != nil {
			return err
		}
		return f.make(ctx, tables)
	case app != applicationID:
		return errors.New("this is a database of something else; name another file as state")
	case version > Version:
		return fmt.Errorf("it was written by a newer backchannel (version %d, this one knows %d)", version, Version)
	}
	if !f.reads {
		if err := f.ahead(ctx); err != nil {
			return err
		}
		if version < Version {
			return f.make(ctx, decisions)
		}
	}
	f.version = version
	return nil
}

// ahead has the file keep a log of writes, so that others can read meanwhile. It is
// the first thing that changes the file, and comes when the file is known for ours.
func (f *File) ahead(ctx context.Context) error {
	_, err := f.db.ExecContext(ctx, "PRAGMA journal_mode = WAL")
	return err
}

// make adds tables and writes the version.
func (f *File) make(ctx context.Context, tables string) error {
	tx, err := f.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, s := range []string{tables, fmt.Sprintf("PRAGMA application_id = %d", applicationID), fmt.Sprintf("PRAGMA user_version = %d", Version)} {
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	f.version = Version
	return tx.Commit()
}

// Close writes what waits and closes the file.
func (f *File) Close() error {
	return errors.Join(f.Flush(), f.wrap(f.db.Close()))
}

// ErrFull: there is no room for the file. What was kept stays, and the same run goes
// on from there when somebody has made some.
var ErrFull = errors.New("the disk is full")

func (f *File) wrap(err error) error {
	if err == nil {
		return nil
	}
	var e *engine.Error
	if errors.As(err, &e) && (e.Code()&0xff == codes.SQLITE_FULL || e.Code() == codes.SQLITE_IOERR_WRITE) { // the second is a quota's
		return fmt.Errorf("state %s: %w (%w)", f.path, ErrFull, err)
	}
	return fmt.Errorf("state %s: %w", f.path, err)
}

func (f *File) write(query string, args ...any) error {
	if f.tx == nil {
		tx, err := f.db.Begin()
		if err != nil {
			return f.wrap(err)
		}
		f.tx, f.dirty, f.since = tx, 0, time.Now()
	}
	if _, err := f.tx.Exec(query, args...); err != nil {
		return f.wrap(err)
	}
	if f.dirty++; f.dirty >= batch || time.Since(f.since) > pause {
		return f.Flush()
	}
	return nil
}

// Flush commits the writes that wait.
func (f *File) Flush() error {
	if f.tx == nil {
		return nil
	}
	tx := f.tx
	f.tx = nil
	return f.wrap(tx.Commit())
}
