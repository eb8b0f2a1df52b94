package run

import (
	"cmp"
	"errors"
	"slices"
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

// firstFailures are those of the documents that came first, which are done with in any
// order.
type firstFailures []placed

// placed is a failure and the place of its document.
type placed struct {
	index int
	state.Failure
}

// mostFailures is how many a summary names.
const mostFailures = 100

func (l *firstFailures) add(index int, f state.Failure) {
	*l = append(*l, placed{index, f})
	if len(*l) > 2*mostFailures {
		l.cut()
	}
}

func (l *firstFailures) cut() {
	slices.SortStableFunc(*l, func(a, b placed) int { return cmp.Compare(a.index, b.index) })
	*l = (*l)[:min(len(*l), mostFailures)]
}

func (l *firstFailures) list() (out []state.Failure) {
	l.cut()
	for _, f := range *l {
		out = append(out, f.Failure)
	}
	return out
}
