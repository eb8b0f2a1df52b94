// Package loadtest is the one suite that every store passes, and the graphs that
// it loads.
package loadtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// New makes an empty place for a graph, and returns what opens a store on it, as
// often as it is called. Both fail the test when they cannot.
type New func(t *testing.T) (open func(t *testing.T) load.Store)

// Run is the suite. batch is how many rows the store writes at once, for the test
// that crosses the border; a store without batches gives any small number.
func Run(t *testing.T, fresh New, batch int) {
	t.Run("empty", func(t *testing.T) {
		store := fresh(t)(t)
		checkSync(t, store, schema.Graph{}, 0)
		checkHolds(t, store, schema.Graph{})
	})
	t.Run("load", func(t *testing.T) {
		open := fresh(t)
		store := open(t)
		g := Story()
		counts := mustSync(t, store, g)
		want := load.Counts{Nodes: len(g.Nodes), Edges: len(g.Edges), NodesNew: len(g.Nodes), EdgesNew: len(g.Edges)}
		if counts != want {
			t.Errorf("counts %+v, want %+v", counts, want)
		}
		checkHolds(t, store, g)
		checkHolds(t, open(t), g)
	})
	t.Run("twice is once", func(t *testing.T) {
		open := fresh(t)
		mustSync(t, open(t), Story())
		checkSync(t, open(t), Story(), 0)
		checkHolds(t, open(t), Story())
	})
	t.Run("apply twice is once", func(t *testing.T) {
		store := fresh(t)(t)
		g := Story()
		change := load.Change{Nodes: g.Nodes, Edges: g.Edges}
		for range 2 {
			if err := store.Apply(t.Context(), change); err != nil {
				t.Fatal(err)
			}
			checkHolds(t, store, g)
		}
		drop := load.Change{DropNodes: g.Nodes, DropEdges: g.Edges}
		for range 2 {
			if err := store.Apply(t.Context(), drop); err != nil {
				t.Fatal(err)
			}
			checkHolds(t, store, schema.Graph{})
		}
	})
	t.Run("any order", func(t *testing.T) {
		store := fresh(t)(t)
		g := Story()
		r := rand.New(rand.NewPCG(1, 2))
		r.Shuffle(len(g.Nodes), func(i, j int) { g.Nodes[i], g.Nodes[j] = g.Nodes[j], g.Nodes[i] })
		r.Shuffle(len(g.Edges), func(i, j int) { g.Edges[i], g.Edges[j] = g.Edges[j], g.Edges[i] })
		g.Nodes = append(g.Nodes, g.Nodes[0]) // said twice is said once
		g.Edges = append(g.Edges, g.Edges[0])
		mustSync(t, store, g)
		checkHolds(t, store, Story())
	})
	t.Run("change", func(t *testing.T) { testChange(t, fresh) })
	t.Run("delete", func(t *testing.T) { testDelete(t, fresh) })
	t.Run("text", func(t *testing.T) { testText(t, fresh) })
	t.Run("values", func(t *testing.T) { testValues(t, fresh) })
	t.Run("batches", func(t *testing.T) { testBatches(t, fresh, batch) })
	t.Run("refused", func(t *testing.T) { testRefused(t, fresh) })
	t.Run("mark", func(t *testing.T) { testMark(t, fresh) })
	t.Run("order", func(t *testing.T) { testOrder(t, fresh) })
	t.Run("dies in its midst", func(t *testing.T) { testDies(t, fresh) })
	t.Run("in pieces", func(t *testing.T) { testPieces(t, fresh) })
	t.Run("patch", func(t *testing.T) { testPatch(t, fresh) })
	t.Run("add", func(t *testing.T) { testAdd(t, fresh) })
	t.Run("verify", func(t *testing.T) { testVerify(t, fresh) })
	t.Run("canceled", func(t *testing.T) { testCanceled(t, fresh) })
}

func testChange(t *testing.T, fresh New) {
	cases := []struct {
		name   string
		change func(g *schema.Graph)
		want   load.Counts
	}{
		{"a property", func(g *schema.Graph) { node(g, "Q30").Props["mentions"] = int64(15) }, load.Counts{NodesChanged: 1}},
		{"a property goes", func(g *schema.Graph) { delete(node(g, "Q30").Props, "wikidata") }, load.Counts{NodesChanged: 1}},
		{"a property comes", func(g *schema.Graph) { node(g, "Q30").Props["iso3"] = "USA" }, load.Counts{NodesChanged: 1}},
		{"aliases", func(g *schema.Graph) { node(g, "Q30").Props["aliases"] = []string{"America"} }, load.Counts{NodesChanged: 1}},
		{"the type of an entity", func(g *schema.Graph) { node(g, "Q30").Labels = []string{schema.LabelEntity, "Organization"} }, load.Counts{NodesChanged: 1}},
		{"a type of one's own", func(g *schema.Graph) { node(g, "Q30").Labels = []string{schema.LabelEntity, "Alliance2"} }, load.Counts{NodesChanged: 1}},
		{"an edge's property", func(g *schema.Graph) { edge(g, "THREATENED").Props["status"] = "negated" }, load.Counts{EdgesChanged: 1}},
		{"an edge's property goes", func(g *schema.Graph) { delete(edge(g, "THREATENED").Props, "start") }, load.Counts{EdgesChanged: 1}},
		{"an edge's end", func(g *schema.Graph) { edge(g, "THREATENED").To = "Q43" }, load.Counts{EdgesChanged: 1}},
		{"an edge's type", func(g *schema.Graph) { edge(g, "THREATENED").Type = "ASKED" }, load.Counts{EdgesChanged: 1}},
		{"a node becomes another kind", func(g *schema.Graph) {
			n := node(g, "event/g-20-summit")
			n.Labels, n.Props = []string{schema.LabelDocument}, map[string]any{"name": "G-20"}
			g.Edges = slices.DeleteFunc(g.Edges, func(e schema.Edge) bool { return e.From == n.ID || e.To == n.ID })
		}, load.Counts{NodesChanged: 1, EdgesDeleted: 1}},
	}
	store := fresh(t)(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			mustSync(t, store, Story())
			g := Story()
			c.change(&g)
			g.Sort()
			counts := mustSync(t, store, g)
			c.want.Nodes, c.want.Edges = len(g.Nodes), len(g.Edges)
			if counts != c.want {
				t.Errorf("counts %+v, want %+v", counts, c.want)
			}
			checkHolds(t, store, g)
			checkSync(t, store, g, 0)
		})
	}
}

func testDelete(t *testing.T, fresh New) {
	store := fresh(t)(t)
	g := Story()
	mustSync(t, store, g)
	gone := func(id string) bool { return id == "amman" || strings.HasPrefix(id, "amman#") }
	g.Nodes = slices.DeleteFunc(g.Nodes, func(n schema.Node) bool { return gone(n.ID) })
	g.Edges = slices.DeleteFunc(g.Edges, func(e schema.Edge) bool { return gone(e.From) || gone(e.To) })
	counts := mustSync(t, store, g)
	if counts.NodesDeleted != 3 || counts.EdgesDeleted == 0 || counts.Writes() != counts.NodesDeleted+counts.EdgesDeleted {
		t.Errorf("counts %+v: want 3 nodes and their edges deleted, nothing else", counts)
	}
	checkHolds(t, store, g)
	mustSync(t, store, schema.Graph{})
	checkHolds(t, store, schema.Graph{})
	mustSync(t, store, Story())
	checkHolds(t, store, Story())
}

// Texts that break what is not careful.
var Texts = []string{
	"", " ", "\x00", "a\x00b", "\n\r\t", `"`, `'`, "`", "``", `\`, `\u0041`, `'; DROP TABLE entities; --`, "`}) DETACH DELETE n //", "$name", "{id: 1}", "%s%d", ":x", "?",
	"Лавров", "王毅", "عبد الله", "e\u0301 é", "İı", "🇺🇸👩‍👩‍👧", "\u2028\u2029\ufeff\ufffd", "\U0010ffff", "<a href=\"x\">&amp;</a>",
	strings.Repeat("a", 10000), strings.Repeat("Ж", 10000), strings.Repeat("word ", 20000),
}

func testText(t *testing.T, fresh New) {
	store := fresh(t)(t)
	var g schema.Graph
	for i, text := range Texts {
		// As a property of every kind, and as an id where it may be one.
		for _, id := range []string{fmt.Sprint("n", i), text} {
			if id == "" {
				continue
			}
			g.Nodes = append(g.Nodes, schema.Node{ID: id + "/e", Labels: []string{schema.LabelEntity, "Person"}, Props: map[string]any{"name": text, "aliases": []string{text, "x", text}}})
			g.Nodes = append(g.Nodes, schema.Node{ID: id + "/c", Labels: []string{schema.LabelChunk}, Props: map[string]any{"name": text, "text": text}})
			short := strings.ToValidUTF8(text[:min(len(text), load.MaxIndexed)], "")
			g.Nodes = append(g.Nodes, schema.Node{ID: id + "/v", Labels: []string{schema.LabelEvent}, Props: map[string]any{"name": text, "type": short, "start": short, "plover": text}})
			g.Edges = append(g.Edges,
				schema.Edge{ID: id + "/1", Type: schema.EdgeFromChunk, From: id + "/e", To: id + "/c", Props: map[string]any{}},
				schema.Edge{ID: id + "/2", Type: "MET_WITH", From: id + "/e", To: id + "/e", Props: map[string]any{"title": text, "chunks": []string{text}}})
		}
	}
	g.Sort()
	mustSync(t, store, g)
	checkHolds(t, store, g)
	checkSync(t, store, g, 0)
	mustSync(t, store, schema.Graph{})
	checkHolds(t, store, schema.Graph{})
}

