package state

import (
	"context"
	"database/sql"
	"sync"
)

// asked are the questions that are asked of every document, prepared when they
// are asked first.
type asked struct {
	mu  sync.Mutex
	all map[string]*sql.Stmt
}

// ask puts a question that is put often. The rows are the caller's to close.
func (f *File) ask(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := f.reads.of(ctx, f.db, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// askOne puts a question that has one row for an answer; sql.ErrNoRows where it has
// none.
func (f *File) askOne(ctx context.Context, query string, arg []any, into ...any) error {
	stmt, err := f.reads.of(ctx, f.db, query)
	if err != nil {
		return err
	}
	return stmt.QueryRowContext(ctx, arg...).Scan(into...)
}

func (s *asked) of(ctx context.Context, db *sql.DB, query string) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stmt, ok := s.all[query]; ok {
		return stmt, nil
	}
	stmt, err := db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if s.all == nil {
		s.all = map[string]*sql.Stmt{}
	}
	s.all[query] = stmt
	return stmt, nil
}
