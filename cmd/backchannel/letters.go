package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/pipeline/run"
	"backchannel/pipeline/state"
)

func (p *program) failuresCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "failures",
		Short: "List the documents that could not be read, with the reason",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := p.deadLetters(cmd.Context())
			if err != nil {
				return err
			}
			for _, f := range list {
				fmt.Fprintf(p.stdout, "%s\n", line(f.String()))
				fmt.Fprintf(p.stdout, "  in %s, at stage %s, %s\n", line(f.Input), f.Stage, times(f))
				if f.Hint != "" {
					fmt.Fprintf(p.stdout, "  hint: %s\n", line(f.Hint))
				}
			}
			p.remark(p.stderr, count(len(list), "failure"))
			return nil
		},
	}
}

func times(f state.Failure) string {
	s := plural(f.Times, "time", "times")
	if f.Waits() {
		s += "; waits for another text or other stages, or for retry"
	}
	return s
}

func (p *program) deadLetters(ctx context.Context) (list []state.Failure, err error) {
	file, err := p.peekState(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return file.Failures(ctx)
}

func (p *program) retryCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "retry",
		Short: "Run the inputs of all failed documents again",
		Long: `Retry runs the inputs that hold failed documents, those that failed too often to be
tried by a run as well. What did not fail and did not change is left alone.
Documents from standard input cannot be read again; give them to run once more.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			ctx := cmd.Context()
			s, err := p.begin(ctx)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.close()) }()
			list, err := s.file.Failures(ctx)
			if err != nil {
				return err
			}
			var inputs []string
			for _, f := range list {
				if f.Input != run.Stdin {
					inputs = append(inputs, f.Input)
				}
			}
			if len(inputs) == 0 {
				p.remark(p.stdout, "Nothing to try again.")
				return nil
			}
			if err := errors.Join(s.file.RetryFailures(), s.file.Flush()); err != nil {
				return err
			}
			return s.run(ctx, inputs)
		},
	}
}

func (p *program) forgetCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "forget ID|URI",
		Short: "Take one document, and exactly its facts, out of state and store",
		Long: `Forget takes a document out of the state and brings the store to the graph of the
others. It comes back when an input that still holds it is run again.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			ctx := cmd.Context()
			s, err := p.begin(ctx)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.close()) }()
			ids, err := s.file.Find(ctx, args[0])
			if err != nil {
				return err
			}
			if len(ids) == 0 {
				return &exit{exitConfig, fmt.Errorf("no document has the id or URI %q", args[0]), "MATCH (d:Document) RETURN d.id lists them; so does the question documents-about"}
			}
			for _, id := range ids {
				if err := s.file.Forget(id); err != nil {
					return err
				}
			}
			if err := s.file.Flush(); err != nil {
				return err
			}
			if _, err := run.Project(ctx, s.job(ctx, nil)); err != nil {
				return keptWork(s.storeError(err))
			}
			p.remark(p.stdout, fmt.Sprintf("Forgot %s: %s.", count(len(ids), "document"), strings.Join(ids, ", ")))
			p.remark(p.stdout, fmt.Sprintf("%s: %s", p.cfg.Store, written(s.projected.Written)))
			return nil
		},
	}
}