func testValues(t *testing.T, fresh New) {
	store := fresh(t)(t)
	var g schema.Graph
	for i, v := range []int64{0, 1, -1, math.MaxInt32 + 1, math.MaxInt64, math.MinInt64} {
		g.Nodes = append(g.Nodes, schema.Node{ID: fmt.Sprint("integer", i), Labels: []string{schema.LabelEntity, "Person"}, Props: map[string]any{"mentions": v}})
	}
	for i, v := range []float64{0, 1, -1, 0.1, 1.0 / 3, 1e300, 5e-324, math.MaxFloat64, 1 << 60} {
		g.Nodes = append(g.Nodes, schema.Node{ID: fmt.Sprint("number", i), Labels: []string{schema.LabelEvent}, Props: map[string]any{"score": v}})
	}
	for i, v := range [][]string{{}, {""}, {"a"}, {"b", "a", "b"}} {
		g.Nodes = append(g.Nodes, schema.Node{ID: fmt.Sprint("list", i), Labels: []string{schema.LabelEntity, "Person"}, Props: map[string]any{"aliases": v}})
	}
	g.Nodes = append(g.Nodes, schema.Node{ID: "none", Labels: []string{schema.LabelDocument}, Props: map[string]any{}})
	g.Sort()
	mustSync(t, store, g)
	checkHolds(t, store, g)

	// What nothing says is the same as nothing.
	unset := schema.Graph{Nodes: slices.Clone(g.Nodes)}
	for i, n := range unset.Nodes {
		switch n.ID {
		case "none":
			unset.Nodes[i].Props = nil
		case "list0":
			unset.Nodes[i].Props = map[string]any{"aliases": []string(nil)}
		}
	}
	checkSync(t, store, unset, 0)
}

func testBatches(t *testing.T, fresh New, batch int) {
	store := fresh(t)(t)
	for _, n := range []int{batch - 1, batch, batch + 1, 2*batch + 1} {
		g := Random(n, 2*n)
		mustSync(t, store, g)
		checkHolds(t, store, g)
	}
	g := Random(batch-1, 1)
	mustSync(t, store, g)
	checkHolds(t, store, g)
}

func testRefused(t *testing.T, fresh New) {
	store := fresh(t)(t)
	mustSync(t, store, Story())
	cases := []struct {
		name  string
		spoil func(g *schema.Graph)
		says  string
	}{
		{"an edge to nowhere", func(g *schema.Graph) { edge(g, "THREATENED").To = "Q0" }, `no node "Q0"`},
		{"an edge to another kind", func(g *schema.Graph) { edge(g, "THREATENED").To = "geneva" }, "goes from Entity to Entity"},
		{"a type that is a query", func(g *schema.Graph) { edge(g, "THREATENED").Type = "X]->() DELETE n //" }, "upper snake case"},
		{"a type in lower case", func(g *schema.Graph) { edge(g, "THREATENED").Type = "threatened" }, "upper snake case"},
		{"a label that is a query", func(g *schema.Graph) { node(g, "Q30").Labels[1] = "X) DELETE n //" }, "not an identifier"},
		{"no label", func(g *schema.Graph) { node(g, "Q30").Labels = nil }, "no label"},
		{"an entity without type", func(g *schema.Graph) { node(g, "Q30").Labels = []string{"Entity"} }, "second label"},
		{"an unknown label", func(g *schema.Graph) { node(g, "Q30").Labels = []string{"Thing"} }, "Thing"},
		{"no id", func(g *schema.Graph) { g.Nodes = append(g.Nodes, schema.Node{Labels: []string{"Event"}}) }, "id is empty"},
		{"an unknown property", func(g *schema.Graph) { node(g, "Q30").Props["colour"] = "red" }, "colour"},
		{"a value of another type", func(g *schema.Graph) { node(g, "Q30").Props["mentions"] = "four" }, "mentions must be int64"},
		{"too long for an index", func(g *schema.Graph) {
			g.Nodes = append(g.Nodes, schema.Node{ID: "event/long", Labels: []string{"Event"}, Props: map[string]any{"start": strings.Repeat("1", load.MaxIndexed+1)}})
		}, "can be indexed"},
		{"not UTF-8", func(g *schema.Graph) { node(g, "Q30").Props["name"] = "\xff" }, "UTF-8"},
		{"not a number", func(g *schema.Graph) { edge(g, "THREATENED").Props["score"] = math.NaN() }, "finite"},
		{"two nodes of one id", func(g *schema.Graph) {
			g.Nodes = append(g.Nodes, schema.Node{ID: "Q30", Labels: []string{"Entity", "Country"}, Props: map[string]any{"name": "Other"}})
		}, "two different nodes"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g := Story()
			c.spoil(&g)
			_, err := load.Sync(t.Context(), store, load.Of(g), "")
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v, want one that says %q", err, c.says)
			}
		})
	}
	checkHolds(t, store, Story())
}

