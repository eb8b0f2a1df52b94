package export

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j/neo4jtest"
	"backchannel/schema"
)

// The retrievers of neo4j-graphrag find the chunk that answers a question and walk
// from it to the events; the graph stays as it was.
func TestGraphRAG(t *testing.T) {
	server, name := neo4jtest.Open(t, "the retrievers of neo4j-graphrag", loadtest.Story())
	before := mustFetch(t, server)
	type answer struct {
		Chunk, Document string
		Events          []string
	}
	var have struct{ Hybrid, Vector []answer }
	python(t, &have, "retrieve.py", name, "Who agreed on de-escalation zones in Astana?")
	for how, answers := range map[string][]answer{"hybrid": have.Hybrid, "vector": have.Vector} {
		if len(answers) == 0 {
			t.Errorf("%s: nothing found", how)
			continue
		}
		first := answers[0]
		if first.Chunk != "astana#p1" || first.Document != "Three guarantors, four zones" || !slices.Contains(first.Events, "Russia agreed on de-escalation zones") {
			t.Errorf("%s: the first answer is %+v", how, first)
		}
	}
	if d := cmp.Diff(before, mustFetch(t, server)); d != "" {
		t.Errorf("the graph is another than before (-before +after):\n%s", d)
	}
}

func mustFetch(t *testing.T, store load.Store) schema.Graph {
	t.Helper()
	g, err := load.Fetch(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	return g
}
