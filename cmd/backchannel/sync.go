package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"backchannel/pipeline/load"
	"backchannel/pipeline/run"
	"backchannel/pipeline/run/project"
)

func (p *program) syncCommand() *cobra.Command {
	var verify bool
	cmd := &cobra.Command{
		Use:   "sync [STORE...]",
		Short: "Bring stores to the graph of the records, reading no documents",
		Long: `Sync brings each STORE, or the configured one, to the graph of the records that the
state file keeps. A store remembers what it was given last: one that is up to date
is not even read. Of another only what differs is written, to one that is new or was
emptied all of it; one that was restored from an older backup is brought forward.

With --verify no store is believed: every node and edge is compared, by number and
checksum of each type; what differs is said, and mended.`,
		Example: `  backchannel sync
  backchannel sync --state news.db.state copy.db bolt://graph.example.org:7687
  backchannel sync --verify`,
		RunE: func(cmd *cobra.Command, stores []string) error {
			for _, store := range stores {
				if err := checkStore(store); err != nil {
					return &exit{exitConfig, fmt.Errorf("sync: the store %w", err), `"backchannel sync --help" shows examples`}
				}
			}
			if len(stores) == 0 {
				stores = []string{p.cfg.Store}
			}
			var failed error
			for _, store := range unique(stores) { // one that is away does not stop the others
				p.cfg.Store = store
				failed = errors.Join(failed, p.sync(cmd.Context(), verify))
			}
			return failed
		},
	}
	cmd.Flags().BoolVar(&verify, "verify", false, "Compare all that the store holds, and say what differs.")
	return cmd
}

func (p *program) sync(ctx context.Context, verify bool) (err error) {
	if _, err := os.Stat(p.cfg.State); err != nil {
		return &exit{exitConfig, fmt.Errorf("sync: no state file: %w", err), "--state names the state file of the runs that read the documents"}
	}
	s, err := p.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	return s.sync(ctx, verify)
}

func (s *session) sync(ctx context.Context, verify bool) error {
	documents, _, _, err := s.file.Size(ctx)
	if err != nil {
		return err
	}
	if documents == 0 {
		return &exit{exitConfig, fmt.Errorf("sync: the state file %s has no records", s.cfg.State), "nothing was written; --state names the state file of the runs that read the documents"}
	}
	s.doubt = verify
	if _, err := run.Project(ctx, s.job(ctx, nil)); err != nil {
		return s.storeError(err)
	}
	s.remark(s.stdout, fmt.Sprintf("%s: %s", s.cfg.Store, written(s.projected.Written)))
	return nil
}

// manyEdges are so many that neo4j-admin is worth two commands more.
const manyEdges = 500_000

// folded sees the whole graph before the store is brought to it.
func (s *session) folded(ctx context.Context, store load.Store, g load.Rows, totals project.Totals) error {
	if s.doubt {
		return s.sayDifferences(ctx, store, g)
	}
	if !s.cfg.server() || totals.Edges < manyEdges {
		return nil
	}
	for _, err := range store.Nodes(ctx) { // it is not empty, or cannot be read
		return err
	}
	s.log.Info("so many edges come into an empty Neo4j faster by neo4j-admin, once the server is stopped: interrupt this, then backchannel export --format neo4j-admin --out FOLDER",
		"nodes", totals.Nodes, "edges", totals.Edges)
	return nil
}

// sayDifferences compares all that a store holds with the graph.
func (s *session) sayDifferences(ctx context.Context, store load.Store, g load.Rows) error {
	kinds, differ, err := load.Verify(ctx, store, g)
	if err != nil {
		return err
	}
	for _, d := range differ {
		s.log.Warn("the store differs from the records", "store", s.cfg.Store, "type", d.Kind, "stored", d.Store, "recorded", d.Graph)
	}
	s.remark(s.stdout, fmt.Sprintf("%s: compared %s of nodes and edges, %s", s.cfg.Store, count(kinds, "type"), differing(len(differ))))
	return nil
}

func differing(n int) string {
	switch n {
	case 0:
		return "all as recorded"
	case 1:
		return "1 differed"
	}
	return fmt.Sprint(n, " differed")
}
