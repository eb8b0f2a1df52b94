// Package neo4jtest gives tests a graph of their own on a real server.
package neo4jtest

import (
	"context"
	"crypto/rand"
	"os"
	"testing"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/neo4j"
	"backchannel/schema"
)

// Open opens the server of NEO4J_URI with a graph of the test's own in it, which
// goes when the test ends; name is what it is called. Without a server the test is left
// out, and fails where CI is set; what says what is not tested then.
func Open(t *testing.T, what string, g schema.Graph) (server *neo4j.Store, name string) {
	t.Helper()
	if os.Getenv("NEO4J_URI") == "" {
		const missing = "no Neo4j: NEO4J_URI is not set. Run `make neo4j`, or: scripts/neo4j.sh start && eval \"$(scripts/neo4j.sh env)\""
		if os.Getenv("CI") == "true" {
			t.Fatalf("CI must test %s. %s", what, missing)
		}
		t.Skipf("SKIPPED, not tested: %s. %s", what, missing)
	}
	name = "test-" + rand.Text()
	server, err := neo4j.Open(t.Context(), neo4j.Options{
		URI: os.Getenv("NEO4J_URI"), User: os.Getenv("NEO4J_USER"), Password: os.Getenv("NEO4J_PASSWORD"), Graph: name,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := load.Sync(context.Background(), server, load.Of(schema.Graph{}), ""); err != nil {
			t.Errorf("clean up graph %s: %v", name, err)
		}
		server.Close()
	})
	if _, err := load.Sync(t.Context(), server, load.Of(g), ""); err != nil {
		t.Fatal(err)
	}
	return server, name
}
