package main

import (
	"bufio"
	"encoding/json"

	"github.com/spf13/cobra"

	"backchannel/pipeline/run"
	"backchannel/pipeline/stage"
	"backchannel/schema"
)

func (p *program) extractCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "extract INPUT...",
		Short: "Print the record of every document, one JSON object a line",
		Long: `Extract reads documents and prints what each says, one JSON object a line, in the
order of the input, whatever the number of workers. An INPUT is a file, a folder,
a glob or - for standard input. Documents that cannot be read are told on
standard error; the others follow, and the exit code is 3.`,
		Example: `  backchannel extract news/*.txt > records.jsonl
  zcat cables.jsonl.gz | backchannel extract --input-format jsonl -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			stages, err := p.story()
			if err != nil {
				return err
			}
			fingerprint := stage.Fingerprint(stages)
			out := bufio.NewWriter(p.stdout)
			enc := json.NewEncoder(out)
			enc.SetEscapeHTML(false)
			var failed failures
			for r := range run.Each(ctx, stages, p.cfg.Workers, p.documents(ctx, args)) {
				if r.Err != nil {
					failed.tell(p, r)
					continue
				}
				if err := enc.Encode(schema.NewRecord(r.Doc, fingerprint)); err != nil {
					return err
				}
				// A reader at the other end of a pipe sees each record as it comes.
				if err := out.Flush(); err != nil {
					return err
				}
			}
			return failed.exit(ctx)
		},
	}
}
