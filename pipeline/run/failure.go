package run

import (
	"strings"

	"backchannel/pipeline/state"
)

// FailureOf writes a failed result as a dead letter.
func FailureOf(r Result) state.Failure {
	f := state.Failure{Source: r.Doc.ID, Stage: r.Stage, Reason: reason(r.Err)}
	if f.Source == "" {
		f.Source = r.Doc.Source.URI
	}
	return f
}

func reason(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }
