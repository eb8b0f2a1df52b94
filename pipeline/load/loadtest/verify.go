package loadtest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// testVerify: what somebody changed in a store is found, also where its mark and its
// counts say that all is well, and mended by the next Sync.
func testVerify(t *testing.T, fresh New) {
	store := fresh(t)(t)
	check := func(what string, want ...load.Mismatch) {
		t.Helper()
		kinds, differ, err := load.Verify(t.Context(), store, load.Of(Story()))
		if err != nil || kinds < 20 {
			t.Fatalf("%s: %d kinds compared, %v", what, kinds, err)
		}
		if d := cmp.Diff(want, differ); d != "" {
			t.Errorf("%s (-want +have):\n%s", what, d)
		}
	}
	sync := func() {
		t.Helper()
		if _, err := load.Sync(t.Context(), store, load.Of(Story()), "one"); err != nil {
			t.Fatal(err)
		}
	}
	sync()
	check("as it was loaded")

	g := Story()
	country, threat := node(&g, "Q30"), edge(&g, "THREATENED")
	country.Props["mentions"] = int64(99)
	threat.Props["status"] = "negated"
	if err := store.Apply(t.Context(), load.Change{Nodes: []schema.Node{*country}, Edges: []schema.Edge{*threat}}); err != nil {
		t.Fatal(err)
	}
	check("properties", load.Mismatch{Kind: "Entity Country", Graph: 7, Store: 7}, load.Mismatch{Kind: "THREATENED", Graph: 1, Store: 1})
	sync()
	check("properties, mended")

	more := schema.Node{ID: "x", Labels: []string{schema.LabelEntity, "Alliance2"}, Props: map[string]any{"name": "X"}}
	if err := store.Apply(t.Context(), load.Change{DropEdges: []schema.Edge{*threat}, NewNodes: []schema.Node{more}}); err != nil {
		t.Fatal(err)
	}
	check("more and less", load.Mismatch{Kind: "Entity Alliance2", Store: 1}, load.Mismatch{Kind: "THREATENED", Graph: 1})
	sync()
	check("more and less, mended")
}
