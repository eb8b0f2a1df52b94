package main

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j"
	"backchannel/pipeline/load/sqlite"
	"backchannel/pipeline/run/project"
)

// A second run, and a sync, write nothing to Neo4j. That is what the server counted,
// not what we think that we did.
func TestSecondRunWritesNothing(t *testing.T) {
	flags := inServer(t)
	dir := t.TempDir()
	texts := filepath.Join(dir, "all.jsonl")
	if err := os.WriteFile(texts, []byte(docLine(t, 1)+docLine(t, 2)+docLine(t, 3)), 0o644); err != nil {
		t.Fatal(err)
	}
	effects := func(do func(context.Context, *session) error) neo4j.Effects {
		t.Helper()
		var out bytes.Buffer
		p := &program{stdin: strings.NewReader(""), stdout: &out, stderr: &out, log: slog.New(slog.NewTextHandler(&out, nil))}
		root := p.command()
		if err := root.ParseFlags(append(flags, "--state", filepath.Join(dir, "state"))); err != nil {
			t.Fatal(err)
		}
		if err := p.configure(root); err != nil {
			t.Fatal(err)
		}
		s, err := p.begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := do(t.Context(), s); err != nil {
			t.Fatalf("%v\n%s", err, out.String())
		}
		did := s.store.store.(*neo4j.Store).Effects()
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
		return did
	}
	read := func(ctx context.Context, s *session) error { return s.run(ctx, []string{texts}) }
	if did := effects(read); did.NodesCreated == 0 || did.EdgesCreated == 0 {
		t.Errorf("the first run: %+v", did)
	}
	for what, do := range map[string]func(context.Context, *session) error{
		"the second run":           read,
		"a sync":                   func(ctx context.Context, s *session) error { return s.sync(ctx, false) },
		"a sync that compares all": func(ctx context.Context, s *session) error { return s.sync(ctx, true) },
	} {
		if did := effects(do); did != (neo4j.Effects{}) {
			t.Errorf("%s: %+v, want nothing", what, did)
		}
	}
}

// Very many edges into an empty server are worth a word before they are sent.
func TestManyEdges(t *testing.T) {
	empty, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "empty.db"))
	if err != nil {
		t.Fatal(err)
	}
	full, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "full.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer empty.Close()
	defer full.Close()
	if _, err := load.Sync(t.Context(), full, load.Of(loadtest.Story()), ""); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		uri   string
		store load.Store
		edges int
		says  bool
	}{
		{"into an empty server", "bolt://localhost", empty, manyEdges, true},
		{"into a server that has the graph", "bolt://localhost", full, manyEdges, false},
		{"a few", "bolt://localhost", empty, manyEdges - 1, false},
		{"into a file", "graph.db", empty, manyEdges, false},
	} {
		var out bytes.Buffer
		s := &session{program: &program{log: slog.New(slog.NewTextHandler(&out, nil))}}
		s.cfg.Store = c.uri
		if err := s.folded(t.Context(), c.store, load.Of(loadtest.Story()), project.Totals{Edges: c.edges}); err != nil {
			t.Fatal(err)
		}
		if says := strings.Contains(out.String(), "neo4j-admin"); says != c.says {
			t.Errorf("%s: said %q", c.name, out.String())
		}
	}
}
