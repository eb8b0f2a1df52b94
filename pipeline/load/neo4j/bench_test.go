//go:build linux

package neo4j_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j"
)

// The size that is promised: -bench-nodes 100000 -bench-edges 1000000
var (
	benchNodes = flag.Int("bench-nodes", 5_000, "nodes that BenchmarkLoad loads")
	benchEdges = flag.Int("bench-edges", 50_000, "edges that BenchmarkLoad loads")
)

// BenchmarkLoad compares a first load with a bare loop over the driver that sends
// the same rows from memory with the statements that we know to be the fastest, and
// with a load that has nothing to say. Only the sending of the bare loop is measured,
// not the making of its rows. The two take turns on one server.
//
//	ratio      our rows a second through those of the bare loop
//	cpu-ratio  the same by CPU of client and server: what else the machine does shows less in it
//	again      how many times faster a load is that has nothing to say but compares every node and edge
//	cpu-again  the same by CPU
//	client-%   our share of the CPU of client and server
//	client-MB  the most memory that the process had which loaded
//	retries    transactions that were run again, for a deadlock or anything else
//
// On a machine of two cores (2026-11), 100,000 nodes and 1,000,000 edges, two rounds in
// turns: ratio 0.90, cpu-ratio 0.91, again 3.4, cpu-again 3.5, client 6.1 %, 94 MB, no retry.
func BenchmarkLoad(b *testing.B) {
	o := server(b)
	bare := newBare(b, o)
	mustSyncStory(b, mustOpen(b, o)) // the constraints
	bare.load(b, loadtest.NewHubs(2000, 20_000))
	bare.wipe(b) // the server is warm

	g := loadtest.NewHubs(*benchNodes, *benchEdges)
	var theirs, first, again cost
	peak, retries, rounds := 0, 0, 0
	for b.Loop() {
		turns := []func(){
			func() { theirs.add(bare.load(b, g)) },
			func() {
				said := mustLoad(b, bare.graph)
				first.add(said.First)
				again.add(said.Again)
				peak, retries = max(peak, said.Peak), retries+said.Retries
			},
		}
		for i := range turns {
			turns[(i+rounds)%2]()
			bare.wipe(b)
		}
		rounds++
	}
	rows := float64(g.Size() * rounds)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(rows/theirs.Wall, "bare-rows/s")
	b.ReportMetric(rows/first.Wall, "rows/s")
	b.ReportMetric(rows/again.Wall, "again-rows/s")
	b.ReportMetric(theirs.Wall/first.Wall, "ratio")
	b.ReportMetric(theirs.cpu()/first.cpu(), "cpu-ratio")
	b.ReportMetric(first.Wall/again.Wall, "again")
	b.ReportMetric(first.cpu()/again.cpu(), "cpu-again")
	b.ReportMetric(100*first.Client/first.cpu(), "client-%")
	b.ReportMetric(float64(peak)/1e6, "client-MB")
	b.ReportMetric(float64(retries), "retries")
}

// cost is what something took, in seconds: by the clock, and of the CPU of client
// and server.
type cost struct{ Wall, Client, Server float64 }

func (c *cost) add(d cost) {
	c.Wall, c.Client, c.Server = c.Wall+d.Wall, c.Client+d.Client, c.Server+d.Server
}

func (c *cost) cpu() float64 { return c.Client + c.Server }

// loaded is what a process that loads says of itself.
type loaded struct {
	First, Again cost
	Peak         int // bytes of memory, at most
	Retries      int
}

// loaderVariable makes this test binary a process that loads, for mustLoad.
const loaderVariable = "BACKCHANNEL_BENCH_LOADER"

func TestMain(m *testing.M) {
	flag.Parse()
	if graph := os.Getenv(loaderVariable); graph != "" {
		if err := loader(graph); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// loader loads the graph, and loads it again.
func loader(graph string) error {
	ctx := context.Background()
	g := loadtest.NewHubs(*benchNodes, *benchEdges)
	store, err := neo4j.Open(ctx, neo4j.Options{
		URI: os.Getenv("NEO4J_URI"), User: os.Getenv("NEO4J_USER"), Password: os.Getenv("NEO4J_PASSWORD"), Graph: graph, Patience: time.Minute,
	})
	if err != nil {
		return err
	}
	var said loaded
	for _, part := range []struct {
		cost   *cost
		writes int
	}{{&said.First, g.Size()}, {&said.Again, 0}} {
		_, rows, err := store.Query(ctx, serverCPU, nil)
		if err != nil {
			return err
		}
		begin, client, server := time.Now(), clientCPU(), rows[0][0].(int64)
		counts, err := load.Sync(ctx, store, g, "")
		if err != nil {
			return err
		}
		part.cost.Wall, part.cost.Client = time.Since(begin).Seconds(), clientCPU()-client
		if _, rows, err = store.Query(ctx, serverCPU, nil); err != nil {
			return err
		}
		part.cost.Server = float64(rows[0][0].(int64)-server) / 1e9
		if counts.Writes() != part.writes {
			return fmt.Errorf("%d writes, want %d", counts.Writes(), part.writes)
		}
	}
	said.Peak, said.Retries = peakMemory(), store.Effects().Retries
	return errors.Join(json.NewEncoder(os.Stdout).Encode(said), store.Close())
}

func mustLoad(b *testing.B, graph string) (said loaded) {
	b.Helper()
	cmd := exec.Command(os.Args[0], os.Args[1:]...)
	cmd.Env = append(os.Environ(), loaderVariable+"="+graph)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &said)
	}
	if err != nil {
		b.Fatalf("the loader: %v", err)
	}
	return said
}

