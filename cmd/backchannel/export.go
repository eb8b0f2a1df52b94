package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/pipeline/load/export"
)

var exportFormats = []string{"records", "csv", "graphml", "jsonld", "ftm", "plover"}

func (p *program) exportCommand() *cobra.Command {
	var format, out string
	cmd := &cobra.Command{
		Use:   "export --format FORMAT [--out FILE]",
		Short: "Write the graph in a format of other programs",
		Long: `Export writes what the store holds, as it is read:

  records  the records of all documents, one JSON object a line (from the state)
  csv      nodes.csv and edges.csv in the folder that --out names
  graphml  entities and the relations between them, for Gephi, yEd, networkx
  jsonld   JSON-LD in the words of schema.org, with links to Wikidata
  ftm      entities of FollowTheMoney, one JSON object a line, for Aleph
  plover   events as PLOVER codes them, one JSON object a line`,
		Example: `  backchannel export --format graphml --out graph.graphml
  backchannel export --format csv --out tables/
  backchannel export --format ftm | ftm aggregate > entities.ftm.json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case !slices.Contains(exportFormats, format):
				return &exit{exitConfig, fmt.Errorf("export: --format is %q", format), "it is one of " + strings.Join(exportFormats, ", ")}
			case format == "csv" && out == "":
				return &exit{exitConfig, errors.New("export: csv is two files"), "name a folder by --out"}
			}
			return p.export(cmd.Context(), format, out)
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "One of "+strings.Join(exportFormats, ", ")+".")
	cmd.Flags().StringVar(&out, "out", "", "File to write, for csv a folder; standard output if you do not say.")
	return cmd
}

func (p *program) export(ctx context.Context, format, out string) error {
	if format == "records" {
		return p.exportTo(out, func(w io.Writer) error { return p.writeRecords(ctx, w) })
	}
	store, err := p.openExisting(ctx)
	if err != nil {
		return p.storeError(err)
	}
	defer store.Close()
	if format == "csv" {
		if err := os.MkdirAll(out, 0o777); err != nil {
			return &exit{exitConfig, err, ""}
		}
		return p.exportTo(filepath.Join(out, "nodes.csv"), func(nodes io.Writer) error {
			return p.exportTo(filepath.Join(out, "edges.csv"), func(edges io.Writer) error {
				return export.CSV(ctx, store, nodes, edges)
			})
		})
	}
	return p.exportTo(out, func(w io.Writer) error { return export.Formats[format](ctx, store, w) })
}

// exportTo writes to standard output, or a file that appears whole or not at all.
func (p *program) exportTo(path string, write func(io.Writer) error) (err error) {
	if path == "" {
		return p.storeError(write(p.stdout))
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return &exit{exitConfig, err, "name a file in a folder that can be written"}
	}
	defer os.Remove(f.Name()) // gone where it was renamed
	if err := errors.Join(p.storeError(write(f)), f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func (p *program) writeRecords(ctx context.Context, w io.Writer) (err error) {
	file, err := p.peekState(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return writeLines(w, file.Records(ctx))
}
