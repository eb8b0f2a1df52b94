package state

import (
	"context"
	"fmt"
)

// Failure says why a document has no record: a dead letter.
type Failure struct {
	Input  string // the INPUT that it was read from
	Source string // the file, or the document's id
	Line   int    // in the file, from 1; 0 where there is none
	Stage  string // "read", or the name of the stage that failed
	Reason string
	Hint   string // what to do about it; "" where nobody knows

	// What failed: while both are the same, trying again can give nothing else.
	Hash        string // of what was read, "" where nothing could be
	Fingerprint string // of the stages
	Times       int    // in a row; Fail counts
}

// Patience is how often a document may fail in a stage, with the same text and the
// same stages, before runs leave it alone.
const Patience = 3

func (f Failure) String() string {
	s := f.Source
	if f.Line > 0 {
		s = fmt.Sprintf("%s:%d", s, f.Line)
	}
	return s + ": " + f.Reason
}

// Waits reports that a document failed often enough to be left alone until its
// text or the stages change.
func (f Failure) Waits() bool { return f.Stage != "read" && f.Times >= Patience }

// BeginFailures notes that an input is about to be read: failures of it that are
// not seen again until EndFailures are over.
func (f *File) BeginFailures(input string) error {
	return f.write("UPDATE failure SET seen = 0 WHERE input = ?", input)
}

// Fail keeps a failure and counts how often it came.
func (f *File) Fail(x Failure) error {
	return f.write(`INSERT INTO failure (input, source, line, stage, reason, hint, hash, fingerprint, times, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 1)
		ON CONFLICT DO UPDATE SET reason = excluded.reason, hint = excluded.hint, seen = 1,
			times = iif(hash = excluded.hash AND fingerprint = excluded.fingerprint, times + 1, 1),
			hash = excluded.hash, fingerprint = excluded.fingerprint`,
		x.Input, x.Source, x.Line, x.Stage, x.Reason, x.Hint, x.Hash, x.Fingerprint)
}

// StillFails notes that a failed document is there and was left alone.
func (f *File) StillFails(x Failure) error {
	return f.write("UPDATE failure SET seen = 1 WHERE input = ? AND source = ? AND line = ? AND stage = ?", x.Input, x.Source, x.Line, x.Stage)
}

// EndFailures drops the failures of an input that were not seen since
// BeginFailures.
func (f *File) EndFailures(input string) error {
	return f.write("DELETE FROM failure WHERE input = ? AND seen = 0", input)
}

// RetryFailures makes every failed document as new, so that the next run of its
// input tries it again.
func (f *File) RetryFailures() error { return f.write("UPDATE failure SET times = 0") }

// Failed returns the failures of a document in a stage, newest stages included.
func (f *File) Failed(ctx context.Context, id string) ([]Failure, error) {
	return f.failures(ctx, "WHERE source = ? AND stage <> 'read'", id)
}

// Failures lists the dead letters in the order of input, source and line.
func (f *File) Failures(ctx context.Context) ([]Failure, error) { return f.failures(ctx, "") }

const failureColumns = "input, source, line, stage, reason, hint, hash, fingerprint, times"

// fields are where failureColumns go.
func (f *Failure) fields() []any {
	return []any{&f.Input, &f.Source, &f.Line, &f.Stage, &f.Reason, &f.Hint, &f.Hash, &f.Fingerprint, &f.Times}
}

func (f *File) failures(ctx context.Context, where string, args ...any) ([]Failure, error) {
	rows, err := f.ask(ctx, "SELECT "+failureColumns+" FROM failure "+where+" ORDER BY input, source, line, stage", args...)
	if err != nil {
		return nil, f.wrap(err)
	}
	defer rows.Close()
	var out []Failure
	for rows.Next() {
		var x Failure
		if err := rows.Scan(x.fields()...); err != nil {
			return nil, f.torn(err)
		}
		out = append(out, x)
	}
	return out, f.wrap(rows.Err())
}
