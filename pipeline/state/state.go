// Package state remembers what was done already, so that a run extracts only
// what is new or changed and a killed run goes on where it stopped.
//
// In go documents' trees, records and failures, out come the same, by document id.
// A document has two checkpoints, each with the fingerprint of the stages that made
// it, and the hash of what was read (id, source and text): its trees (the layers up
// to the names) and its record. While hash and fingerprint are the same, they need
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
	"encoding/binary"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// batch and pause bound a transaction: so many documents, or so much time.
const (
	batch = 256
	pause = time.Second
)

// File is an open state file. One goroutine may write while others read; what is
// read is as of the last Flush.
type File struct {
	path     string
	migrated Migration
	scratch  string // folder of a copy that Close removes
	stump    bool   // it was there, and shorter than any database
	db       *sql.DB
	tx       *sql.Tx              // open while writes wait for Flush
	stmts    map[string]*sql.Stmt // of tx
	dirty    int
	since    time.Time
	edits    *noting // nil until the first one
	reads    asked
	run      int // that is under way; 0 where none is
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
// an empty one in memory, and one of an older version is read from a copy that is
// brought to this one.
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
	f := &File{path: path, db: db}
	if info, err := os.Stat(path); err == nil && info.Size() < 512 {
		f.stump = true
	}
	version, err := f.found(ctx)
	if err == nil && version > 0 {
		err = f.whole(ctx, version)
	}
	switch {
	case err != nil:
	case source.Query().Get("mode") != "ro":
		err = f.prepare(ctx, version)
	case version < Version:
		err = f.readCopy(ctx)
	}
	if err != nil {
		return nil, errors.Join(f.wrap(err), f.close())
	}
	return f, nil
}

// ours reports that a file that cannot be read was a state file once: it says so in
// its header, or it has the name of one.
func (f *File) ours() bool {
	if filepath.Ext(f.path) == ".state" {
		return true
	}
	in, err := os.Open(f.path)
	if err != nil {
		return false
	}
	defer in.Close()
	var id [4]byte
	_, err = in.ReadAt(id[:], 68) // https://sqlite.org/fileformat.html#the_database_header
	return err == nil && binary.BigEndian.Uint32(id[:]) == applicationID
}

var errNotOurs = errors.New("this is not a state file, or it is damaged; move it away to begin anew")

// found returns the version of what stands in the file, 0 where that is nothing,
// and an error where it is nothing of ours.
func (f *File) found(ctx context.Context) (version int, err error) {
	var app, found int
	for query, into := range map[string]*int{
		"PRAGMA application_id":              &app,
		"PRAGMA user_version":                &version,
		"SELECT count(*) FROM sqlite_schema": &found,
	} {
		if err := f.db.QueryRowContext(ctx, query).Scan(into); err != nil {
			if err = f.wrap(err); errors.Is(err, ErrDamaged) && !f.ours() {
				return 0, errNotOurs
			}
			return 0, err
		}
	}
	switch {
	case found == 0 && f.stump && f.ours():
		return 0, fmt.Errorf("%w: it is empty", ErrDamaged)
	case found == 0 && f.stump:
		return 0, errNotOurs
	case found == 0:
		return 0, nil
	case app != applicationID:
		return 0, errors.New("this is a database of something else; name another file as state")
	case version < 1 || version > 1<<16:
		return 0, fmt.Errorf("%w: there is no version %d", ErrDamaged, version)
	case version > Version:
		return 0, fmt.Errorf("it was written by a newer backchannel (version %d, this one knows %d)", version, Version)
	}
	return version, nil
}

// prepare brings a file to today's tables. That it keeps a log of writes, so that
// others can read meanwhile, is the first thing that changes it, and comes when it
// is known for ours.
func (f *File) prepare(ctx context.Context, version int) (err error) {
	if version == 0 {
		// A record takes two or three thousand bytes: of pages of the usual size a third
		// would stay empty.
		if _, err := f.db.ExecContext(ctx, "PRAGMA page_size = 16384"); err != nil {
			return err
		}
	}
	if _, err := f.db.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil || version == Version {
		return err
	}
	if version > 0 {
		f.migrated = Migration{From: version}
		if f.migrated.Backup, err = f.backup(ctx, version); err != nil {
			return fmt.Errorf("copy it before its tables change: %w", err)
		}
	}
	return f.migrate(ctx, version, Version)
}

// Close writes what waits and closes the file.
func (f *File) Close() error {
	return errors.Join(f.Flush(), f.close())
}

func (f *File) close() error {
	err := f.wrap(f.db.Close())
	if f.scratch != "" {
		err = errors.Join(err, os.RemoveAll(f.scratch))
	}
	return err
}

func (f *File) write(query string, args ...any) error {
	if f.tx == nil {
		tx, err := f.db.Begin()
		if err != nil {
			return f.wrap(err)
		}
		f.tx, f.stmts, f.dirty, f.since = tx, map[string]*sql.Stmt{}, 0, time.Now()
	}
	stmt, err := f.statement(query)
	if err == nil {
		_, err = stmt.Exec(args...)
	}
	if err != nil {
		return f.wrap(err)
	}
	if f.dirty++; f.dirty >= batch || time.Since(f.since) > pause {
		return f.Flush()
	}
	return nil
}

// statement prepares a statement of the transaction that is open, once.
func (f *File) statement(query string) (*sql.Stmt, error) {
	stmt, ok := f.stmts[query]
	if ok {
		return stmt, nil
	}
	stmt, err := f.tx.Prepare(query)
	if err == nil {
		f.stmts[query] = stmt
	}
	return stmt, err
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
