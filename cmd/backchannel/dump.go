package main

import (
	"bufio"

	"github.com/spf13/cobra"

	"backchannel/pipeline/load"
)

func (p *program) dumpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "dump",
		Short: "Print the store's graph as sorted JSON lines",
		Long: `Dump prints every node and every edge of the store, one JSON object a line, sorted.
Two stores hold the same graph when their dumps are equal.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := p.openExisting(cmd.Context())
			if err != nil {
				return p.storeError(err)
			}
			defer store.Close()
			out := bufio.NewWriter(p.stdout)
			if err := load.Dump(cmd.Context(), store, out); err != nil {
				return p.storeError(err)
			}
			return out.Flush()
		},
	}
}
