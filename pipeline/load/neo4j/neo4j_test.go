package neo4j_test

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j"
	"backchannel/schema"
)

// server is the Neo4j to test against, from NEO4J_URI, NEO4J_USER and
// NEO4J_PASSWORD. Without one the test is left out, and fails where CI is set.
func server(t testing.TB) neo4j.Options {
	t.Helper()
	if os.Getenv("NEO4J_URI") == "" {
		const missing = "no Neo4j: NEO4J_URI is not set. Run `make neo4j`, or: scripts/neo4j.sh start && eval \"$(scripts/neo4j.sh env)\""
		if os.Getenv("CI") == "true" {
			t.Fatal("CI must test the Neo4j store. " + missing)
		}
		t.Skip("SKIPPED, the Neo4j store is not tested: " + missing)
	}
	return neo4j.Options{
		URI: os.Getenv("NEO4J_URI"), User: os.Getenv("NEO4J_USER"), Password: os.Getenv("NEO4J_PASSWORD"),
		Graph: "test-" + rand.Text(), Patience: 2 * time.Minute,
	}
}

// mustOpen opens a store whose graph is taken away after the test.
func mustOpen(t testing.TB, o neo4j.Options) *neo4j.Store {
	t.Helper()
	store, err := neo4j.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := load.Sync(context.Background(), store, load.Of(schema.Graph{}), ""); err != nil {
			t.Errorf("clean up graph %s: %v", o.Graph, err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

// direct is a plain driver, for what the store must not be asked.
func direct(t testing.TB, o neo4j.Options) func(query string, params map[string]any) []*driver.Record {
	t.Helper()
	d, err := driver.NewDriverWithContext(o.URI, driver.BasicAuth(o.User, o.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close(context.Background()) })
	return func(query string, params map[string]any) []*driver.Record {
		t.Helper()
		r, err := driver.ExecuteQuery(context.Background(), d, query, params, driver.EagerResultTransformer)
		if err != nil {
			t.Fatal(err)
		}
		return r.Records
	}
}

func TestStore(t *testing.T) {
	o := server(t)
	o.BatchRows = 100
	loadtest.Run(t, func(t *testing.T) func(t *testing.T) load.Store {
		o := o
		o.Graph = "test-" + rand.Text()
		return func(t *testing.T) load.Store { return mustOpen(t, o) }
	}, o.BatchRows)
}

// Small batches by size hold one row each where a row is larger than a batch.
func TestBatchBytes(t *testing.T) {
	o := server(t)
	o.BatchBytes = 64
	store := mustOpen(t, o)
	g := loadtest.Story()
	if _, err := load.Sync(t.Context(), store, load.Of(g), ""); err != nil {
		t.Fatal(err)
	}
	checkSame(t, store, g)
}

func checkSame(t *testing.T, store load.Store, want schema.Graph) {
	t.Helper()
	var have, wanted strings.Builder
	if err := load.Dump(t.Context(), store, &have); err != nil {
		t.Fatal(err)
	}
	if err := load.Write(&wanted, load.Of(want)); err != nil {
		t.Fatal(err)
	}
	if have.String() != wanted.String() {
		t.Errorf("the store holds %d bytes of graph, want %d", have.Len(), wanted.Len())
	}
}

// What other people have in the database survives a load, a change and a deletion.
func TestOthersSurvive(t *testing.T) {
	o := server(t)
	run := direct(t, o)
	mark := map[string]any{"mark": o.Graph + "-others", "graph": o.Graph}
	t.Cleanup(func() { run("MATCH (n) WHERE n.mark = $mark DETACH DELETE n", mark) })
	run("CREATE (:Entity:Country {mark: $mark, id: 'Q30', name: 'theirs'})-[:MET_WITH {mark: $mark, id: 'x'}]->(:Document {mark: $mark, name: 'theirs'})", mark)

	other := o
	other.Graph += "-second"
	second := mustOpen(t, other)
	store := mustOpen(t, o)
	for _, s := range []load.Store{store, second} {
		if _, err := load.Sync(t.Context(), s, load.Of(loadtest.Story()), ""); err != nil {
			t.Fatal(err)
		}
	}
	// Somebody adds to our nodes and edges, and joins one of ours to one of theirs.
	run("MATCH (n:Entity {graph: $graph, id: 'Q30'}) SET n.community = 7, n:Favourite", mark)
	run("MATCH (:Entity {graph: $graph})-[r:THREATENED {graph: $graph}]->() SET r.note = 'seen'", mark)
	run("MATCH (n:Entity {graph: $graph, id: 'Q43'}), (d:Document {mark: $mark}) CREATE (d)-[:ABOUT {mark: $mark}]->(n) SET n.mark = $mark", mark)

	if counts, err := load.Sync(t.Context(), store, load.Of(loadtest.Story()), ""); err != nil || counts.Writes() != 0 {
		t.Errorf("what others added made work: %+v, %v", counts, err)
	}
	g := loadtest.Story()
	for i := range g.Nodes {
		if g.Nodes[i].ID == "Q30" {
			g.Nodes[i].Props["mentions"] = int64(99)
			g.Nodes[i].Labels[1] = "Organization"
		}
	}
	if _, err := load.Sync(t.Context(), store, load.Of(g), ""); err != nil {
		t.Fatal(err)
	}
	checkSame(t, store, g)
	check := func(what, query string) {
		t.Helper()
		if n := run(query, mark)[0].Values[0].(int64); n != 1 {
			t.Errorf("%s: found %d, want 1", what, n)
		}
	}
	check("a property and a label on our changed node", "MATCH (n:Entity:Organization:Favourite {graph: $graph, id: 'Q30', community: 7}) WHERE NOT n:Country RETURN count(n)")
	check("a property on our edge", "MATCH (:Entity {graph: $graph})-[r:THREATENED {note: 'seen'}]->() RETURN count(r)")

	if _, err := load.Sync(t.Context(), store, load.Of(schema.Graph{}), ""); err != nil {
		t.Fatal(err)
	}
	checkSame(t, store, schema.Graph{})
	check("their nodes and edge", "MATCH (n:Entity {mark: $mark, name: 'theirs'})-[:MET_WITH]->(:Document {mark: $mark}) RETURN count(n)")
	check("our node that carries their edge, no longer ours", "MATCH (:Document {mark: $mark})-[:ABOUT]->(n:Country {name: 'Turkey'}) WHERE n.graph IS NULL RETURN count(n)")
	checkSame(t, second, loadtest.Story())
}

// An edge that stands twice, as two writers at once can leave it, is mended.
func TestEdgeTwice(t *testing.T) {
	o := server(t)
	store := mustOpen(t, o)
	if _, err := load.Sync(t.Context(), store, load.Of(loadtest.Story()), ""); err != nil {
		t.Fatal(err)
	}
	direct(t, o)("MATCH (a:Entity {graph: $graph})-[r:THREATENED {graph: $graph}]->(b) CREATE (a)-[s:THREATENED]->(b) SET s = properties(r)", map[string]any{"graph": o.Graph})
	counts, err := load.Sync(t.Context(), store, load.Of(loadtest.Story()), "")
	if err != nil || counts.Writes() != 1 {
		t.Errorf("counts %+v, error %v, want one edge written", counts, err)
	}
	checkSame(t, store, loadtest.Story())
}

func TestUsesIndexes(t *testing.T) {
	o := server(t)
	mustSyncStory(t, mustOpen(t, o))
	run := direct(t, o)
	names := map[string]bool{}
	for _, r := range run("SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name", nil) {
		names[r.Values[0].(string)] = true
	}
	for _, want := range []string{"backchannel_entity", "backchannel_document", "backchannel_chunk", "backchannel_event", "backchannel_names", "backchannel_text"} {
		if !names[want] {
			t.Errorf("index %s is missing or not online", want)
		}
	}
	found := run("CALL db.index.fulltext.queryNodes('backchannel_names', 'ankara') YIELD node WHERE node.graph = $graph RETURN node.name", map[string]any{"graph": o.Graph})
	if len(found) != 1 || found[0].Values[0] != "Turkey" {
		t.Errorf("the full-text index finds %v under an alias, want Turkey", found)
	}
}

func mustSyncStory(t testing.TB, store load.Store) {
	t.Helper()
	if _, err := load.Sync(t.Context(), store, load.Of(loadtest.Story()), ""); err != nil {
		t.Fatal(err)
	}
}

func TestAddress(t *testing.T) {
	for _, uri := range []string{"", "graph.db", "http://127.0.0.1:7474", "bolt://", "bolt://user:s3cret@host:port:x", "://user:s3cret@host"} {
		_, err := neo4j.Open(t.Context(), neo4j.Options{URI: uri, Password: "s3cret"})
		checkError(t, err, load.ErrUnusable)
	}
}

func TestAway(t *testing.T) {
	uri := "bolt://neo4j:s3cret@" + closedPort(t)
	waits := 0
	start := time.Now()
	_, err := neo4j.Open(t.Context(), neo4j.Options{URI: uri, Patience: time.Second, Waiting: func(error, time.Duration) { waits++ }})
	checkError(t, err, load.ErrAway)
	if waits == 0 {
		t.Errorf("no wait in %v", time.Since(start))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, err = neo4j.Open(ctx, neo4j.Options{URI: uri, Patience: time.Hour})
	checkError(t, err, context.DeadlineExceeded)
}

// closedPort is an address on which nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// A wrong password is told at once, and tried just once.
func TestDenied(t *testing.T) {
	o := server(t)
	o.Password, o.Patience = "s3cret", time.Hour
	o.User = "nobody-" + strings.ToLower(rand.Text()) // so that the real user is not locked out
	o.Waiting = func(err error, _ time.Duration) { t.Errorf("waits after %v", err) }
	_, err := neo4j.Open(t.Context(), o)
	checkError(t, err, load.ErrDenied)
}

func TestNoDatabase(t *testing.T) {
	o := server(t)
	o.Database = "no-such-database"
	_, err := neo4j.Open(t.Context(), o)
	checkError(t, err, load.ErrUnusable)
}

func checkError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
	if err != nil && strings.Contains(err.Error(), "s3cret") {
		t.Errorf("the error shows the password: %v", err)
	}
}
