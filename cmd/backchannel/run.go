package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"backchannel/pipeline/run"
	"backchannel/pipeline/state"
)

func (p *program) runCommand() *cobra.Command {
	var plan, prune bool
	cmd := &cobra.Command{
		Use:   "run INPUT...",
		Short: "Read documents and bring the store up to date",
		Long: `Run reads documents, extracts what is new or changed since the last run, and
brings the store to the graph of all records. An INPUT is a file, a folder, a
glob in quotes or - for standard input. A document that a folder, a tar or a zip
held in an earlier run and holds no more takes its facts with it, when all of it
could be read; one that was in a list stays until you say --prune. When the ontology,
the names or the program changed, what depends on them is made again, and no more.

A document that fails is skipped, listed and counted, and the exit code is 3; one
that failed three times waits until its text or the stages change. A run that was
killed goes on where it stopped when it is started again.

On a terminal it shows how far it is: documents and tokens a second, how full the
queues are, the slowest stages. With --log json a line says so every five seconds,
and when folding and loading begin. Where there is neither, the most important of
it stands in a line every ten seconds. NO_COLOR and TERM=dumb count.`,
		Example: `  backchannel run news/
  backchannel run --plan news/
  backchannel run --store bolt://localhost:7687 "cables/*.jsonl.gz"
  curl -s https://example.org/article | backchannel run --input-format html -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if plan {
				return p.plan(cmd.Context(), args, prune)
			}
			return p.run(cmd.Context(), args, prune)
		},
	}
	cmd.Flags().BoolVar(&plan, "plan", false, "Say what there is to do and why, and write nothing.")
	cmd.Flags().BoolVar(&prune, "prune", false, "Take out what any INPUT but - held in an earlier run and holds no more.")
	return cmd
}

func (p *program) run(ctx context.Context, inputs []string, prune bool) (err error) {
	s, err := p.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	s.prune = prune
	return s.run(ctx, inputs)
}

// run does a whole run; where the state is found damaged on the way, it is mended and
// the run begins again.
func (s *session) run(ctx context.Context, inputs []string) error {
	err := s.runOnce(ctx, inputs)
	if !errors.Is(err, state.ErrDamaged) {
		return err
	}
	if closing := s.file.Close(); closing != nil {
		s.log.Debug("close the damaged state", "reason", closing)
	}
	mended, failed := s.mendState(ctx, err)
	if failed != nil {
		return stateError(failed)
	}
	s.file = mended
	if slices.Contains(inputs, run.Stdin) {
		return &exit{exitStore, errors.New("the state file was damaged and is mended"), "documents from standard input cannot be read again; give them to run once more"}
	}
	return s.runOnce(ctx, inputs)
}

// runOnce does a run and notes it in the state.
func (s *session) runOnce(ctx context.Context, inputs []string) (err error) {
	last, _, err := s.file.LastRun(ctx)
	if err != nil {
		return err
	}
	noted, err := s.file.BeginRun(state.Run{Started: time.Now(), Inputs: inputNames(inputs), Newest: last.Newest})
	if err != nil {
		return s.storeError(err)
	}
	job := s.job(ctx, inputs)
	progress := s.newProgress(s.meter)
	job.Tell = progress.tell
	summary, err := run.Run(ctx, job)
	progress.done(err)
	noted = s.ended(noted, summary, err)
	if failed := s.file.EndRun(noted); failed != nil {
		return s.storeError(errors.Join(err, failed))
	}
	defer func() { err = errors.Join(err, s.measure(ctx, noted, summary, codeOf(ctx, err))) }()
	if ctx.Err() != nil {
		n := summary.New + summary.Changed
		return &exit{exitInterrupted, fmt.Errorf("interrupted; the records of %s are kept", count(n, "document")), "the same command goes on from here"}
	}
	if err != nil {
		if err = s.storeError(err); summary.Read() > 0 {
			err = keptWork(err)
		}
		return err
	}
	s.summarize(summary)
	if n := summary.Lost(); n > 0 {
		return &exit{exitFailures, fmt.Errorf("%s failed and %s skipped", count(n, "document"), wasWere(n)), `"backchannel failures" lists them, "backchannel retry" tries them again`}
	}
	return nil
}

// ended is a run with what it did.
func (s *session) ended(r state.Run, did run.Summary, err error) state.Run {
	r.Ended = time.Now()
	r.New, r.Changed, r.Unchanged, r.Gone, r.Failed = did.New, did.Changed, did.Unchanged, did.Gone, did.Lost()
	g := s.projected
	r.Written, r.Sum, r.Entities, r.Relations = g.Written.Writes(), did.Sum, g.Entities, g.Relations
	r.Nodes, r.Edges = g.Nodes, g.Edges
	if seen := s.newest.seen(); !seen.IsZero() {
		r.Newest = seen
	}
	if err != nil {
		r.Error, r.Sum = err.Error(), ""
	}
	return r
}

// keptWork adds to the hint of a store's error that nothing was lost.
func keptWork(err error) error {
	var e *exit
	if errors.As(err, &e) {
		e.hint += "; what was read is kept, and the same command goes on from here"
	}
	return err
}

// inputNames are the inputs in their order, each once and by its shortest name.
func inputNames(inputs []string) []string {
	var out []string
	for _, s := range inputs {
		out = append(out, filepath.Clean(s))
	}
	return unique(out)
}

// unique is a list in its order, each once.
func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func wasWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}
