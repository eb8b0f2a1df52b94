package main

import (
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/pipeline/run"
	"backchannel/pipeline/score"
	"backchannel/schema"
)

func (p *program) evalCommand() *cobra.Command {
	var by, records string
	cmd := &cobra.Command{
		Use:   "eval GOLD.jsonl",
		Short: "Measure what is extracted against records written by hand",
		Long: `Eval extracts the texts of gold records and prints precision, recall and F1 of
entities (name and type), of ends (any relation between the same two entities),
of relations, and of the status. A gold record is a JSON line with id, date, text,
entities and relations; traveller, locale and country say who acts, where, and
whose officials are meant in records that leave it out.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if by != "" && !slices.Contains(score.Views, by) {
				return &exit{exitConfig, fmt.Errorf("--by must be %s, not %q%s", strings.Join(score.Views, " or "), by, didYouMean(by, score.Views)), ""}
			}
			gold, err := readGold(args[0])
			if err != nil {
				return err
			}
			var said []score.Record
			if records != "" {
				said, err = readGold(records)
			} else {
				said, err = p.extractGold(cmd, gold)
			}
			if err != nil {
				return err
			}
			return score.Compare(gold, said).Print(p.stdout, by)
		},
	}
	cmd.Flags().StringVar(&by, "by", "", "What to print besides the figures: type, doc, or errors.")
	cmd.Flags().StringVar(&records, "records", "", "Records that were extracted before, in place of extracting.")
	return cmd
}

func readGold(file string) ([]score.Record, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, &exit{exitConfig, err, ""}
	}
	defer f.Close()
	records, err := score.Read(f, file)
	if err != nil {
		return nil, &exit{exitConfig, err, "a gold file has one record a line: id, date, text, entities, relations"}
	}
	return records, nil
}

func (p *program) extractGold(cmd *cobra.Command, gold []score.Record) ([]score.Record, error) {
	ctx := cmd.Context()
	stages, err := p.story()
	if err != nil {
		return nil, err
	}
	var docs iter.Seq2[schema.Document, error] = func(yield func(schema.Document, error) bool) {
		for _, g := range gold {
			if !yield(g.Document()) {
				return
			}
		}
	}
	var said []score.Record
	var failed failures
	for r := range run.Each(ctx, stages, p.cfg.Workers, docs) {
		if r.Err != nil {
			failed.tell(p, r)
			continue
		}
		said = append(said, score.Of(schema.NewRecord(r.Doc, "")))
	}
	return said, failed.exit(ctx)
}
