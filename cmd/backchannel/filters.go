package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/spf13/cobra"

	"backchannel/pipeline/fold"
	"backchannel/schema"
)

// The fold as filters, for an engine that brings lines of one key together: each reads
// JSON lines from standard input and writes JSON lines, and ends with an exit code
// other than 0 at the first line that it cannot take.

func (p *program) rowsCommand() *cobra.Command {
	var purpose, decisions string
	cmd := &cobra.Command{
		Use:   "rows",
		Short: "Records in, what each says under each key out",
		Long: `Rows reads records from standard input, as extract prints them, and prints rows:
what one record says under one "key". Rows of one key have to meet: sort them by it,
or let a cluster bring them together. What the rows are for says --for: names are for
decide, reports too (they need the decisions on names), graph is for fold.`,
		Example: `  backchannel rows --for names < records.jsonl | LC_ALL=C sort | backchannel decide > names.jsonl
  backchannel settle < names.jsonl > decided.jsonl
  backchannel rows --for reports --decisions decided.jsonl < records.jsonl | LC_ALL=C sort | backchannel decide > reports.jsonl
  cat names.jsonl reports.jsonl | backchannel settle > decisions.jsonl
  backchannel rows --decisions decisions.jsonl < records.jsonl | LC_ALL=C sort | backchannel fold > graph.jsonl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := p.folder()
			if err != nil {
				return err
			}
			list, err := readDecisions(decisions)
			if err != nil {
				return &exit{exitConfig, err, "--decisions names a file that settle wrote"}
			}
			decided := fold.DecidedBy(list)
			var rows func(schema.Record) []fold.Row
			switch purpose {
			case "names":
				rows = f.RowsForNames
			case "reports":
				rows = func(r schema.Record) []fold.Row { return f.RowsForReports(r, decided) }
			case "graph":
				rows = func(r schema.Record) []fold.Row { return f.Rows(r, decided) }
			default:
				return &exit{exitConfig, fmt.Errorf("rows are for names, reports or graph, not for %q", purpose), `say --for names, --for reports or --for graph`}
			}
			return filter(p, fold.RowsOf(records(os.Stdin), rows))
		},
	}
	cmd.Flags().StringVar(&purpose, "for", "graph", "What the rows are for: names, reports or graph.")
	cmd.Flags().StringVar(&decisions, "decisions", "", "The decisions that hold, a file that settle wrote.")
	return cmd
}

func (p *program) decideCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "decide",
		Short: "Rows for names or reports in, proposals of what is one thing out",
		Long: `Decide reads rows in which each key's rows stand together, and prints what the rules
propose to join, for settle.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := p.folder()
			if err != nil {
				return err
			}
			return filter(p, f.Decide(lines[fold.Row](os.Stdin)))
		},
	}
}

func (p *program) settleCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "settle",
		Short: "All proposals in, decisions out",
		Long: `Settle reads the proposals of every decide, in any order, and prints the decisions:
rule by rule, the surest first, and never against a ruling of yours. It needs all of
them at once, so one process does it.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := p.folder()
			if err != nil {
				return err
			}
			var proposals []fold.Proposal
			for one, err := range lines[fold.Proposal](os.Stdin) {
				if err == nil && one.From == "" {
					err = errors.New("a line is no proposal: it has no from")
				}
				if err != nil {
					return filterError(err)
				}
				proposals = append(proposals, one)
			}
			return filter(p, func(yield func(schema.Decision, error) bool) {
				for _, d := range f.Settle(proposals) {
					if !yield(d, nil) {
						return
					}
				}
			})
		},
	}
}

func (p *program) foldCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "fold",
		Short: "Rows for the graph in, its nodes and edges out",
		Long: `Fold reads rows in which each key's rows stand together, and prints the nodes and
edges that they make, each once, as dump does but in no order.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := p.folder()
			if err != nil {
				return err
			}
			elements := f.Merge(lines[fold.Row](os.Stdin))
			return filter(p, func(yield func(any, error) bool) {
				for e, err := range elements {
					if e.Tally != nil {
						continue
					}
					var line any = e.Edge
					if e.Node != nil {
						line = e.Node
					}
					if !yield(line, err) {
						return
					}
				}
			})
		},
	}
}

// folder folds by the ontology and the rulings of the configuration.
func (p *program) folder() (*fold.Folder, error) {
	o, err := p.ontology()
	if err != nil {
		return nil, err
	}
	rulings, err := fold.ReadRulings(fold.Files(p.cfg.Rulings))
	if err != nil {
		return nil, &exit{exitConfig, err, "nothing was read or written"}
	}
	return fold.New(o, rulings), nil
}

func readDecisions(path string) (list []schema.Decision, err error) {
	if path == "" {
		return nil, nil
	}
	in, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	for d, err := range lines[schema.Decision](in) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		list = append(list, d)
	}
	return list, nil
}

// records yields the record of every line.
func records(r io.Reader) fold.Records {
	return func(yield func(schema.Record, error) bool) {
		for record, err := range lines[schema.Record](r) {
			if err == nil && record.ID == "" {
				err = errors.New("a line is no record: it has no id")
			}
			if !yield(record, err) {
				return
			}
		}
	}
}

// lines yields the JSON object of every line; empty lines are left out. An error
// names its line and ends them.
func lines[T any](r io.Reader) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		for number := 1; ; number++ {
			line, end := in.ReadBytes('\n')
			if end != nil && !errors.Is(end, io.EOF) {
				yield(*new(T), fmt.Errorf("line %d: %w", number, end))
				return
			}
			if len(bytes.TrimSpace(line)) > 0 {
				var one T
				if err := json.Unmarshal(line, &one); err != nil {
					yield(*new(T), fmt.Errorf("line %d: %w", number, err))
					return
				}
				if !yield(one, nil) {
					return
				}
			}
			if end != nil {
				return
			}
		}
	}
}

// filter prints each thing as a JSON line, up to the first error.
func filter[T any](p *program, things iter.Seq2[T, error]) error {
	if err := writeLines(p.stdout, things); err != nil {
		return filterError(err)
	}
	return nil
}

func filterError(err error) error {
	return &exit{exitFault, err, "standard input should hold the lines of the filter before; what was printed is not whole"}
}

// writeLines writes each thing as a JSON line, up to the first error.
func writeLines[T any](w io.Writer, things iter.Seq2[T, error]) error {
	out := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for one, err := range things {
		if err == nil {
			err = enc.Encode(one)
		}
		if err != nil {
			return errors.Join(err, out.Flush())
		}
	}
	return out.Flush()
}
