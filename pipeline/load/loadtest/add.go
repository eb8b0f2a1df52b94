package loadtest

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// testAdd: rows that several add at once, in any order, some of them twice, make the
// same graph as a Sync, and stand beside what the store held.
func testAdd(t *testing.T, fresh New) {
	open := fresh(t)
	before := Story()
	if _, err := load.Sync(t.Context(), open(t), load.Of(before), "one"); err != nil {
		t.Fatal(err)
	}
	g := Random(400, 3000)
	const writers = 3
	add := func(nodes bool) {
		t.Helper()
		var lines [writers]schema.Graph
		for i := range writers {
			// Every second one is in two shares.
			for j := range len(g.Nodes) {
				if nodes && (j%writers == i || j%2 == 0 && (j+1)%writers == i) {
					lines[i].Nodes = append(lines[i].Nodes, g.Nodes[j])
				}
			}
			for j := range len(g.Edges) {
				if !nodes && (j%writers == i || j%2 == 0 && (j+1)%writers == i) {
					lines[i].Edges = append(lines[i].Edges, g.Edges[j])
				}
			}
		}
		var wg sync.WaitGroup
		for _, share := range lines {
			store := open(t)
			wg.Go(func() {
				var in bytes.Buffer
				if err := load.Write(&in, load.Of(share)); err != nil {
					t.Error(err)
				}
				if n, err := load.Add(context.WithoutCancel(t.Context()), store, &in, nodes); err != nil || n != len(share.Nodes)+len(share.Edges) {
					t.Errorf("%d added, %v; want %d", n, err, len(share.Nodes)+len(share.Edges))
				}
			})
		}
		wg.Wait()
	}
	add(true)
	add(false)
	add(false)
	want := schema.Graph{Nodes: append(before.Nodes, g.Nodes...), Edges: append(before.Edges, g.Edges...)}
	want.Sort()
	checkHolds(t, open(t), want)
	checkMark(t, open(t), "")

	if _, err := load.Add(t.Context(), open(t), strings.NewReader(`{"id":"x","type":"MET_WITH","from":"Q30","to":"Q0","props":{}}`), false); err == nil || !strings.Contains(err.Error(), `no node "Q0"`) {
		t.Errorf("an edge to nowhere: %v", err)
	}
	checkHolds(t, open(t), want)
}
