package main

import (
	"errors"
	"io"
	"regexp"

	"github.com/spf13/cobra"

	"backchannel/explore/report"
)

func (p *program) reportCommand() *cobra.Command {
	var since, from, to, out string
	cmd := &cobra.Command{
		Use:   "report [--since DAY | --from DAY --to DAY] --out FILE.html",
		Short: "Write what a period brought as one HTML page",
		Long: `Report writes new meetings, agreements and threats, what is planned, who is named
for the first time, and what is both reported and denied, each with its sentence
and source, as one HTML page without scripts, to read in a browser or a mail.

A period is that of the documents' dates; without one it is everything.`,
		Example: `  backchannel report --out report.html
  backchannel report --since 2026-11-01 --out november.html`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			scope := report.Scope{Title: "Backchannel report", From: from, To: to}
			if since != "" {
				scope.From = since
			}
			switch {
			case since != "" && from != "":
				return &exit{exitConfig, errors.New("report: --since and --from are the same"), "give one of them"}
			case !isDay(scope.From) || !isDay(to):
				return &exit{exitConfig, errors.New("report: a day is written 2026-11-25, a month 2026-11"), ""}
			}
			store, err := p.openExisting(cmd.Context())
			if err != nil {
				return p.storeError(err)
			}
			defer store.Close()
			return p.exportTo(out, func(w io.Writer) error { return report.Write(cmd.Context(), store, scope, w) })
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "First day of the documents' dates, up to the newest.")
	cmd.Flags().StringVar(&from, "from", "", "First day of the documents' dates.")
	cmd.Flags().StringVar(&to, "to", "", "Last day of the documents' dates.")
	cmd.Flags().StringVar(&out, "out", "", "File to write; standard output if you do not say.")
	return cmd
}

var day = regexp.MustCompile(`^(\d{4}(-\d\d(-\d\d)?)?)?$`)

func isDay(s string) bool { return day.MatchString(s) }
