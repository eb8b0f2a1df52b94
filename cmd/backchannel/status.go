package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"backchannel/pipeline/stage"
	"backchannel/pipeline/state"
)

func (p *program) statusCommand() *cobra.Command {
	var verify bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say how the last run ended, what is stale and what failed",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			ctx := cmd.Context()
			stages, err := p.story()
			if err != nil {
				return err
			}
			file, err := p.peekState(ctx)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, file.Close()) }()
			if verify {
				if err := file.Verify(ctx); err != nil {
					return err
				}
			}
			last, ran, err := file.LastRun(ctx)
			if err != nil {
				return err
			}
			documents, sentences, tokens, err := file.Size(ctx)
			if err != nil {
				return err
			}
			stale, err := file.Stale(ctx, stage.Fingerprint(stages))
			if err != nil {
				return err
			}
			unfolded, err := file.Unfolded(ctx)
			if err != nil {
				return err
			}
			failed, err := file.Failures(ctx)
			if err != nil {
				return err
			}
			w := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintf(w, "state\t%s\n", p.cfg.State)
			fmt.Fprintf(w, "last run\t%s\n", lastRun(last, ran))
			fmt.Fprintf(w, "kept\t%s, %s, %s\n", count(documents, "document"), count(sentences, "sentence"), count(tokens, "token"))
			fmt.Fprintf(w, "stale\t%s\n", staleText(stale))
			fmt.Fprintf(w, "backlog\t%s\n", backlogText(unfolded))
			fmt.Fprintf(w, "failed\t%s\n", failedText(failed))
			if verify {
				fmt.Fprintf(w, "verified\tevery record and every tree is as it was written\n")
			}
			return w.Flush()
		},
	}
	cmd.Flags().BoolVar(&verify, "verify", false, "Read all that the state keeps and compare checksums.")
	return cmd
}

func lastRun(r state.Run, ran bool) string {
	switch {
	case !ran:
		return "none yet"
	case r.Ended.IsZero():
		return fmt.Sprintf("number %d, began %s and has not ended: under way, or killed", r.Number, r.Started.Format(time.DateTime))
	case r.Error != "":
		return fmt.Sprintf("number %d, stopped %s: %s", r.Number, r.Ended.Format(time.DateTime), line(r.Error))
	}
	return fmt.Sprintf("number %d, ended %s: %d new, %d changed, %d as before, %d gone, %d failed; %s and %s, %d written; inputs %s",
		r.Number, r.Ended.Format(time.DateTime), r.New, r.Changed, r.Unchanged, r.Gone, r.Failed,
		plural(total(r.Entities), "entity", "entities"), count(total(r.Relations), "relation"), r.Written, line(strings.Join(r.Inputs, " ")))
}

func staleText(n int) string {
	if n == 0 {
		return "nothing"
	}
	return count(n, "document") + ` of other stages than today's; "backchannel run --plan INPUT" says why`
}

func backlogText(n int) string {
	if n == 0 {
		return "nothing"
	}
	return count(n, "document") + " read or taken out since a store was last brought up to date; the next run does that"
}

func failedText(list []state.Failure) string {
	if len(list) == 0 {
		return "nothing"
	}
	waiting := 0
	for _, f := range list {
		if f.Waits() {
			waiting++
		}
	}
	return fmt.Sprintf(`%s, %s of them waiting; "backchannel failures" lists them`, count(len(list), "document"), humanize.Comma(int64(waiting)))
}
