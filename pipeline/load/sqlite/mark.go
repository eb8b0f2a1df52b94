package sqlite

import (
	"context"
	"database/sql"
	"errors"
)

const holds = "(SELECT count(*) FROM entities) + (SELECT count(*) FROM documents) + (SELECT count(*) FROM chunks) + (SELECT count(*) FROM events)"

// Mark is that of load.Store.
func (s *Store) Mark(ctx context.Context) (mark string, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT mark FROM mark WHERE nodes = "+holds+" AND edges = (SELECT count(*) FROM edges)").Scan(&mark)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", s.explain("read", err)
	}
	return mark, nil
}

// SetMark is that of load.Store.
func (s *Store) SetMark(ctx context.Context, mark string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.explain("write", err)
	}
	defer tx.Rollback()
	_, err = tx.ExecContext(ctx, "DELETE FROM mark")
	if err == nil && mark != "" {
		_, err = tx.ExecContext(ctx, "INSERT INTO mark SELECT ?, "+holds+", (SELECT count(*) FROM edges)", mark)
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return s.explain("write", err)
	}
	return nil
}
