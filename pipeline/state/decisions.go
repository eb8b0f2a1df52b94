package state

import (
	"context"
	"encoding/json"
	"errors"

	"backchannel/schema"
)

// PutDecisions keeps the decisions of a fold in the place of those before.
func (f *File) PutDecisions(list []schema.Decision) error {
	if err := f.Flush(); err != nil {
		return err
	}
	tx, err := f.db.Begin()
	if err != nil {
		return f.wrap(err)
	}
	defer tx.Rollback()
	if _, err := tx.Exec("DELETE FROM decision"); err != nil {
		return f.wrap(err)
	}
	for i, d := range list {
		data, err := json.Marshal(d)
		if err != nil {
			return f.wrap(err)
		}
		if _, err := tx.Exec("INSERT INTO decision VALUES (?, ?)", i, string(data)); err != nil {
			return f.wrap(err)
		}
	}
	return f.wrap(tx.Commit())
}

// Decisions are those of the last fold, by id.
func (f *File) Decisions(ctx context.Context) (list []schema.Decision, err error) {
	rows, err := f.db.QueryContext(ctx, "SELECT decision FROM decision ORDER BY number")
	if err != nil {
		return nil, f.wrap(err)
	}
	defer func() { err = errors.Join(err, f.wrap(rows.Close())) }()
	for rows.Next() {
		var data []byte
		var d schema.Decision
		if err := rows.Scan(&data); err != nil {
			return nil, f.torn(err)
		}
		if err := json.Unmarshal(data, &d); err != nil {
			return nil, f.torn(err)
		}
		list = append(list, d)
	}
	return list, f.wrap(rows.Err())
}