// serverCPU asks a server for the nanoseconds of CPU that it has used.
const serverCPU = "CALL dbms.queryJmx('java.lang:type=OperatingSystem') YIELD attributes RETURN attributes.ProcessCpuTime.value"

func clientCPU() float64 {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		panic(err)
	}
	return float64(use.Utime.Nano()+use.Stime.Nano()) / 1e9
}

// peakMemory is the most memory that this process had, in bytes.
func peakMemory() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		panic(err)
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes := 0
	if _, err := fmt.Sscan(after, &kilobytes); err != nil {
		panic(err)
	}
	return kilobytes << 10
}

// bare is the loop over the driver.
type bare struct {
	driver driver.DriverWithContext
	graph  string
}

const bareBatch = 10_000

func newBare(b *testing.B, o neo4j.Options) bare {
	b.Helper()
	d, err := driver.NewDriverWithContext(o.URI, driver.BasicAuth(o.User, o.Password, ""))
	if err != nil {
		b.Fatal(err)
	}
	bare := bare{d, o.Graph + "-bench"}
	b.Cleanup(func() {
		bare.wipe(b)
		d.Close(context.Background())
	})
	return bare
}

// load sends rows, each a list: the id, the ends, the properties.
func (x bare) load(b *testing.B, g *loadtest.Hubs) (total cost) {
	b.Helper()
	nodes, edges := map[string][]any{}, map[string][]any{}
	node := func(label string) {
		total.add(x.send(b, "UNWIND $rows AS row CREATE (:Entity:"+label+" {graph: $graph, id: row[0], name: row[1], aliases: row[2], mentions: row[3], first_seen: row[4], last_seen: row[5]})", nodes[label]))
		delete(nodes, label)
	}
	edge := func(kind string) {
		total.add(x.send(b, "UNWIND $rows AS row MATCH (a:Entity {graph: $graph, id: row[1]}) MATCH (b:Entity {graph: $graph, id: row[2]}) "+
			"CREATE (a)-[:"+kind+" {graph: $graph, id: row[0], event: row[3], status: row[4], start: row[5], sources: row[6], score: row[7]}]->(b)", edges[kind]))
		delete(edges, kind)
	}
	for n := range g.Nodes() {
		label := n.Labels[1]
		nodes[label] = append(nodes[label], []any{n.ID, n.Props["name"], n.Props["aliases"], n.Props["mentions"], n.Props["first_seen"], n.Props["last_seen"]})
		if len(nodes[label]) == bareBatch {
			node(label)
		}
	}
	for label := range nodes {
		node(label)
	}
	for e := range g.Edges() {
		edges[e.Type] = append(edges[e.Type], []any{e.ID, e.From, e.To, e.Props["event"], e.Props["status"], e.Props["start"], e.Props["sources"], e.Props["score"]})
		if len(edges[e.Type]) == bareBatch {
			edge(e.Type)
		}
	}
	for kind := range edges {
		edge(kind)
	}
	return total
}

func (x bare) send(b *testing.B, query string, rows []any) cost {
	b.Helper()
	ctx := context.Background()
	session := x.driver.NewSession(ctx, driver.SessionConfig{})
	defer session.Close(ctx)
	server := x.serverCPU(b)
	begin, client := time.Now(), clientCPU()
	_, err := session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		result, err := tx.Run(ctx, query, map[string]any{"graph": x.graph, "rows": rows})
		if err != nil {
			return nil, err
		}
		return result.Consume(ctx)
	})
	if err != nil {
		b.Fatal(err)
	}
	return cost{time.Since(begin).Seconds(), clientCPU() - client, x.serverCPU(b) - server}
}

func (x bare) serverCPU(b *testing.B) float64 {
	b.Helper()
	return float64(x.run(b, serverCPU).Values[0].(int64)) / 1e9
}

// wipe takes the graph away.
func (x bare) wipe(b *testing.B) {
	b.Helper()
	x.run(b, "MATCH (:Entity {graph: $graph})-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS RETURN count(*)")
	x.run(b, "MATCH (n:Entity {graph: $graph}) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS RETURN count(*)")
}

// run asks for one row, outside of a transaction.
func (x bare) run(b *testing.B, query string) *driver.Record {
	b.Helper()
	ctx := context.Background()
	session := x.driver.NewSession(ctx, driver.SessionConfig{})
	defer session.Close(ctx)
	result, err := session.Run(ctx, query, map[string]any{"graph": x.graph})
	if err != nil {
		b.Fatal(err)
	}
	record, err := result.Single(ctx)
	if err != nil {
		b.Fatal(err)
	}
	return record
}
