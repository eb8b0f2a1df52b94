package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"backchannel/pipeline"
	"backchannel/pipeline/fold"
	"backchannel/pipeline/load"
	"backchannel/pipeline/run"
	"backchannel/pipeline/state"
	"backchannel/schema"
)

func (p *program) runCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "run INPUT...",
		Short: "Read documents and bring the store up to date",
		Long: `Run reads documents, extracts what is new or changed since the last run, and
brings the store to the graph of all records. An INPUT is a file, a folder, a
glob in quotes or - for standard input; a document that a folder or a list held
in an earlier run and holds no more takes its facts with it.

A document that fails is skipped, listed and counted, and the exit code is 3. A
run that was killed goes on where it stopped when it is started again.`,
		Example: `  backchannel run news/
  backchannel run --store bolt://localhost:7687 "cables/*.jsonl.gz"
  curl -s https://example.org/article | backchannel run --input-format html -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return p.run(cmd.Context(), args) },
	}
}

func (p *program) run(ctx context.Context, args []string) (err error) {
	ontology, err := p.ontology()
	if err != nil {
		return err
	}
	stages, err := p.story()
	if err != nil {
		return err
	}
	lock, err := p.lock()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	store := &lateStore{program: p}
	if err := store.open(ctx); err != nil {
		return p.storeError(err)
	}
	defer func() { err = errors.Join(err, store.close()) }()
	file, err := state.Open(ctx, p.cfg.State)
	if err != nil {
		return &exit{exitConfig, err, "the file is named by --state; by default it stands beside the store"}
	}
	defer func() { err = errors.Join(err, file.Close()) }()

	var counts load.Counts
	job := run.Job{
		Stages: stages, Fingerprint: pipeline.Fingerprint(stages), Workers: p.cfg.Workers, State: file,
		Fold: func(records iter.Seq2[schema.Record, error]) (schema.Graph, error) {
			return fold.Fold(records, ontology)
		},
		Load: func(ctx context.Context, g schema.Graph) error {
			to, err := store.opened(ctx)
			if err == nil {
				counts, err = load.Sync(ctx, to, g)
			}
			return err
		},
	}
	for _, name := range unique(args) {
		job.Inputs = append(job.Inputs, run.Input{Name: name, Documents: p.documents(ctx, []string{name})})
	}
	progress := p.newProgress()
	job.Tell = progress.tell
	summary, err := run.Run(ctx, job)
	progress.done()
	if ctx.Err() != nil {
		n := summary.New + summary.Changed
		return &exit{exitInterrupted, fmt.Errorf("interrupted; the records of %s are kept", count(n, "document")), "the same command goes on from here"}
	}
	if err != nil {
		if err = p.storeError(err); summary.Read() > 0 {
			err = keptWork(err)
		}
		return err
	}
	p.summarize(summary, counts)
	if n := len(summary.Failures); n > 0 {
		return &exit{exitFailures, fmt.Errorf("%s failed and %s skipped", count(n, "document"), wasWere(n)), ""}
	}
	return nil
}

// keptWork adds to the hint of a store's error that nothing was lost.
func keptWork(err error) error {
	var e *exit
	if errors.As(err, &e) {
		e.hint += "; what was read is kept, and the same command goes on from here"
	}
	return err
}

// lock takes the lock of the state file.
func (p *program) lock() (*state.Lock, error) {
	lock, err := state.Acquire(p.cfg.State + ".lock")
	var held *state.LockedError
	if errors.As(err, &held) {
		return nil, &exit{exitLocked, err, "wait for it to end; nothing was read or written"}
	}
	if err != nil {
		return nil, &exit{exitConfig, err, "the lock stands beside the state file, which --state names"}
	}
	if h, stale := lock.Stale(); stale {
		p.log.Info("an earlier run ended in its midst; this one goes on from there", "process", h.PID, "host", h.Host)
	}
	return lock, nil
}

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
