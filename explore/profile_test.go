package explore_test

import (
	"encoding/json"
	"strings"
	"testing"

	"backchannel/explore"
	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j/neo4jtest"
	"backchannel/schema"
)

// The plan of every question goes by an index, and what a question about somebody
// touches does not grow with the rest of the graph.
func TestProfile(t *testing.T) {
	server, name := neo4jtest.Open(t, "the plans of the questions in Cypher", loadtest.Story())
	measure := func() map[string]int64 {
		out := map[string]int64{}
		for _, a := range asked {
			q, err := explore.Find(a.name)
			if err != nil {
				t.Fatal(err)
			}
			given := map[string]any{"graph": name}
			for _, p := range q.Params {
				if given[p.Name] = p.Default; a.params[p.Name] != "" && p.Name != "limit" {
					given[p.Name] = strings.ToLower(a.params[p.Name])
				}
			}
			params, _ := json.Marshal(a.params)
			scans, hits := neo4jtest.Profile(t, q.Text["cypher"], given)
			if len(scans) > 0 {
				t.Errorf("%s %s: the plan has %v", a.name, params, scans)
			}
			if a.params["name"] != "" || a.params["month"] != "" {
				out[a.name+" "+string(params)] = hits
			}
		}
		return out
	}
	small := measure()
	story, more := loadtest.Story(), loadtest.Random(3000, 6000)
	grown := schema.Graph{Nodes: append(story.Nodes, more.Nodes...), Edges: append(story.Edges, more.Edges...)}
	if _, err := load.Sync(t.Context(), server, load.Of(grown), ""); err != nil {
		t.Fatal(err)
	}
	large := measure()
	if len(small) < 10 {
		t.Fatalf("only %d questions name somebody", len(small))
	}
	for question, before := range small {
		if after := large[question]; after > 2*before+200 {
			t.Errorf("%s: %d hits in a small graph, %d with %d more nodes beside it", question, before, after, len(more.Nodes))
		}
	}
}
