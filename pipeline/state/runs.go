package state

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// Run is what is kept of a run.
type Run struct {
	Number  int
	Started time.Time
	Ended   time.Time // zero while it is under way, or when it was killed
	Inputs  []string
	Error   string // what stopped it, "" where it came to its end

	New, Changed, Unchanged, Gone, Failed int // documents of its inputs
	Written                               int // nodes and edges written to the store or deleted there

	Newest time.Time // date of the newest document that it, or where it saw none an earlier run, saw

	Sum                 string         // checksum of the records
	Nodes, Edges        int            // in their graph
	Entities, Relations map[string]int // in their graph, by type
}

// BeginRun notes that a run begins and returns it with its number.
func (f *File) BeginRun(r Run) (Run, error) {
	if err := f.Flush(); err != nil {
		return r, err
	}
	summary, err := json.Marshal(r)
	if err != nil {
		return r, f.wrap(err)
	}
	result, err := f.db.Exec("INSERT INTO run (started, ended, summary) VALUES (?, '', ?)", r.Started.UTC().Format(time.RFC3339), string(summary))
	if err != nil {
		return r, f.wrap(err)
	}
	n, err := result.LastInsertId()
	r.Number, f.run = int(n), int(n)
	return r, f.wrap(err)
}

// EndRun notes how a run ended.
func (f *File) EndRun(r Run) error {
	summary, err := json.Marshal(r)
	if err != nil {
		return f.wrap(err)
	}
	return errors.Join(f.write("INSERT OR REPLACE INTO run (number, started, ended, summary) VALUES (?, ?, ?, ?)",
		r.Number, r.Started.UTC().Format(time.RFC3339), r.Ended.UTC().Format(time.RFC3339), string(summary)), f.Flush())
}

// LastRun returns the run that began last, and false where there was none.
func (f *File) LastRun(ctx context.Context) (Run, bool, error) {
	return f.lastRun(ctx, "")
}

// LastDone returns the last run that brought the store up to date, and false where
// there was none.
func (f *File) LastDone(ctx context.Context) (Run, bool, error) {
	return f.lastRun(ctx, "WHERE ended <> '' AND summary ->> 'Error' = ''")
}

func (f *File) lastRun(ctx context.Context, where string) (Run, bool, error) {
	var number int
	var summary string
	err := f.db.QueryRowContext(ctx, "SELECT number, summary FROM run "+where+" ORDER BY number DESC LIMIT 1").Scan(&number, &summary)
	if errors.Is(err, sql.ErrNoRows) {
		return Run{}, false, nil
	}
	if err != nil {
		return Run{}, false, f.torn(err)
	}
	var r Run
	err = json.Unmarshal([]byte(summary), &r)
	r.Number = number
	return r, err == nil, f.torn(err)
}
