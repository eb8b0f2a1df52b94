package guide

import (
	"bytes"
	"context"
	"crypto/rand"
	"os"
	"strings"
	"testing"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j"
	"backchannel/schema"
)

// Every question is there, with no parameter left; names are text, whatever they hold.
func TestGuide(t *testing.T) {
	var out bytes.Buffer
	if err := Write(&out, Options{Graph: "g", Name: `O'Neill</pre><script>\`}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "<script") || !strings.Contains(out.String(), `o\&#39;neill&lt;/pre&gt;&lt;script&gt; &#39;`) {
		t.Error("a name is not escaped")
	}
	all := append(Tables(Options{}), Pictures(Options{})...)
	if have := strings.Count(out.String(), "runnable"); have != len(all) || have < 12 {
		t.Errorf("%d statements, want %d", have, len(all))
	}
	for _, s := range all {
		if strings.Contains(s.Cypher, "$") {
			t.Errorf("%s: a parameter is left:\n%s", s.Title, s.Cypher)
		}
	}
}

// A real server answers every statement as it stands, with rows enough to look at.
func TestStatements(t *testing.T) {
	if os.Getenv("NEO4J_URI") == "" {
		const missing = "no Neo4j: NEO4J_URI is not set. Run `make neo4j`, or: scripts/neo4j.sh start && eval \"$(scripts/neo4j.sh env)\""
		if os.Getenv("CI") == "true" {
			t.Fatal("CI must run the guide's statements. " + missing)
		}
		t.Skip("SKIPPED, the guide's statements are not run: " + missing)
	}
	name := "test-" + rand.Text()
	server, err := neo4j.Open(t.Context(), neo4j.Options{
		URI: os.Getenv("NEO4J_URI"), User: os.Getenv("NEO4J_USER"), Password: os.Getenv("NEO4J_PASSWORD"), Graph: name,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := load.Sync(context.Background(), server, load.Of(schema.Graph{}), ""); err != nil {
			t.Errorf("clean up: %v", err)
		}
		server.Close()
	})
	if _, err := load.Sync(t.Context(), server, load.Of(loadtest.Story()), ""); err != nil {
		t.Fatal(err)
	}
	o := Options{Graph: name}
	for _, s := range append(Tables(o), Pictures(o)...) {
		_, rows, err := server.Query(t.Context(), s.Cypher, nil)
		if err != nil {
			t.Errorf("%s: %v", s.Title, err)
		} else if len(rows) == 0 || len(rows) > 100 {
			t.Errorf("%s: %d rows", s.Title, len(rows))
		}
	}
}
