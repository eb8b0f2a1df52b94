// Package state remembers what was done already, so that a run extracts only
// what is new or changed and a killed run goes on where it stopped.
//
// In go documents' records and failures, out come the same, by document id. A
// record is kept with the hash of what was read (id, source and text) and the
// fingerprint of the stages that made it; while both are the same, the document
// need not be read for facts again. Records are the truth that is kept: a store
// is only a projection of their fold and can be deleted and loaded again.
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
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"backchannel/schema"
)

// Version is the version of the file's tables.
//
//	1  documents with their records, failures
const Version = 1

const applicationID = 0x42634368 // "BcCh" in the file's header

const tables = `
CREATE TABLE document (
	id          TEXT PRIMARY KEY,
	input       TEXT NOT NULL,    -- the INPUT that it was read from
	hash        TEXT NOT NULL,    -- Hash of what was read
	fingerprint TEXT NOT NULL,    -- of the stages that made the record
	sentences   INTEGER NOT NULL,
	tokens      INTEGER NOT NULL,
	record      TEXT NOT NULL     -- schema.Record as JSON
);
CREATE INDEX document_input ON document(input);
CREATE TABLE failure (
	input  TEXT NOT NULL,
	source TEXT NOT NULL,         -- the file, or the document's id
	line   INTEGER NOT NULL,      -- in the file, 0 where it has none
	stage  TEXT NOT NULL,         -- "read", or the name of the stage that failed
	reason TEXT NOT NULL,
	hint   TEXT NOT NULL,
	PRIMARY KEY (input, source, line, stage)
);`

// batch and pause bound a transaction: so many documents, or so much time.
const (
	batch = 256
	pause = time.Second
)

// File is an open state file. One goroutine may write (Put, Fail, Move,
// Forget, ClearFailures, Flush) while others read.
type File struct {
	path  string
	db    *sql.DB
	tx    *sql.Tx // open while writes wait for Flush
	dirty int
	since time.Time
}

// Document is what the state keeps of one document.
type Document struct {
	Input       string
	Hash        string
	Fingerprint string
	Sentences   int
	Tokens      int
	Record      schema.Record
}

// Failure says why a document has no record: a dead letter.
type Failure struct {
	Input  string // the INPUT that it was read from
	Source string // the file, or the document's id
	Line   int    // in the file, from 1; 0 where there is none
	Stage  string // "read", or the name of the stage that failed
	Reason string
	Hint   string // what to do about it; "" where nobody knows
}

func (f Failure) String() string {
	s := f.Source
	if f.Line > 0 {
		s = fmt.Sprintf("%s:%d", s, f.Line)
	}
	return s + ": " + f.Reason
}

// Hash is the hash of what was read of a document, before any stage: equal
// documents have equal hashes.
func Hash(doc schema.Document) string {
	h := sha256.New()
	// A Source has only strings, so it always encodes.
	source, _ := json.Marshal(doc.Source)
	fmt.Fprintf(h, "%s\x00%s\x00", doc.ID, source)
	h.Write([]byte(doc.Text))
	return hex.EncodeToString(h.Sum(nil)[:16])
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
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: url.Values{
		"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(NORMAL)"},
		"_txlock": {"immediate"},
	}.Encode()}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, fmt.Errorf("state %s: %w", path, err)
	}
	f := &File{path: path, db: db}
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
		return f.create(ctx)
	case app != applicationID:
		return errors.New("this is a database of something else; name another file as state")
	case version > Version:
		return fmt.Errorf("it was written by a newer backchannel (version %d, this one knows %d)", version, Version)
	}
	return nil
}

func (f *File) create(ctx context.Context) error {
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
	return tx.Commit()
}

// Close writes what waits and closes the file.
func (f *File) Close() error {
	return errors.Join(f.Flush(), f.wrap(f.db.Close()))
}

func (f *File) wrap(err error) error {
	if err != nil {
		return fmt.Errorf("state %s: %w", f.path, err)
	}
	return nil
}

