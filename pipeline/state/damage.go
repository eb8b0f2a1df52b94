package state

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	engine "modernc.org/sqlite" // and its driver "sqlite"
	codes "modernc.org/sqlite/lib"

	jsonv2 "github.com/go-json-experiment/json"

	"backchannel/schema"
)

// ErrDamaged: what stands in the file is not what was written there. Rescue keeps
// what is sound of it.
var ErrDamaged = errors.New("the state file is damaged")

// ErrFull: there is no room for the file. What was kept stays, and the same run goes
// on from there when somebody has made some.
var ErrFull = errors.New("the disk is full")

// wrap names the file in an error of SQLite, and what kind of error it is where
// somebody decides on that.
func (f *File) wrap(err error) error {
	if err == nil {
		return nil
	}
	var kind error
	var e *engine.Error
	switch {
	case !errors.As(err, &e):
	case e.Code()&0xff == codes.SQLITE_FULL, e.Code() == codes.SQLITE_IOERR_WRITE: // the second is a quota's
		kind = ErrFull
	case e.Code()&0xff == codes.SQLITE_CORRUPT, e.Code()&0xff == codes.SQLITE_NOTADB, e.Code() == codes.SQLITE_IOERR_SHORT_READ,
		e.Code() == codes.SQLITE_ERROR && strings.Contains(e.Error(), "malformed JSON"):
		kind = ErrDamaged
	}
	if kind == nil || errors.Is(err, kind) {
		return fmt.Errorf("state %s: %w", f.path, err)
	}
	return fmt.Errorf("state %s: %w (%w)", f.path, kind, err)
}

// torn wraps the error of taking values out of a row: what is no error of SQLite says
// that nobody can have written them so.
func (f *File) torn(err error) error {
	var e *engine.Error
	if err == nil || errors.As(err, &e) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return f.wrap(err)
	}
	if !errors.Is(err, ErrDamaged) {
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return f.wrap(err)
}

// row is a document as it stands in its table.
type row struct {
	id, uri, input, hash, fingerprint string
	sentences, tokens                 int
	sum                               string // of the record's JSON
	seal                              int64  // of all that stands before
	record                            []byte // the JSON, packed
}

// columns are those of a row up to its seal.
const columns = "d.id, d.uri, d.input, d.hash, d.fingerprint, d.sentences, d.tokens, d.sum, d.seal"

// fields are where columns go.
func (r *row) fields() []any {
	return []any{&r.id, &r.uri, &r.input, &r.hash, &r.fingerprint, &r.sentences, &r.tokens, &r.sum, &r.seal}
}

func (r *row) sealed() int64 {
	return seal(r.id, r.uri, r.input, r.hash, r.fingerprint, r.sentences, r.tokens, r.sum)
}

// check reports whether the row is as it was written, its record left out.
func (r *row) check() error {
	if r.seal != r.sealed() {
		return fmt.Errorf("%w: document %s is not as it was written", ErrDamaged, r.id)
	}
	return nil
}

// open checks the whole row and returns its record.
func (r *row) open() (rec schema.Record, err error) {
	if err := r.check(); err != nil {
		return rec, err
	}
	data, err := unpack(r.record)
	switch {
	case err == nil && schema.Key(data) != r.sum:
		err = errors.New("it is not as it was written")
	case err == nil:
		err = jsonv2.Unmarshal(data, &rec)
	}
	if err != nil {
		return rec, fmt.Errorf("%w: record %s: %w", ErrDamaged, r.id, err)
	}
	rec.Fingerprint = r.fingerprint
	return rec, nil
}

// hold makes the row that of a record, whose JSON it returns for packing.
func (r *row) hold(rec schema.Record) (data []byte, err error) {
	rec.Fingerprint = "" // the row has it
	if data, err = json.Marshal(rec); err != nil {
		return nil, fmt.Errorf("record %s: %w", rec.ID, err)
	}
	r.id, r.uri, r.sum = rec.ID, rec.Source.URI, schema.Key(data)
	return data, nil
}

// seal is a checksum of values: 64 bits of their SHA-256.
func seal(values ...any) int64 {
	h := sha256.New()
	for _, v := range values {
		fmt.Fprintf(h, "%v\x00", v)
	}
	return int64(binary.BigEndian.Uint64(h.Sum(nil)))
}

// In SQL it is backchannel_seal.
func init() {
	engine.MustRegisterDeterministicScalarFunction("backchannel_seal", -1, func(_ *engine.FunctionContext, args []driver.Value) (driver.Value, error) {
		values := make([]any, len(args))
		for i, a := range args {
			values[i] = a
		}
		return seal(values...), nil
	})
}

// whole reports whether the tables of a version are all there and as they were made.
func (f *File) whole(ctx context.Context, version int) error {
	want, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer want.Close()
	want.SetMaxOpenConns(1) // each connection would be a database of its own
	if err := (&File{db: want}).migrate(ctx, 0, version); err != nil {
		return err
	}
	made, err := declared(ctx, want)
	if err != nil {
		return err
	}
	got, err := declared(ctx, f.db)
	if err != nil {
		return err
	}
	for name, statement := range made {
		if got[name] != statement {
			return fmt.Errorf("%w: %s is not declared as it was", ErrDamaged, name)
		}
	}
	return nil
}

// declared returns the statements that made what is in a database, by name.
func declared(ctx context.Context, db *sql.DB) (map[string]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var name, statement string
		if err := rows.Scan(&name, &statement); err != nil {
			return nil, err
		}
		out[name] = statement
	}
	return out, rows.Err()
}

// Verify reads all that the file keeps and compares checksums. The error says how
// much is damaged and what comes first.
func (f *File) Verify(ctx context.Context) error {
	n, first := 0, error(nil)
	note := func(err error) {
		if n++; first == nil {
			first = err
		}
	}
	err := errors.Join(
		f.each(ctx, "PRAGMA integrity_check", func(scan func(...any) error) error {
			var says string
			if err := scan(&says); err != nil {
				return err
			}
			if says != "ok" {
				note(errors.New(says))
			}
			return nil
		}),
		f.each(ctx, "SELECT "+columns+", record FROM document d ORDER BY rowid", func(scan func(...any) error) error {
			var r row
			if err := scan(append(r.fields(), &r.record)...); err != nil {
				return err
			}
			if rec, err := r.open(); err != nil {
				note(err)
			} else if rec.ID != r.id {
				note(fmt.Errorf("the record of %s is that of %s", r.id, rec.ID))
			}
			return nil
		}),
		f.each(ctx, "SELECT id, trees FROM trees ORDER BY rowid", func(scan func(...any) error) error {
			var id string
			var packed []byte
			if err := scan(&id, &packed); err != nil {
				return err
			}
			if _, err := unpack(packed); err != nil {
				note(fmt.Errorf("the trees of %s: %w", id, err))
			}
			return nil
		}),
	)
	if _, failed := f.Failures(ctx); failed != nil {
		err = errors.Join(err, failed)
	}
	if _, failed := f.Decisions(ctx); failed != nil {
		err = errors.Join(err, failed)
	}
	if err != nil {
		return err
	}
	if n > 0 {
		return f.wrap(fmt.Errorf("%w in %d places, first: %w", ErrDamaged, n, first))
	}
	return nil
}

// each calls take with every row of a query.
func (f *File) each(ctx context.Context, query string, take func(scan func(...any) error) error) error {
	rows, err := f.db.QueryContext(ctx, query)
	if err != nil {
		return f.wrap(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := take(rows.Scan); err != nil {
			return f.torn(err)
		}
	}
	return f.wrap(rows.Err())
}
