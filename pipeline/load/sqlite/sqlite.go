// Package sqlite keeps a graph in one SQLite file, with tables made for
// questions (schema.sql) and full-text search over names and text.
//
// The engine is modernc.org/sqlite, SQLite translated to Go: nothing to install.
// The file is in WAL mode, so that people can ask while a run writes. A change is
// one transaction: after a crash the file holds the graph before or after it.
package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"backchannel/pipeline/load"
)

//go:embed schema.sql
var tables string

// Version of the tables, in PRAGMA user_version.
//
//	1  entities, names, documents, chunks, events, edges
//	2  furniture of documents and chunks
const Version = 2

// steps lead to today's tables: steps[n] makes version n+2 of version n+1.
var steps = [Version - 1]string{
	"ALTER TABLE documents ADD COLUMN furniture TEXT; ALTER TABLE chunks ADD COLUMN furniture TEXT;",
}

// application marks the file as ours: PRAGMA application_id, "bkch".
const application = 0x626b6368

// Store is a load.Store in a file.
type Store struct {
	db   *sql.DB
	path string
}

var _ load.Store = (*Store)(nil)

// Open opens the file at path, and makes it where it is absent. The folder must
// exist. A file whose tables are of an older version gets today's. One that is not
// SQLite, belongs to another program, or has tables of a newer version is
// load.ErrUnusable; one that somebody else writes to for more than ten seconds is
// load.ErrAway.
func Open(ctx context.Context, path string) (*Store, error) {
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return nil, fmt.Errorf("open store %s: %w: %w", path, load.ErrUnusable, err)
	}
	return open(ctx, path, "rwc")
}

// OpenExisting opens a file that must be there, for questions: nothing is
// written to it, so one whose tables are of an older version is load.ErrUnusable.
func OpenExisting(ctx context.Context, path string) (*Store, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("open store %s: %w: no such file", path, load.ErrUnusable)
	}
	return open(ctx, path, "ro")
}

func open(ctx context.Context, path, mode string) (*Store, error) {
	options := "?mode=" + mode + "&_pragma=busy_timeout(10000)&_txlock=immediate"
	if mode == "ro" {
		options += "&_pragma=query_only(1)&_pragma=cache_size(-16384)"
	} else {
		// A piece of a load touches pages all over the indexes: with the usual 2 MB they would be
		// written out and read again within one transaction.
		options += "&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=cache_size(-32768)"
	}
	db, err := sql.Open("sqlite", "file:"+escape(path)+options)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	s := &Store{db, path}
	if err := s.prepare(ctx, mode); err != nil {
		db.Close()
		return nil, s.explain("open store", err)
	}
	return s, nil
}

// escape writes a path as the path of a file: URI.
func escape(path string) string {
	parts := strings.Split(filepath.ToSlash(path), "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}

// prepare makes the tables in a new file and checks those of another.
func (s *Store) prepare(ctx context.Context, mode string) error {
	app, version, count, err := s.marks(ctx)
	if err != nil {
		return err
	}
	switch {
	case app == application && version == Version:
		return nil
	case app == application && (version > Version || version < 1):
		return fmt.Errorf("%w: its tables have version %d, this program writes version %d; load into a new file", load.ErrUnusable, version, Version)
	case app == application && mode == "ro":
		return fmt.Errorf("%w: its tables have version %d, this program reads version %d; the next run or load brings them up to date", load.ErrUnusable, version, Version)
	case app == application:
		return s.update(ctx)
	case count > 0 || app != 0:
		return fmt.Errorf("%w: it is a database of another program", load.ErrUnusable)
	case mode == "ro":
		return fmt.Errorf("%w: it is empty, nothing was loaded yet", load.ErrUnusable)
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&count); err != nil || count > 0 {
		return errors.Join(err) // made by another process meanwhile
	}
	marks := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;", application, Version)
	if _, err := tx.ExecContext(ctx, tables+marks); err != nil {
		return err
	}
	return tx.Commit()
}

// update takes the steps to today's tables, all of them or none.
func (s *Store) update(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var version int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	for ; version < Version; version++ { // unless another process did meanwhile
		if _, err := tx.ExecContext(ctx, steps[version-1]); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *Store) marks(ctx context.Context) (app, version, tables int, err error) {
	err = errors.Join(
		s.db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app),
		s.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version),
		s.db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables),
	)
	return app, version, tables, err
}

// Close closes the file.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return s.explain("close store", err)
	}
	return nil
}

// Query runs a question in SQL and returns its columns and rows: string, int64,
// float64 or nil. Parameters are written :name.
func (s *Store) Query(ctx context.Context, query string, params map[string]any) (columns []string, rows [][]any, err error) {
	args := make([]any, 0, len(params))
	for name, v := range params {
		args = append(args, sql.Named(name, v))
	}
	r, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, nil, s.explain("ask", err)
	}
	defer r.Close()
	if columns, err = r.Columns(); err != nil {
		return nil, nil, s.explain("ask", err)
	}
	for r.Next() {
		row := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := r.Scan(into...); err != nil {
			return nil, nil, s.explain("ask", err)
		}
		for i := range row {
			if b, ok := row[i].([]byte); ok {
				row[i] = string(b)
			}
		}
		rows = append(rows, row)
	}
	if err := r.Err(); err != nil {
		return nil, nil, s.explain("ask", err)
	}
	return columns, rows, nil
}

// Language is the query language that Query reads.
func (s *Store) Language() string { return "sql" }
