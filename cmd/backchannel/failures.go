package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"backchannel/pipeline/run"
	"backchannel/pipeline/state"
)

// failures counts the documents that failed in a command that keeps no state.
type failures int

// tell writes one failure to standard error.
func (n *failures) tell(p *program, r run.Result) {
	*n++
	f := run.FailureOf(r)
	if p.json() {
		p.logFailure(f)
		return
	}
	fmt.Fprintf(p.stderr, "backchannel: %s\n", f)
	if f.Hint != "" {
		fmt.Fprintf(p.stderr, "  hint: %s\n", f.Hint)
	}
}

// exit is the error of a command that read to its end, or was interrupted.
func (n failures) exit(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if n > 0 {
		return &exit{exitFailures, errors.New(count(int(n), "document") + " failed"), ""}
	}
	return nil
}

// logFailure writes a failure as a line of the log.
func (p *program) logFailure(f state.Failure) {
	attrs := []any{"source", f.Source}
	if f.Line > 0 {
		attrs = append(attrs, "line", f.Line)
	}
	attrs = append(attrs, "stage", f.Stage, "reason", f.Reason)
	if f.Hint != "" {
		attrs = append(attrs, "hint", f.Hint)
	}
	p.log.Warn("skipped", attrs...)
}

// failureRow is a failure as a JSON line.
type failureRow struct {
	Source string `json:"source"`
	Line   int    `json:"line,omitempty"` // from 1
	Stage  string `json:"stage"`
	Reason string `json:"reason"`
	Hint   string `json:"hint,omitempty"`
}

// writeFailure names a document of standard input by its id, where it has one: an
// engine pipes lines in any order.
func writeFailure(w io.Writer, r run.Result) error {
	f := run.FailureOf(r)
	if f.Source == "-" && !strings.HasPrefix(r.Doc.ID, "-") {
		f.Source, f.Line = r.Doc.ID, 0
	}
	return writeLines(w, func(yield func(failureRow, error) bool) {
		yield(failureRow{f.Source, f.Line, f.Stage, f.Reason, f.Hint}, nil)
	})
}
