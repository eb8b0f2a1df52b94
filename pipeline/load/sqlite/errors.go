package sqlite

import (
	"context"
	"errors"
	"fmt"

	engine "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"backchannel/pipeline/load"
)

// explain says what failed on which file, and what kind of failure it is.
func (s *Store) explain(doing string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s %s: %w", doing, s.path, err)
	}
	var e *engine.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("%s %s: %w", doing, s.path, err)
	}
	if e.Code()&0xff == codes.SQLITE_FULL || e.Code() == codes.SQLITE_IOERR_WRITE { // the second is a quota's
		return fmt.Errorf("%s %s: %w (%w)", doing, s.path, load.ErrFull, err)
	}
	kind, why := load.ErrUnusable, ""
	switch e.Code() & 0xff {
	case codes.SQLITE_NOTADB:
		why = "the file is not a SQLite database"
	case codes.SQLITE_CORRUPT:
		why = "the file is damaged; delete it and load again"
	case codes.SQLITE_READONLY:
		why = "the file or its folder is read-only"
	case codes.SQLITE_PERM, codes.SQLITE_AUTH:
		why = "permission denied"
	case codes.SQLITE_CANTOPEN:
		why = "the file cannot be opened; is it a folder, or is the permission missing?"
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		kind, why = load.ErrAway, "another program is writing to the file"
	case codes.SQLITE_INTERRUPT:
		return fmt.Errorf("%s %s: %w", doing, s.path, context.Canceled)
	default:
		return fmt.Errorf("%s %s: %w", doing, s.path, err)
	}
	return fmt.Errorf("%s %s: %w: %s (%w)", doing, s.path, kind, why, err)
}