// testMark: a mark stays while the store holds what it held, and is no part of the
// graph.
func testMark(t *testing.T, fresh New) {
	open := fresh(t)
	check := func(want string) {
		t.Helper()
		if got, err := open(t).Mark(t.Context()); err != nil || got != want {
			t.Errorf("mark %q, %v; want %q", got, err, want)
		}
	}
	sync := func(g schema.Graph, mark string) {
		t.Helper()
		if _, err := load.Sync(t.Context(), open(t), load.Of(g), mark); err != nil {
			t.Fatal(err)
		}
	}
	check("")
	sync(Story(), "one")
	check("one")
	checkHolds(t, open(t), Story())
	sync(Story(), "two")
	check("two")
	g := Story()
	if err := open(t).Apply(t.Context(), load.Change{DropEdges: g.Edges[:1]}); err != nil {
		t.Fatal(err)
	}
	check("")
	// Nor is the old mark believed when a Sync dies with as many rows as there were.
	changed := Story()
	node(&changed, "Q30").Props["mentions"] = int64(99)
	_, err := load.Sync(t.Context(), &dying{open(t), 1, func(c load.Change) load.Change { return c }}, load.Of(changed), "three")
	if !errors.Is(err, errDies) {
		t.Fatal(err)
	}
	check("")
	sync(Story(), "two")
	check("two")
	sync(schema.Graph{}, "")
	check("")
}

func testCanceled(t *testing.T, fresh New) {
	store := fresh(t)(t)
	mustSync(t, store, Story())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := load.Sync(ctx, store, load.Of(schema.Graph{}), ""); !errors.Is(err, context.Canceled) {
		t.Errorf("sync after cancel: error %v, want context.Canceled", err)
	}
	g := Story()
	if err := store.Apply(ctx, load.Change{DropNodes: g.Nodes, DropEdges: g.Edges}); !errors.Is(err, context.Canceled) {
		t.Errorf("apply after cancel: error %v, want context.Canceled", err)
	}
	checkHolds(t, store, g)
}

func node(g *schema.Graph, id string) *schema.Node {
	for i := range g.Nodes {
		if g.Nodes[i].ID == id {
			return &g.Nodes[i]
		}
	}
	panic("no node " + id)
}

// edge is the first edge of a type.
func edge(g *schema.Graph, kind string) *schema.Edge {
	for i := range g.Edges {
		if g.Edges[i].Type == kind {
			return &g.Edges[i]
		}
	}
	panic("no edge " + kind)
}

func mustSync(t *testing.T, store load.Store, g schema.Graph) load.Counts {
	t.Helper()
	counts, err := load.Sync(t.Context(), store, load.Of(g), "")
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

func checkSync(t *testing.T, store load.Store, g schema.Graph, writes int) {
	t.Helper()
	if counts := mustSync(t, store, g); counts.Writes() != writes {
		t.Errorf("sync wrote %d (%+v), want %d", counts.Writes(), counts, writes)
	}
}

// checkHolds compares the store's dump with the graph, and the graph read from the
// dump with the one that the store yields: nothing is lost on the way.
func checkHolds(t *testing.T, store load.Store, want schema.Graph) {
	t.Helper()
	var have, wanted bytes.Buffer
	if err := load.Dump(t.Context(), store, &have); err != nil {
		t.Fatal(err)
	}
	if err := load.Write(&wanted, load.Of(want)); err != nil {
		t.Fatal(err)
	}
	if have.String() != wanted.String() {
		t.Errorf("dump differs from the graph (-graph +store):\n%s", diff(wanted.String(), have.String()))
		return
	}
	read, err := load.Read(&have)
	if err != nil {
		t.Fatal(err)
	}
	yielded, err := load.Fetch(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(read, yielded); d != "" {
		t.Errorf("the store's values differ from the dump's in type (-dump +store):\n%s", d)
	}
}

// diff lists the lines of which only one text has, cut to what a person can read.
func diff(want, have string) string {
	w, h := strings.Split(want, "\n"), strings.Split(have, "\n")
	var out []string
	only := func(mark string, lines, others []string) {
		set := map[string]bool{}
		for _, l := range others {
			set[l] = true
		}
		for _, l := range lines {
			if !set[l] {
				out = append(out, fmt.Sprintf("%s %.300s", mark, l))
			}
		}
	}
	only("-", w, h)
	only("+", h, w)
	if len(out) > 20 {
		out = append(out[:20], fmt.Sprintf("… %d more", len(out)-20))
	}
	return strings.Join(out, "\n")
}
