package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"time"

	"github.com/spf13/cobra"

	"backchannel/explore/report"
)

func (p *program) reportCommand() *cobra.Command {
	var from, to, run, out string
	cmd := &cobra.Command{
		Use:   "report [--run last | --from DAY --to DAY] --out FILE.html",
		Short: "Write what a run or a period brought as one HTML page",
		Long: `Report writes new meetings, agreements and threats, what is planned, who is named
for the first time, and what is both reported and denied, each with its sentence
and source, as one HTML page without scripts, to read in a browser or a mail.

A period is that of the documents' dates; --run last is what was new, or said
something new, in the last run. Without either it is everything.`,
		Example: `  backchannel report --run last --out report.html
  backchannel report --from 2026-11-01 --out november.html`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			scope := report.Scope{Title: "Backchannel report", From: from, To: to}
			switch {
			case run != "" && (from != "" || to != ""):
				return &exit{exitConfig, errors.New("report: a run or a period"), "give --run, or --from and --to"}
			case run != "" && run != "last":
				return &exit{exitConfig, fmt.Errorf("report: --run is %q", run), "only the last run can be told: --run last"}
			case !isDay(from) || !isDay(to):
				return &exit{exitConfig, errors.New("report: a day is written 2026-11-25, a month 2026-11"), ""}
			}
			if run != "" {
				if err := p.lastRunScope(cmd.Context(), &scope); err != nil {
					return err
				}
			}
			store, err := p.openExisting(cmd.Context())
			if err != nil {
				return p.storeError(err)
			}
			defer store.Close()
			return p.exportTo(out, func(w io.Writer) error { return report.Write(cmd.Context(), store, scope, w) })
		},
	}
	cmd.Flags().StringVar(&run, "run", "", "last: what the last run brought.")
	cmd.Flags().StringVar(&from, "from", "", "First day of the documents' dates; the first of all if you do not say.")
	cmd.Flags().StringVar(&to, "to", "", "Last day of the documents' dates; the newest of all if you do not say.")
	cmd.Flags().StringVar(&out, "out", "", "File to write; standard output if you do not say.")
	return cmd
}

var day = regexp.MustCompile(`^(\d{4}(-\d\d(-\d\d)?)?)?$`)

func isDay(s string) bool { return day.MatchString(s) }

// lastRunScope is what the last run brought.
func (p *program) lastRunScope(ctx context.Context, scope *report.Scope) (err error) {
	file, err := p.peekState(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	last, ran, err := file.LastRun(ctx)
	if err != nil {
		return err
	}
	if !ran {
		return &exit{exitConfig, errors.New("report: there was no run yet"), `"backchannel run INPUT" reads documents`}
	}
	ids, err := file.Arrived(ctx, last.Number)
	if err != nil {
		return err
	}
	scope.Documents = map[string]bool{}
	for _, id := range ids {
		scope.Documents[id] = true
	}
	scope.Title = "Backchannel report: run of " + last.Started.Format(time.DateOnly)
	return nil
}
