package main

import (
	"errors"

	"github.com/spf13/cobra"

	"backchannel/explore"
)

func (p *program) mergesCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "merges",
		Short: "List what was decided across documents: which ids are one, and why",
		Long: `Merges lists the decisions of the last run that made a graph: ids that are joined
to another, that are kept apart or that are left out, by which rule or which row of
which file, for what reason and with what score.

A person who knows better writes rows of ids into files that the configuration
names: rulings.same (the first id is the second), rulings.different (the two are
never joined) and rulings.reject (an entity, event or edge that is wrong). The next
run obeys them; a row that is taken out is undone.`,
		Example: `  backchannel merges
  echo "person/lavrov,person/sergei-lavrov" >> same.csv
  backchannel run --rulings-same same.csv news/`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			file, err := p.peekState(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, file.Close()) }()
			list, err := file.Decisions(cmd.Context())
			if err != nil {
				return err
			}
			table := explore.Table{Columns: []string{"id", "what", "with", "score", "by", "reason"}}
			for _, d := range list {
				table.Rows = append(table.Rows, []any{d.ID, string(d.Kind), d.With, d.Score, d.By, d.Reason})
			}
			if asJSON {
				return writeRows(p.stdout, table)
			}
			return table.Write(p.stdout, p.lineWidth())
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "Print each decision as a JSON object on a line of its own.")
	return cmd
}
