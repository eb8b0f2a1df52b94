package loadtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// testOrder: a store yields what it holds by the bytes of the ids, over the borders
// of pages and labels, whatever letters the ids have and however long they are.
func testOrder(t *testing.T, fresh New) {
	store := fresh(t)(t)
	g := Random(2500, 1200)
	long := strings.Repeat("entity/000100", 100)
	for i, id := range []string{
		"!", "~", "é", "z", "Z", "\uffee", "\U0001f54a", "\u4e00", "a", "aa", "a\x00", "a\u0301", long, long + "b", long + "a", long + "a#p1", long[:200], long[:199], long[:201] + "zz",
		strings.Repeat("ж", 99) + "éa", strings.Repeat("ж", 600) + "a", strings.Repeat("ж", 600) + "A", strings.Repeat("ж", 99) + "日a", strings.Repeat("ж", 99) + "日" + long,
	} {
		label := load.Labels[i%len(load.Labels)]
		n := schema.Node{ID: id, Labels: []string{label}, Props: map[string]any{"name": "n"}}
		if label == schema.LabelEntity {
			n.Labels = append(n.Labels, "Person")
		}
		g.Nodes = append(g.Nodes, n)
		g.Edges = append(g.Edges, schema.Edge{ID: id, Type: "MET_WITH", From: "entity/000000", To: "entity/000001"})
	}
	mustSync(t, store, g)
	check := func(what string, have, want []string) {
		t.Helper()
		slices.Sort(want)
		if !slices.Equal(have, want) {
			t.Errorf("%s: %d ids, want %d; first difference %s", what, len(have), len(want), firstDifference(have, want))
		}
	}
	var have, want []string
	for n, err := range store.Nodes(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		have = append(have, n.ID)
	}
	for _, n := range g.Nodes {
		want = append(want, n.ID)
	}
	check("nodes", have, want)
	have, want = nil, nil
	for e, err := range store.Edges(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		have = append(have, e.ID)
	}
	for _, e := range g.Edges {
		want = append(want, e.ID)
	}
	check("edges", have, want)
}

func firstDifference(have, want []string) string {
	for i := range min(len(have), len(want)) {
		if have[i] != want[i] {
			return fmt.Sprintf("at %d: %.60q, want %.60q", i, have[i], want[i])
		}
	}
	return "at the end"
}

var errDies = errors.New("this store dies")

// dying is a store that dies in its nth Apply.
type dying struct {
	load.Store
	left int                             // calls of Apply until it dies
	part func(c load.Change) load.Change // what it still does
}

func (d *dying) Apply(ctx context.Context, c load.Change) error {
	if d.left--; d.left == 0 {
		return errors.Join(errDies, d.Store.Apply(ctx, d.part(c)))
	}
	return d.Store.Apply(ctx, c)
}

// testDies: whatever a Sync has done when it dies, it leaves no mark, and the next
// one completes it.
func testDies(t *testing.T, fresh New) {
	from, to := Story(), Story()
	gone := func(id string) bool { return strings.HasPrefix(id, "amman") }
	to.Nodes = slices.DeleteFunc(to.Nodes, func(n schema.Node) bool { return gone(n.ID) })
	to.Edges = slices.DeleteFunc(to.Edges, func(e schema.Edge) bool { return gone(e.From) || gone(e.To) })
	node(&to, "Q30").Labels[1] = "Organization"
	node(&to, "Q159").Props["mentions"] = int64(99)
	edge(&to, "THREATENED").To = "Q43"
	edge(&to, "BROKERED").Props["score"] = 0.1
	summit := node(&to, "event/g-20-summit") // becomes another kind
	summit.Labels, summit.Props = []string{schema.LabelDocument}, map[string]any{"name": "G-20"}
	to.Edges = slices.DeleteFunc(to.Edges, func(e schema.Edge) bool { return e.From == summit.ID || e.To == summit.ID })
	more := Random(300, 600)
	to.Nodes, to.Edges = append(to.Nodes, more.Nodes...), append(to.Edges, more.Edges...)
	to.Sort()

	half := func(c load.Change) load.Change {
		return load.Change{NewNodes: c.NewNodes[len(c.NewNodes)/2:], Nodes: c.Nodes[:len(c.Nodes)/2], DropEdges: c.DropEdges[:len(c.DropEdges)/2], Was: c.Was}
	}
	parts := []struct {
		name string
		part func(load.Change) load.Change
	}{
		{"before it writes", func(load.Change) load.Change { return load.Change{} }},
		{"edges away", func(c load.Change) load.Change { return load.Change{DropEdges: c.DropEdges} }},
		{"edges and nodes away", func(c load.Change) load.Change {
			return load.Change{DropEdges: c.DropEdges, DropNodes: c.DropNodes}
		}},
		{"half", half},
		{"all but the edges", func(c load.Change) load.Change { c.NewEdges, c.Edges = nil, nil; return c }},
		{"when it has written", func(c load.Change) load.Change { return c }},
	}
	for _, p := range parts {
		t.Run(p.name, func(t *testing.T) {
			store := fresh(t)(t)
			for _, g := range []schema.Graph{from, to, from, {}} { // there, back, and away
				mark := fmt.Sprint(len(g.Nodes))
				died := false
				for call := 1; ; call++ {
					_, err := load.Sync(t.Context(), &dying{store, call, p.part}, load.Of(g), mark)
					if err == nil {
						break
					}
					if !errors.Is(err, errDies) {
						t.Fatal(err)
					}
					died = true
					checkMark(t, store, "")
				}
				if !died {
					t.Error("it did not die")
				}
				checkHolds(t, store, g)
				checkMark(t, store, mark)
			}
		})
	}
}

