package load

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"iter"
	"maps"
	"slices"

	"backchannel/schema"
)

// Rows is a graph as two sequences, each sorted by the bytes of the ids, each id
// once. Both may be ranged over several times. An error ends a sequence.
type Rows interface {
	Nodes() iter.Seq2[schema.Node, error]
	Edges() iter.Seq2[schema.Edge, error]
}

// Of is a graph in memory as Rows, in whatever order it is. The same node or edge
// may stand in it twice, but not two different ones of one id.
func Of(g schema.Graph) Rows {
	g = schema.Graph{Nodes: slices.Clone(g.Nodes), Edges: slices.Clone(g.Edges)}
	g.Sort()
	return graph{g}
}

type graph struct{ g schema.Graph }

func (g graph) Nodes() iter.Seq2[schema.Node, error] {
	return once("nodes", g.g.Nodes, nodeID, func(a, b schema.Node) bool {
		return slices.Equal(a.Labels, b.Labels) && sameProps(plain(a.Props), plain(b.Props))
	})
}

func (g graph) Edges() iter.Seq2[schema.Edge, error] {
	return once("edges", g.g.Edges, edgeID, func(a, b schema.Edge) bool {
		return a.Type == b.Type && a.From == b.From && a.To == b.To && sameProps(plain(a.Props), plain(b.Props))
	})
}

// once yields a sorted list without what is said twice.
func once[T any](what string, list []T, id func(T) string, same func(a, b T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for i, item := range list {
			if i > 0 && id(list[i-1]) == id(item) {
				if same(list[i-1], item) {
					continue
				}
				yield(item, fmt.Errorf("two different %s have the id %s", what, brief(id(item))))
				return
			}
			if !yield(item, nil) {
				return
			}
		}
	}
}

// Difference is what leads from one part of a graph to another, each node and edge
// once in either.
func Difference(from, to schema.Graph) (c Change) {
	to.Sort()
	nodes := map[string]schema.Node{}
	for _, n := range from.Nodes {
		nodes[n.ID] = n
	}
	edges := map[string]schema.Edge{}
	for _, e := range from.Edges {
		edges[e.ID] = e
	}
	for _, n := range to.Nodes {
		was, ok := nodes[n.ID]
		delete(nodes, n.ID)
		switch {
		case !ok:
			c.NewNodes = append(c.NewNodes, n)
		case !slices.Equal(was.Labels, n.Labels) || !sameProps(plain(was.Props), plain(n.Props)):
			c.Nodes = append(c.Nodes, n)
			if !slices.Equal(was.Labels, n.Labels) {
				if c.Was == nil {
					c.Was = map[string][]string{}
				}
				c.Was[n.ID] = was.Labels
			}
		}
	}
	for _, e := range to.Edges {
		was, ok := edges[e.ID]
		delete(edges, e.ID)
		switch {
		case !ok:
			c.NewEdges = append(c.NewEdges, e)
		case was.Type != e.Type || was.From != e.From || was.To != e.To:
			c.DropEdges = append(c.DropEdges, ends(was))
			c.Edges = append(c.Edges, e)
		case !sameProps(plain(was.Props), plain(e.Props)):
			c.Edges = append(c.Edges, e)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(nodes)) {
		c.DropNodes = append(c.DropNodes, schema.Node{ID: id, Labels: nodes[id].Labels})
	}
	for _, id := range slices.Sorted(maps.Keys(edges)) {
		c.DropEdges = append(c.DropEdges, ends(edges[id]))
	}
	return c
}

// Merged yields what several sequences yield, each sorted by id, in the order of
// the ids. The first error ends it.
func Merged[T any](id func(T) string, sequences ...iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		heads := make([]*head[T], 0, len(sequences))
		for _, sequence := range sequences {
			h := begin(sequence)
			defer h.stop()
			heads = append(heads, h)
		}
		for {
			var first *head[T]
			for _, h := range heads {
				if h.err != nil {
					var none T
					yield(none, h.err)
					return
				}
				if h.ok && (first == nil || id(h.item) < id(first.item)) {
					first = h
				}
			}
			if first == nil || !yield(first.item, nil) {
				return
			}
			first.move()
		}
	}
}

// head is the foremost item of a sequence.
type head[T any] struct {
	item T
	ok   bool // there is one
	err  error
	next func() (T, error, bool)
	stop func()
}

func begin[T any](sequence iter.Seq2[T, error]) *head[T] {
	h := &head[T]{}
	h.next, h.stop = iter.Pull2(sequence)
	h.move()
	return h
}

func (h *head[T]) move() {
	h.item, h.err, h.ok = h.next()
	h.ok = h.ok && h.err == nil
}

// check reads a graph and says where it breaks the vocabulary: a wrong node or
// edge, an edge without its ends, ids that are not in order.
func check(g Rows) error {
	ends := endpoints{seed: maphash.MakeSeed()}
	last, first := "", true
	for n, err := range g.Nodes() {
		if err == nil {
			err = checkNode(n)
		}
		if err == nil && !first && n.ID <= last {
			err = fmt.Errorf("it comes after %s: nodes must be sorted by id, each id once", brief(last))
		}
		if err != nil {
			return fmt.Errorf("node %s: %w", brief(n.ID), err)
		}
		last, first = n.ID, false
		ends.add(n.ID, n.Labels[0])
	}
	ends.ready()
	last, first = "", true
	for e, err := range g.Edges() {
		if err == nil {
			err = cmp.Or(checkEdge(e), ends.check(e))
		}
		if err == nil && !first && e.ID <= last {
			err = fmt.Errorf("it comes after %s: edges must be sorted by id, each id once", brief(last))
		}
		if err != nil {
			return fmt.Errorf("edge %s: %w", brief(e.ID), err)
		}
		last, first = e.ID, false
	}
	return nil
}

// endpoints knows the first label of every node by the hash of its id, in eight
// bytes a node. That two ids of one graph have the same hash of 62 bits is less
// likely than that the machine errs; even then only a check is missed.
type endpoints struct {
	seed  maphash.Seed
	nodes []uint64 // sorted; the lowest two bits are the label, as in Labels
}

func (x *endpoints) hash(id string) uint64 { return maphash.String(x.seed, id) &^ 3 }

func (x *endpoints) add(id, label string) {
	x.nodes = append(x.nodes, x.hash(id)|uint64(slices.Index(Labels, label)))
}

func (x *endpoints) ready() { slices.Sort(x.nodes) }

func (x *endpoints) check(e schema.Edge) error {
	shape := EdgeShape(e.Type)
	for _, end := range []struct{ side, id, label string }{{"from", e.From, shape.From}, {"to", e.To, shape.To}} {
		h := x.hash(end.id)
		i, _ := slices.BinarySearch(x.nodes, h)
		switch {
		case i == len(x.nodes) || x.nodes[i]&^3 != h:
			return fmt.Errorf("no node %s, which it goes %s", brief(end.id), end.side)
		case Labels[x.nodes[i]&3] != end.label:
			return fmt.Errorf("%s goes from %s to %s, and %s is %s", e.Type, shape.From, shape.To, brief(end.id), Labels[x.nodes[i]&3])
		}
	}
	return nil
}
