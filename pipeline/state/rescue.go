package state

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	engine "modernc.org/sqlite" // and its driver "sqlite"
	codes "modernc.org/sqlite/lib"
)

// Rescued says what Rescue kept of a damaged file.
type Rescued struct {
	Documents int      // with a sound record
	Inputs    []string // of the runs before, as far as they could be read, sorted
	Aside     string   // the damaged file, as it was
}

// Rescue puts a new file in the place of a damaged one, with the records, trees,
// failures and runs that are sound; the damaged one is kept under another name. What
// a fold made is left out, so that the next run folds again. The caller holds the
// lock, and nobody has the file open for writing.
func Rescue(ctx context.Context, path string) (_ Rescued, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("rescue %w", err)
		}
	}()
	var kept Rescued
	half := path + ".part" // an earlier process may have been killed over it
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(half + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return kept, err
		}
	}
	made, err := Open(ctx, half)
	if err != nil {
		return kept, err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return kept, errors.Join(err, made.Close())
	}
	damaged, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: "mode=ro"}).String())
	if err != nil {
		return kept, errors.Join(err, made.Close())
	}
	if err := errors.Join(made.fill(ctx, damaged, &kept), damaged.Close(), made.Close()); err != nil {
		return kept, err
	}
	kept.Aside, err = replace(path, half)
	return kept, err
}

// fill takes over what is sound in a damaged database.
func (f *File) fill(ctx context.Context, damaged *sql.DB, kept *Rescued) error {
	seal := "d.seal"
	if _, err := damaged.ExecContext(ctx, "SELECT seal FROM document LIMIT 0"); err != nil {
		seal = "backchannel_seal(d.id, d.uri, d.input, d.hash, d.fingerprint, d.sentences, d.tokens, d.sum)" // of an older version
	}
	return errors.Join(
		survivors(ctx, damaged, "document d", "d.id, d.uri, d.input, d.hash, d.fingerprint, d.sentences, d.tokens, d.sum, "+seal+", d.record", func(scan func(...any) error) error {
			var r row
			if scan(append(r.fields(), &r.record)...) != nil {
				return nil
			}
			if rec, err := r.open(); err != nil || rec.ID != r.id {
				return nil
			}
			kept.Documents++
			return f.put(r)
		}),
		survivors(ctx, damaged, "trees", "id, fingerprint, trees", func(scan func(...any) error) error {
			var id, fingerprint string
			var packed []byte
			if scan(&id, &fingerprint, &packed) != nil {
				return nil
			}
			if _, err := unpack(packed); err != nil {
				return nil
			}
			return f.putTrees(id, fingerprint, packed)
		}),
		survivors(ctx, damaged, "failure", failureColumns, func(scan func(...any) error) error {
			var x Failure
			if scan(x.fields()...) != nil {
				return nil
			}
			return errors.Join(f.Fail(x), f.write("UPDATE failure SET times = ? WHERE input = ? AND source = ? AND line = ? AND stage = ?", x.Times, x.Input, x.Source, x.Line, x.Stage))
		}),
		survivors(ctx, damaged, "run", "number, summary", func(scan func(...any) error) error {
			var number int
			var summary []byte
			var r Run
			if scan(&number, &summary) != nil || json.Unmarshal(summary, &r) != nil {
				return nil
			}
			for _, in := range r.Inputs {
				if at, found := slices.BinarySearch(kept.Inputs, in); !found {
					kept.Inputs = slices.Insert(kept.Inputs, at, in)
				}
			}
			r.Number, r.Sum = number, "" // no graph is that of these records until one is folded
			return f.EndRun(r)
		}),
		f.Flush())
}

// survivors calls take for the rows of a table that can be read. Pages that cannot
// are stepped over, with longer and longer steps.
func survivors(ctx context.Context, db *sql.DB, table, columns string, take func(scan func(...any) error) error) error {
	const end = 1 << 40
	step := int64(1)
	for at, misses := int64(0), 0; at < end; {
		rows, err := db.QueryContext(ctx, "SELECT rowid, "+columns+" FROM "+table+" NOT INDEXED WHERE rowid > ? ORDER BY rowid", at)
		if err == nil {
			for rows.Next() {
				if err := take(func(into ...any) error { return rows.Scan(append([]any{&at}, into...)...) }); err != nil {
					return errors.Join(err, rows.Close())
				}
				step, misses = 1, 0
			}
			err = errors.Join(rows.Err(), rows.Close())
		}
		if err == nil {
			return nil
		}
		var e *engine.Error
		if ctx.Err() != nil || !errors.As(err, &e) || e.Code() == codes.SQLITE_ERROR || e.Code()&0xff == codes.SQLITE_NOTADB {
			return ctx.Err() // there is no such table, or nothing at all
		}
		at += step
		if misses++; misses > 256 {
			step *= 2
		}
	}
	return nil
}

// replace puts a file in the place of a damaged one, which it keeps under a name
// that it returns, with the log of writes that belongs to it.
func replace(path, by string) (aside string, err error) {
	aside = path + ".damaged"
	for n := 2; ; n++ {
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			break
		}
		aside = fmt.Sprintf("%s.damaged-%d", path, n)
	}
	made, err := os.OpenFile(by, os.O_RDWR, 0)
	if err != nil {
		return "", err
	}
	if err := errors.Join(made.Sync(), made.Close()); err != nil {
		return "", err
	}
	if info, err := os.Stat(path); err == nil {
		if err := os.Chmod(by, info.Mode().Perm()); err != nil {
			return "", err
		}
	}
	wal, err := os.Stat(path + "-wal")
	if err == nil && wal.Size() > 0 { // who only looked left an empty one
		err = os.Rename(path+"-wal", aside+"-wal")
	} else if err == nil {
		err = os.Remove(path + "-wal")
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if err := os.Remove(path + "-shm"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	// With two names for a moment there is always a file of that name; where the file
	// system knows no links, there is none for that moment.
	if err := os.Link(path, aside); err != nil {
		if err := os.Rename(path, aside); err != nil {
			return "", err
		}
	}
	return aside, os.Rename(by, path)
}
