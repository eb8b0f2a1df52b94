package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"backchannel/pipeline"
	"backchannel/pipeline/tag"
	"backchannel/schema"
	"backchannel/schema/lint"
)

func (p *program) schemaCommand() *cobra.Command {
	parent := &cobra.Command{
		Use:   "schema",
		Short: "Work on an ontology: the types to look for and how language says them",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	parent.AddCommand(&cobra.Command{
		Use:   "check [ONTOLOGY]",
		Short: "Check an ontology and say what it holds",
		Long: `Check reads an ontology, by name or from a folder of .yaml files, or the configured
one, and tells with file and line what is wrong with it: types, slots and fields
that do not exist, frames that can never fire, frames that add nothing to another
one, words that are no lemmas, and examples that do not come out. The exit code
is 2 where there is anything to tell.`,
		Example: `  backchannel schema check
  backchannel schema check my-ontology/`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
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
			defects, err := p.defects(cmd, o)
			if err != nil {
				return err
			}
			for _, d := range defects {
				fmt.Fprintln(p.stdout, d)
				if d.Hint != "" {
					fmt.Fprintf(p.stdout, "    hint: %s\n", d.Hint)
				}
			}
			if len(defects) > 0 {
				return &exit{exitConfig, fmt.Errorf("ontology %s: %d things to mend", o.Name, len(defects)), `"backchannel explain FILE" shows why a frame does not fire; schema/README.md teaches the format`}
			}
			return nil
		},
	})
	return parent
}

// defects are what lint finds in an ontology, and the examples that fail.
func (p *program) defects(cmd *cobra.Command, o *schema.Ontology) ([]schema.Defect, error) {
	var trouble error
	defects := lint.Check(o, func(word string) []schema.Tag {
		tags, err := tag.Readings(word)
		trouble = cmp.Or(trouble, err)
		return tags
	})
	if trouble != nil {
		return nil, trouble
	}
	gaz, err := p.gazetteer()
	if err != nil {
		return nil, err
	}
	stages, err := pipeline.Story(o, gaz)
	if err != nil {
		return nil, err
	}
	failing, err := pipeline.CheckExamples(cmd.Context(), stages, o)
	if err != nil {
		return nil, err
	}
	defects = append(defects, failing...)
	slices.SortStableFunc(defects, func(a, b schema.Defect) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) })
	return defects, nil
}

// ontology reads the configured ontology: one that ships, by name, or that of a
// folder.
func (p *program) ontology() (*schema.Ontology, error) {
	if o, ok, err := schema.Shipped(p.cfg.Ontology); ok {
		return o, err
	}
	o, err := schema.LoadOntology(disk{}, filepath.ToSlash(filepath.Clean(p.cfg.Ontology)))
	if err != nil {
		return nil, &exit{exitConfig, err, ""}
	}
	return o, nil
}

// disk opens files by the paths that people write, so that a defect names the file
// as it was given.
type disk struct{}

func (disk) Open(name string) (fs.File, error) { return os.Open(filepath.FromSlash(name)) }
