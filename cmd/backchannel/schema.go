package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"backchannel/schema"
)

func (p *program) schemaCommand() *cobra.Command {
	parent := &cobra.Command{
		Use:   "schema",
		Short: "Work on an ontology: the types to look for and how language says them",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	parent.AddCommand(&cobra.Command{
		Use:   "check [FOLDER]",
		Short: "Check an ontology and say what it holds",
		Long: `Check reads the ontology in a folder of .yaml files, or the configured one, and
tells every defect with file and line.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				p.cfg.Ontology = args[0]
			}
			o, err := p.ontology()
			if err != nil {
				return err
			}
			frames, examples := 0, 0
			for _, r := range o.Relations {
				frames += len(r.Frames)
				examples += len(r.Examples)
			}
			fmt.Fprintf(p.stdout, "%s: %d entity types, %d relation types, %d frames, %d examples\n", o.Name, len(o.Entities), len(o.Relations), frames, examples)
			for _, r := range o.Relations {
				fmt.Fprintf(p.stdout, "  %-20s %3d frames  %s\n", r.Name, len(r.Frames), r.Doc)
			}
			return nil
		},
	})
	return parent
}

// ontology reads the configured ontology.
func (p *program) ontology() (*schema.Ontology, error) {
	if p.cfg.Ontology == "" {
		return schema.Diplomacy()
	}
	folder := filepath.Clean(p.cfg.Ontology)
	o, err := schema.LoadOntology(os.DirFS(filepath.Dir(folder)), filepath.Base(folder))
	if err != nil {
		return nil, &exit{exitConfig, err, fmt.Sprintf("files are those of %s", folder)}
	}
	return o, nil
}
