package neo4j_test

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j"
	"backchannel/schema"
)

// The real neo4j-admin takes every node and edge, whatever their texts hold.
func TestImport(t *testing.T) {
	script, err := filepath.Abs("../../../scripts/neo4j.sh")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(script, "admin", "--version").CombinedOutput(); err != nil {
		t.Skipf("SKIPPED, no neo4j-admin to import with: %s", out)
	}
	g := loadtest.Story()
	for i, text := range loadtest.Texts {
		id := fmt.Sprint("hostile/", i, text)
		g.Nodes = append(g.Nodes,
			schema.Node{ID: id, Labels: []string{schema.LabelEntity, "Person"}, Props: map[string]any{"name": text, "aliases": []string{text, "x;y", ""}, "mentions": int64(-i)}},
			schema.Node{ID: id + "#", Labels: []string{schema.LabelChunk}, Props: map[string]any{"text": text}})
		g.Edges = append(g.Edges,
			schema.Edge{ID: id, Type: "MET_WITH", From: id, To: "Q30", Props: map[string]any{"title": text, "score": 0.1, "chunks": []string{}}},
			schema.Edge{ID: id + "#", Type: schema.EdgeFromChunk, From: id, To: id + "#"})
	}
	dir, home := t.TempDir(), t.TempDir()
	arguments, err := neo4j.Import(load.Of(g), "imported", func(file string) (io.WriteCloser, error) { return os.Create(filepath.Join(dir, file)) })
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(script, append([]string{"admin", "database", "import", "full", "neo4j"}, arguments...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NEO4J_HOME="+home)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for what, want := range map[string]int{"nodes": len(g.Nodes), "relationships": len(g.Edges)} {
		found := regexp.MustCompile(`(?m)^\s+(\d+) ` + what + `$`).FindSubmatch(out)
		if found == nil || string(found[1]) != fmt.Sprint(want) {
			t.Errorf("imported %q %s, want %d\n%s", found, what, want, out)
		}
	}
}