// testPieces: what is too large for one Apply is written in several, and completed
// when one of them dies.
func testPieces(t *testing.T, fresh New) {
	store := fresh(t)(t)
	g := Random(21_000, 22_000)
	half := func(c load.Change) load.Change {
		return load.Change{NewNodes: c.NewNodes[len(c.NewNodes)/2:], NewEdges: c.NewEdges[len(c.NewEdges)/2:], DropEdges: c.DropEdges, DropNodes: c.DropNodes[len(c.DropNodes)/2:]}
	}
	for _, to := range []schema.Graph{g, {}} {
		if _, err := load.Sync(t.Context(), &dying{store, 2, half}, load.Of(to), "whole"); !errors.Is(err, errDies) {
			t.Fatalf("error %v, want one from the second piece", err)
		}
		checkMark(t, store, "")
		counts, err := load.Sync(t.Context(), store, load.Of(to), "whole")
		if all := len(g.Nodes) + len(g.Edges); err != nil || counts.Writes() == 0 || counts.Writes() >= all {
			t.Errorf("%+v, %v; want what the other left of %d", counts, err, all)
		}
		checkHolds(t, store, to)
		checkMark(t, store, "whole")
	}
}

func checkMark(t *testing.T, store load.Store, want string) {
	t.Helper()
	if got, err := store.Mark(t.Context()); err != nil || got != want {
		t.Errorf("mark %q, %v; want %q", got, err, want)
	}
}

// testPatch: a change is written where the store holds what it changes, and nowhere
// else.
func testPatch(t *testing.T, fresh New) {
	store := fresh(t)(t)
	g := Story()
	if _, err := load.Sync(t.Context(), store, load.Of(g), "one"); err != nil {
		t.Fatal(err)
	}
	n := schema.Node{ID: "person/ban-ki-moon", Labels: []string{schema.LabelEntity, "Person"}, Props: map[string]any{"name": "Ban Ki-moon"}}
	e := schema.Edge{ID: "new", Type: "MET_WITH", From: n.ID, To: "Q30"}
	old := *edge(&g, "THREATENED")
	change := load.Change{NewNodes: []schema.Node{n}, NewEdges: []schema.Edge{e}, DropEdges: []schema.Edge{old}}
	for _, from := range []string{"two", ""} {
		if counts, done, err := load.Patch(t.Context(), store, change, from, "three"); err != nil || done || counts.Writes() != 0 {
			t.Errorf("patch from %q: %+v, %v, %v; want nothing done", from, counts, done, err)
		}
	}
	checkHolds(t, store, g)
	checkMark(t, store, "one")

	bad := load.Change{NewEdges: []schema.Edge{{ID: "new", Type: "not a type", From: n.ID, To: "Q30"}}}
	if _, done, err := load.Patch(t.Context(), store, bad, "one", "two"); err == nil || done {
		t.Errorf("a wrong type was written: %v, %v", done, err)
	}
	checkMark(t, store, "one")

	_, done, err := load.Patch(t.Context(), &dying{store, 1, func(c load.Change) load.Change { return load.Change{DropEdges: c.DropEdges} }}, change, "one", "two")
	if !errors.Is(err, errDies) || !done {
		t.Errorf("%v, %v; want it to die", done, err)
	}
	checkMark(t, store, "")
	if _, err := load.Sync(t.Context(), store, load.Of(g), "one"); err != nil {
		t.Fatal(err)
	}

	counts, done, err := load.Patch(t.Context(), store, change, "one", "two")
	want := load.Counts{NodesNew: 1, EdgesNew: 1, EdgesDeleted: 1}
	if err != nil || !done || counts != want {
		t.Errorf("%+v, %v, %v; want %+v", counts, done, err, want)
	}
	g.Nodes, g.Edges = append(g.Nodes, n), append(slices.DeleteFunc(g.Edges, func(e schema.Edge) bool { return e.ID == old.ID }), e)
	g.Sort()
	checkHolds(t, store, g)
	checkMark(t, store, "two")
}
