package neo4j_test

import (
	"context"
	"crypto/rand"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
)

const benchEntities, benchRelations = 10_000, 90_000

func BenchmarkLoad(b *testing.B) {
	o := server(b)
	loadtest.Bench(b, func(b *testing.B) load.Store {
		o := o
		o.Graph = "bench-" + rand.Text()
		return mustOpen(b, o)
	}, benchEntities, benchRelations)
}

// BenchmarkDriver is the measure for BenchmarkLoad/first: the same rows through the
// bare driver, a MERGE for each label and type, 10,000 rows a transaction.
func BenchmarkDriver(b *testing.B) {
	o := server(b)
	run := direct(b, o)
	store := mustOpen(b, o)
	mustSyncStory(b, store) // the constraints
	d, err := driver.NewDriverWithContext(o.URI, driver.BasicAuth(o.User, o.Password, ""))
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close(context.Background())
	g := loadtest.Random(benchEntities, benchRelations)
	nodes, edges := map[string][]any{}, map[string][]any{}
	for _, n := range g.Nodes {
		nodes[n.Labels[1]] = append(nodes[n.Labels[1]], map[string]any{"id": n.ID, "props": n.Props})
	}
	for _, e := range g.Edges {
		edges[e.Type] = append(edges[e.Type], map[string]any{"id": e.ID, "from": e.From, "to": e.To, "props": e.Props})
	}
	name := "bench-" + rand.Text()
	batches := func(query string, rows []any) {
		session := d.NewSession(context.Background(), driver.SessionConfig{})
		defer session.Close(context.Background())
		for len(rows) > 0 {
			n := min(len(rows), 10_000)
			params := map[string]any{"graph": name, "rows": rows[:n]}
			rows = rows[n:]
			_, err := session.ExecuteWrite(context.Background(), func(tx driver.ManagedTransaction) (any, error) {
				r, err := tx.Run(context.Background(), query, params)
				if err != nil {
					return nil, err
				}
				return r.Consume(context.Background())
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	for b.Loop() {
		for label, rows := range nodes {
			batches("UNWIND $rows AS row MERGE (n:Entity {graph: $graph, id: row.id}) ON CREATE SET n += row.props, n:"+label, rows)
		}
		for kind, rows := range edges {
			batches("UNWIND $rows AS row MATCH (a:Entity {graph: $graph, id: row.from}) MATCH (b:Entity {graph: $graph, id: row.to}) MERGE (a)-[r:"+
				kind+" {graph: $graph, id: row.id}]->(b) ON CREATE SET r += row.props", rows)
		}
		b.StopTimer()
		run("MATCH (n:Entity {graph: $graph}) DETACH DELETE n", map[string]any{"graph": name})
		b.StartTimer()
	}
	b.ReportMetric(float64(len(g.Nodes)+len(g.Edges))*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