// Known returns the hash and the fingerprint of the document's record, as of the
// last Flush, and false where it has none. The document's Record is left out.
func (f *File) Known(ctx context.Context, id string) (Document, bool, error) {
	var d Document
	err := f.db.QueryRowContext(ctx, "SELECT input, hash, fingerprint, sentences, tokens FROM document WHERE id = ?", id).
		Scan(&d.Input, &d.Hash, &d.Fingerprint, &d.Sentences, &d.Tokens)
	if errors.Is(err, sql.ErrNoRows) {
		return Document{}, false, nil
	}
	return d, err == nil, f.wrap(err)
}

// Put keeps the document's record, in place of an earlier one.
func (f *File) Put(d Document) error {
	record, err := json.Marshal(d.Record)
	if err != nil {
		return f.wrap(fmt.Errorf("record %s: %w", d.Record.ID, err))
	}
	return f.write("INSERT OR REPLACE INTO document (id, input, hash, fingerprint, sentences, tokens, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
		d.Record.ID, d.Input, d.Hash, d.Fingerprint, d.Sentences, d.Tokens, string(record))
}

// Fail keeps a failure.
func (f *File) Fail(x Failure) error {
	return f.write("INSERT OR REPLACE INTO failure (input, source, line, stage, reason, hint) VALUES (?, ?, ?, ?, ?, ?)",
		x.Input, x.Source, x.Line, x.Stage, x.Reason, x.Hint)
}

// ClearFailures forgets the failures of an input that is about to be read again.
func (f *File) ClearFailures(input string) error {
	return f.write("DELETE FROM failure WHERE input = ?", input)
}

// Move notes that a document, unchanged, was read from another input this time.
func (f *File) Move(id, input string) error {
	return f.write("UPDATE document SET input = ? WHERE id = ?", input, id)
}

// Forget drops the record of a document that is gone.
func (f *File) Forget(id string) error {
	return f.write("DELETE FROM document WHERE id = ?", id)
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

// IDs returns the ids of the documents that were read from an input, sorted, as
// of the last Flush.
func (f *File) IDs(ctx context.Context, input string) ([]string, error) {
	rows, err := f.db.QueryContext(ctx, "SELECT id FROM document WHERE input = ? ORDER BY id", input)
	if err != nil {
		return nil, f.wrap(err)
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, f.wrap(err)
		}
		ids = append(ids, id)
	}
	return ids, f.wrap(rows.Err())
}

// Records yields every record, sorted by id, as of the last Flush. After an
// error it yields nothing more.
func (f *File) Records(ctx context.Context) iter.Seq2[schema.Record, error] {
	return func(yield func(schema.Record, error) bool) {
		rows, err := f.db.QueryContext(ctx, "SELECT id, record FROM document ORDER BY id")
		if err != nil {
			yield(schema.Record{}, f.wrap(err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var id string
			var data []byte
			var record schema.Record
			err := rows.Scan(&id, &data)
			if err == nil {
				err = json.Unmarshal(data, &record)
			}
			if err != nil {
				yield(schema.Record{}, f.wrap(fmt.Errorf("record %s: %w", id, err)))
				return
			}
			if !yield(record, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(schema.Record{}, f.wrap(err))
		}
	}
}

// Size counts the documents that have a record, and their sentences and tokens,
// as of the last Flush.
func (f *File) Size(ctx context.Context) (documents, sentences, tokens int, err error) {
	err = f.db.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(sentences), 0), coalesce(sum(tokens), 0) FROM document").
		Scan(&documents, &sentences, &tokens)
	return documents, sentences, tokens, f.wrap(err)
}

// Failures lists the dead letters in the order of input, source and line, as of
// the last Flush.
func (f *File) Failures(ctx context.Context) ([]Failure, error) {
	rows, err := f.db.QueryContext(ctx, "SELECT input, source, line, stage, reason, hint FROM failure ORDER BY input, source, line, stage")
	if err != nil {
		return nil, f.wrap(err)
	}
	defer rows.Close()
	var out []Failure
	for rows.Next() {
		var x Failure
		if err := rows.Scan(&x.Input, &x.Source, &x.Line, &x.Stage, &x.Reason, &x.Hint); err != nil {
			return nil, f.wrap(err)
		}
		out = append(out, x)
	}
	return out, f.wrap(rows.Err())
}
