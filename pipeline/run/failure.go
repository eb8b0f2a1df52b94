package run

import (
	"cmp"
	"errors"
	"strings"

	"backchannel/pipeline/read"
	"backchannel/pipeline/state"
)

// FailureOf writes a failed result as a dead letter.
func FailureOf(r Result) state.Failure {
	var defect *read.Error
	if errors.As(r.Err, &defect) {
		return state.Failure{Source: defect.Source, Line: defect.Line, Stage: r.Stage, Reason: oneLine(defect.Reason), Hint: defect.Hint}
	}
	return state.Failure{Source: cmp.Or(r.Doc.ID, r.Doc.Source.URI), Stage: r.Stage, Reason: oneLine(r.Err.Error())}
}

// oneLine joins the lines of a reason, so that a list of failures stays one.
func oneLine(s string) string { return strings.ReplaceAll(strings.TrimSpace(s), "\n", "; ") }
