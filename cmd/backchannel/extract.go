package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"backchannel/pipeline/read"
	"backchannel/pipeline/run"
	"backchannel/pipeline/stage"
	"backchannel/schema"
)

func (p *program) extractCommand() *cobra.Command {
	var failuresTo string
	cmd := &cobra.Command{
		Use:   "extract INPUT...",
		Short: "Print the record of every document, one JSON object a line",
		Long: `Extract reads documents and prints what each says, one JSON object a line, in the
order of the input, whatever the number of workers. An INPUT is a file, a folder,
a glob or - for standard input. Documents that cannot be read are told on
standard error; the others follow, and the exit code is 3.

With --failures they are rows of a file instead, {"source","line","stage","reason","hint"},
and the exit code is 0: nothing is lost, and an engine that runs many of these does
not take a bad document for a bad machine. Empty standard input is then no failure,
nor is a second document of the same id.`,
		Example: `  backchannel extract news/*.txt > records.jsonl
  zcat cables.jsonl.gz | backchannel extract --input-format jsonl -
  backchannel extract --failures failures.jsonl news/*.warc.gz > records.jsonl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if failuresTo == "" {
				return p.extract(cmd.Context(), args, nil)
			}
			if failuresTo == "-" {
				return p.extract(cmd.Context(), args, p.stdout)
			}
			file, err := os.Create(failuresTo)
			if err != nil {
				return &exit{exitConfig, err, "--failures names the file that is to hold them, or - for standard output"}
			}
			return errors.Join(p.extract(cmd.Context(), args, file), file.Close())
		},
	}
	cmd.Flags().StringVar(&failuresTo, "failures", "", "The file for documents that failed, one JSON object a line; - puts them between the records.")
	return cmd
}

// extract prints records. Failures go to rows; without that they are told, and
// are an error at the end.
func (p *program) extract(ctx context.Context, inputs []string, rows io.Writer) error {
	stages, err := p.story()
	if err != nil {
		return err
	}
	fingerprint := stage.Fingerprint(stages)
	out := bufio.NewWriter(p.stdout)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	var failed failures
	reading := p.reading()
	reading.Repeats = rows != nil // an engine sees what lies in other parts, too
	for r := range run.Each(ctx, stages, p.cfg.Workers, read.Documents(ctx, reading, inputs)) {
		switch {
		case r.Err == nil:
			err = enc.Encode(schema.NewRecord(r.Doc, fingerprint))
		case rows == nil:
			failed.tell(p, r)
		case !errors.Is(r.Err, read.ErrNoInput):
			err = writeFailure(rows, r)
		}
		if err != nil {
			return err
		}
		// A reader at the other end of a pipe sees each record as it comes.
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return failed.exit(ctx)
}
