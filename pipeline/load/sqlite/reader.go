package sqlite

import (
	"context"
	"database/sql"
)

// OpenReaders opens a file that must be there, as OpenExisting does, for that many
// questions at once.
func OpenReaders(ctx context.Context, path string, n int) (*Store, error) {
	s, err := OpenExisting(ctx, path)
	if err != nil {
		return nil, err
	}
	s.db.SetMaxOpenConns(n)
	s.db.SetMaxIdleConns(n)
	return s, nil
}

// DB is the database, for those who ask it about the tables of schema.sql. The
// errors of its methods are explained by Explain.
func (s *Store) DB() *sql.DB { return s.db }

// Explain says what failed on which file, as the errors of Store's methods do.
func (s *Store) Explain(err error) error {
	if err == nil {
		return nil
	}
	return s.explain("ask", err)
}
