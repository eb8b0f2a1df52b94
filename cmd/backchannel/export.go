package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"backchannel/pipeline/fold"
	"backchannel/pipeline/load"
	"backchannel/pipeline/load/export"
	"backchannel/pipeline/load/neo4j"
	"backchannel/schema"
)

var exportFormats = []string{"records", "csv", "graphml", "jsonld", "ftm", "plover", "neo4j-admin"}

// inFolder are the formats of several files.
var inFolder = []string{"csv", "neo4j-admin"}

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
  plover   events as PLOVER codes them, one JSON object a line

  neo4j-admin  the graph of the records (from the state) in the folder that --out
               names, and import.sh, which gives it to neo4j-admin: the fastest way
               into a Neo4j that is empty, and stopped meanwhile`,
		Example: `  backchannel export --format graphml --out graph.graphml
  backchannel export --format csv --out tables/
  backchannel export --format ftm | ftm aggregate > entities.ftm.json
  backchannel export --format neo4j-admin --out import/ && import/import.sh`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case !slices.Contains(exportFormats, format):
				return &exit{exitConfig, fmt.Errorf("export: --format is %q", format), "it is one of " + strings.Join(exportFormats, ", ")}
			case slices.Contains(inFolder, format) && out == "":
				return &exit{exitConfig, fmt.Errorf("export: %s is several files", format), "name a folder by --out"}
			}
			return p.export(cmd.Context(), format, out)
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "One of "+strings.Join(exportFormats, ", ")+".")
	cmd.Flags().StringVar(&out, "out", "", "File to write, for csv and neo4j-admin a folder; standard output if you do not say.")
	return cmd
}

func (p *program) export(ctx context.Context, format, out string) error {
	if format == "records" {
		return p.exportTo(out, func(w io.Writer) error { return p.writeRecords(ctx, w) })
	}
	if slices.Contains(inFolder, format) {
		if err := os.MkdirAll(out, 0o777); err != nil {
			return &exit{exitConfig, err, ""}
		}
	}
	if format == "neo4j-admin" {
		return p.exportImport(ctx, out)
	}
	store, err := p.openExisting(ctx)
	if err != nil {
		return p.storeError(err)
	}
	defer store.Close()
	if format == "csv" {
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

// exportImport writes what neo4j-admin imports, and the script that has it do so.
func (p *program) exportImport(ctx context.Context, folder string) error {
	g, err := p.recorded(ctx)
	if err != nil {
		return err
	}
	arguments, err := neo4j.Import(load.Of(g), p.cfg.Graph, func(file string) (io.WriteCloser, error) {
		return os.Create(filepath.Join(folder, file))
	})
	if err != nil {
		return p.storeError(err)
	}
	script := fmt.Sprintf(importScript, cmp.Or(p.cfg.Neo4j.Database, "neo4j"), strings.Join(arguments, " \\\n  "))
	if err := os.WriteFile(filepath.Join(folder, "import.sh"), []byte(script), 0o755); err != nil {
		return &exit{exitConfig, err, ""}
	}
	p.remark(p.stderr, fmt.Sprintf("%s and %s in %s. Stop the server, run import.sh there, start the server, then: backchannel sync", count(len(g.Nodes), "node"), count(len(g.Edges), "edge"), folder))
	return nil
}

const importScript = `#!/bin/sh
# Gives this folder to neo4j-admin, as the user who runs the server, which must be
# stopped. What its database holds is replaced: import.sh --overwrite-destination=true
# Start the server then, and make constraints and mark: backchannel sync
cd "$(dirname "$0")" || exit
exec ${NEO4J_ADMIN:-neo4j-admin} database import full %s "$@" \
  %s
`

// recorded is the graph of the records in the state.
func (p *program) recorded(ctx context.Context) (g schema.Graph, err error) {
	f, err := p.folder()
	if err != nil {
		return g, err
	}
	file, err := p.peekState(ctx)
	if err != nil {
		return g, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	records := file.Records(ctx)
	decisions, _, err := f.Decisions(records, fold.InMemory)
	if err != nil {
		return g, err
	}
	for e, err := range f.Graph(records, decisions, fold.InMemory) {
		switch {
		case err != nil:
			return g, err
		case e.Node != nil:
			g.Nodes = append(g.Nodes, *e.Node)
		case e.Edge != nil:
			g.Edges = append(g.Edges, *e.Edge)
		}
	}
	return g, nil
}
