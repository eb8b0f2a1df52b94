package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"

	"backchannel/pipeline/run"
)

// plan says what a run of the inputs would do.
func (p *program) plan(ctx context.Context, inputs []string, prune bool) (err error) {
	stages, err := p.story()
	if err != nil {
		return err
	}
	file, err := p.peekState(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	s := session{program: p, stages: stages, file: file, prune: prune}
	made, err := run.MakePlan(ctx, s.job(ctx, inputs))
	if err != nil {
		return err
	}
	return p.printPlan(made)
}

func (p *program) printPlan(made run.Plan) error {
	if p.json() {
		p.log.Info("plan", "new", made.New, "changed", made.Changed, "stale", made.Stale, "unchanged", made.Unchanged,
			"gone", made.Gone, "kept", made.Kept, "listed", made.Listed, "waiting", made.Waiting, "unreadable", made.Unreadable)
		return nil
	}
	w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "documents\twhat\tfrom\twhy\n")
	row := func(n int, what, from, why string) {
		if n > 0 {
			fmt.Fprintf(w, "%9d\t%s\t%s\t%s\n", n, what, from, why)
		}
	}
	row(made.New, "read", "segment", "new")
	row(made.Changed, "read again", "segment", "the text changed")
	for _, s := range made.Stale {
		row(s.Documents, "read again", s.From, s.Why)
	}
	row(made.Gone, "retract", "fold", "gone from its input")
	row(made.Unchanged, "leave", "", "as before")
	row(made.Waiting, "leave", "", "failed three times; waits for another text or other stages, or for retry")
	row(made.Kept, "keep", "", "not seen, but its input cannot be read to its end")
	row(made.Listed, "keep", "", "not seen; a list does not say what is gone, unless with --prune")
	row(made.Unreadable, "skip", "", "cannot be read")
	if err := w.Flush(); err != nil {
		return err
	}
	if made.Extract()+made.Gone == 0 {
		fmt.Fprintln(p.stdout, "\nNothing to do.")
	}
	return nil
}
