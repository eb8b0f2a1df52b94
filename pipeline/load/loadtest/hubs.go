package loadtest

import (
	"cmp"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"

	"backchannel/schema"
)

// Hubs is a graph for measurements, made while it is read: entities, and relations of
// which a few entities have most (zipf). It takes 16 bytes of memory a relation.
type Hubs struct {
	entities int
	edges    []hubEdge
}

type hubEdge struct{ kind, from, to, number uint32 }

var (
	hubKinds  = []string{"AGREED_WITH", "AIDED", "CRITICIZED", "MET_WITH", "SUPPORTED", "THREATENED"} // sorted, as ids begin with them
	hubLabels = []string{"City", "Country", "Organization", "Person"}
)

// NewHubs makes the same graph for the same numbers.
func NewHubs(entities, relations int) *Hubs {
	r := rand.New(rand.NewPCG(1, uint64(entities)<<32|uint64(relations)))
	z := rand.NewZipf(r, 1.2, 8, uint64(entities-1))
	h := &Hubs{entities: entities, edges: make([]hubEdge, relations)}
	for i := range h.edges {
		h.edges[i] = hubEdge{uint32(i % len(hubKinds)), uint32(z.Uint64()), uint32(r.IntN(entities)), uint32(i)}
	}
	slices.SortFunc(h.edges, func(a, b hubEdge) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.number, b.number))
	})
	return h
}

// Size is the number of nodes and edges.
func (h *Hubs) Size() int { return h.entities + len(h.edges) }

func hubID(n uint32) string { return fmt.Sprintf("entity/%07d", n) }

// Nodes is that of load.Rows.
func (h *Hubs) Nodes() iter.Seq2[schema.Node, error] {
	return func(yield func(schema.Node, error) bool) {
		for i := range h.entities {
			n := schema.Node{ID: hubID(uint32(i)), Labels: []string{schema.LabelEntity, hubLabels[i%len(hubLabels)]}, Props: map[string]any{
				"name": fmt.Sprint("Entity ", i), "aliases": []string{fmt.Sprint("E", i)}, "mentions": int64(i), "first_seen": "2016-08-24", "last_seen": "2017-05-04",
			}}
			if !yield(n, nil) {
				return
			}
		}
	}
}

// Edges is that of load.Rows.
func (h *Hubs) Edges() iter.Seq2[schema.Edge, error] {
	return func(yield func(schema.Edge, error) bool) {
		for _, e := range h.edges {
			kind, from, to := hubKinds[e.kind], hubID(e.from), hubID(e.to)
			edge := schema.Edge{ID: fmt.Sprintf("%s|%s|%s|event/%08d", kind, from, to, e.number), Type: kind, From: from, To: to, Props: map[string]any{
				"event": fmt.Sprintf("event/%08d", e.number), "status": "actual", "start": "2016-08-26", "sources": int64(1 + e.number%3), "score": float64(e.number%100) / 100,
			}}
			if !yield(edge, nil) {
				return
			}
		}
	}
}
