package loadtest

import (
	"testing"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// Bench measures a first load, a load that has nothing to say, and a dump, of a
// graph of that many entities and relations, in rows (nodes and edges) a second.
func Bench(b *testing.B, open func(b *testing.B) load.Store, entities, relations int) {
	g := Random(entities, relations)
	rows := float64(len(g.Nodes) + len(g.Edges))
	report := func(b *testing.B) { b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s") }
	b.Run("first", func(b *testing.B) {
		store := open(b)
		for b.Loop() {
			mustLoad(b, store, g, len(g.Nodes)+len(g.Edges))
			b.StopTimer()
			mustLoad(b, store, schema.Graph{}, len(g.Nodes)+len(g.Edges))
			b.StartTimer()
		}
		report(b)
	})
	store := open(b)
	mustLoad(b, store, g, len(g.Nodes)+len(g.Edges))
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			mustLoad(b, store, g, 0)
		}
		report(b)
	})
}

func mustLoad(b *testing.B, store load.Store, g schema.Graph, writes int) {
	b.Helper()
	counts, err := load.Sync(b.Context(), store, load.Of(g), "")
	if err != nil {
		b.Fatal(err)
	}
	if counts.Writes() != writes {
		b.Fatalf("%d writes, want %d", counts.Writes(), writes)
	}
}
