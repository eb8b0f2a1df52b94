package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"backchannel/pipeline/load"
)

func (p *program) loadCommand() *cobra.Command {
	var nodes, edges bool
	cmd := &cobra.Command{
		Use:   "load --nodes|--edges",
		Short: "Nodes or edges in, as fold prints them, and into the store",
		Long: `Load reads nodes, or edges, from standard input, one JSON object a line as fold and
dump print them, and writes them into the store beside what it holds: what has the
same id is set, nothing is deleted. Nodes are loaded before the edges that join them.
Several may load into one store at once, and a load that failed may be run again:
lines that come twice are written once. It touches no state file; the next run that
finds another graph in its state brings the store to that.`,
		Example: `  backchannel fold < rows.jsonl > graph.jsonl
  grep '"labels":' graph.jsonl | backchannel load --nodes --store bolt://localhost:7687
  grep '"from":' graph.jsonl | backchannel load --edges --store bolt://localhost:7687`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if nodes == edges {
				return &exit{exitConfig, errors.New("load: nodes or edges?"), "say --nodes, and when they are in, --edges"}
			}
			return p.load(cmd.Context(), nodes)
		},
	}
	cmd.Flags().BoolVar(&nodes, "nodes", false, "Standard input has nodes.")
	cmd.Flags().BoolVar(&edges, "edges", false, "Standard input has edges; their nodes are in the store.")
	return cmd
}

func (p *program) load(ctx context.Context, nodes bool) error {
	store, err := p.openStore(ctx, false)
	if err != nil {
		return p.storeError(err)
	}
	_, err = load.Add(ctx, store, p.stdin, nodes)
	if err = errors.Join(p.storeError(err), store.Close()); err == nil || ctx.Err() != nil {
		return err
	}
	var known *exit
	if errors.As(err, &known) {
		return err
	}
	return &exit{exitFault, err, "lines before that were written; mend the input and load it again"}
}
