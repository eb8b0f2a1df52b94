package load

import (
	"context"
	"fmt"
	"slices"

	"backchannel/schema"
)

// A change is handed to the store when it has so many rows, or about so many bytes
// of text. One that is smaller is one Apply, whole.
const (
	applyRows  = 20_000
	applyBytes = 8 << 20
)

// Sync makes the store hold exactly the graph, and says what that took. A graph
// that breaks the vocabulary is an error before anything is read or written.
//
// The mark says what the graph was made of; a caller who finds it in the store
// later (Store.Mark) need not make the graph again. It is there only while the
// store holds the graph whole: a Sync that ends in its midst leaves none, and the
// next one completes it.
func Sync(ctx context.Context, store Store, g Rows, mark string) (Counts, error) {
	if err := check(g); err != nil {
		return Counts{}, fmt.Errorf("load: %w", err)
	}
	w := writer{ctx: ctx, store: store}
	var err error
	if w.mark, err = store.Mark(ctx); err != nil {
		return Counts{}, fmt.Errorf("load: %w", err)
	}
	if w.mark == "" {
		if err := prepare(ctx, store); err != nil {
			return Counts{}, fmt.Errorf("load: %w", err)
		}
	}
	for _, step := range []func(Rows) error{w.nodes, w.edges, w.oldNodes} {
		if err := step(g); err != nil {
			return Counts{}, fmt.Errorf("load: %w", err)
		}
	}
	if err := w.flush(); err != nil {
		return Counts{}, fmt.Errorf("load: %w", err)
	}
	if w.mark != mark {
		if err := store.SetMark(ctx, mark); err != nil {
			return w.counts, fmt.Errorf("load: %w", err)
		}
	}
	return w.counts, nil
}

// preparer is a store that needs something, indexes say, without which it takes
// forever to read a graph that came into it by another way.
type preparer interface {
	Prepare(context.Context) error
}

func prepare(ctx context.Context, store Store) error {
	if p, ok := store.(preparer); ok {
		return p.Prepare(ctx)
	}
	return nil
}

// Patch brings a store from one graph to the next by the difference alone, without
// reading what it holds. It does so only when the store's mark is from; else it
// does nothing and returns false. The counts are those of the change; Nodes and
// Edges, which count the graph, are 0.
func Patch(ctx context.Context, store Store, c Change, from, to string) (Counts, bool, error) {
	for _, nodes := range [][]schema.Node{c.NewNodes, c.Nodes} {
		for i, n := range nodes {
			if err := checkNode(n); err != nil {
				return Counts{}, false, fmt.Errorf("load: node %s: %w", brief(n.ID), err)
			}
			nodes[i].Props = plain(n.Props)
		}
	}
	for _, edges := range [][]schema.Edge{c.NewEdges, c.Edges} {
		for i, e := range edges {
			if err := checkEdge(e); err != nil {
				return Counts{}, false, fmt.Errorf("load: edge %s: %w", brief(e.ID), err)
			}
			edges[i].Props = plain(e.Props)
		}
	}
	mark, err := store.Mark(ctx)
	if err != nil {
		return Counts{}, false, fmt.Errorf("load: %w", err)
	}
	if mark == "" || mark != from {
		return Counts{}, false, nil
	}
	w := writer{ctx: ctx, store: store, mark: mark}
	for _, w.pending = range c.pieces() {
		if err := w.flush(); err != nil {
			return Counts{}, true, fmt.Errorf("load: %w", err)
		}
	}
	counts := Counts{
		NodesNew: len(c.NewNodes), NodesChanged: len(c.Nodes), NodesDeleted: len(c.DropNodes),
		EdgesNew: len(c.NewEdges), EdgesChanged: len(c.Edges), EdgesDeleted: len(c.DropEdges),
	}
	if w.mark != to {
		if err := store.SetMark(ctx, to); err != nil {
			return counts, true, fmt.Errorf("load: %w", err)
		}
	}
	return counts, true, nil
}

// pieces cuts a change that is too large for one Apply, in the order in which the
// parts of a change are carried out.
func (c Change) pieces() []Change {
	if c.Size() <= applyRows {
		return []Change{c}
	}
	var out []Change
	for list := range slices.Chunk(c.DropEdges, applyRows) {
		out = append(out, Change{DropEdges: list})
	}
	for list := range slices.Chunk(c.DropNodes, applyRows) {
		out = append(out, Change{DropNodes: list})
	}
	for list := range slices.Chunk(c.NewNodes, applyRows) {
		out = append(out, Change{NewNodes: list})
	}
	for list := range slices.Chunk(c.Nodes, applyRows) {
		out = append(out, Change{Nodes: list, Was: c.Was})
	}
	for list := range slices.Chunk(c.NewEdges, applyRows) {
		out = append(out, Change{NewEdges: list})
	}
	for list := range slices.Chunk(c.Edges, applyRows) {
		out = append(out, Change{Edges: list})
	}
	return out
}

// writer gathers a change and hands it to the store in pieces. Nodes come in
// before the edges that end in them, and go when these are gone.
type writer struct {
	ctx    context.Context
	store  Store
	mark   string // that the store has now
	dirty  bool   // the mark was taken away
	counts Counts

	pending Change
	bytes   int

	// Nodes to delete when all edges are gone; where they are too many to keep,
	// they are looked for again.
	old     []schema.Node
	tooMany bool
}

// flush writes what is pending. The mark goes before the first write, also one that
// the store does not believe now: it might when this is half done.
func (w *writer) flush() error {
	if w.pending.Size() == 0 {
		return nil
	}
	if !w.dirty {
		if err := w.store.SetMark(w.ctx, ""); err != nil {
			return err
		}
		w.dirty, w.mark = true, ""
	}
	if err := w.store.Apply(w.ctx, w.pending); err != nil {
		return err
	}
	w.pending, w.bytes = Change{}, 0
	return nil
}

// room flushes when the pending change has grown by so many bytes beyond its size.
func (w *writer) room(bytes int) error {
	w.bytes += bytes
	if w.pending.Size() >= applyRows || w.bytes >= applyBytes {
		return w.flush()
	}
	return nil
}

// nodes writes the nodes that are new or changed, and notes those that go.
func (w *writer) nodes(g Rows) error {
	have := begin(w.store.Nodes(w.ctx))
	defer have.stop()
	gone := ""
	drop := func() error {
		if w.counts.NodesDeleted == 0 || gone != have.item.ID {
			w.counts.NodesDeleted++
		}
		gone = have.item.ID
		return w.later(have)
	}
	for n, err := range g.Nodes() {
		if err != nil {
			return err
		}
		w.counts.Nodes++
		for have.ok && have.item.ID < n.ID {
			if err := drop(); err != nil {
				return err
			}
		}
		n.Props = plain(n.Props)
		var stored *schema.Node
		known := false
		for have.ok && have.item.ID == n.ID {
			known = true
			if len(have.item.Labels) > 0 && have.item.Labels[0] == n.Labels[0] {
				item := have.item
				stored = &item
				if err := advance(have, nodeID); err != nil {
					return err
				}
			} else if err := w.later(have); err != nil { // it became another kind of node
				return err
			}
		}
		if have.err != nil {
			return have.err
		}
		switch {
		case stored == nil && !known:
			w.counts.NodesNew++
			w.pending.NewNodes = append(w.pending.NewNodes, n)
		case stored == nil:
			w.counts.NodesChanged++
			w.pending.Nodes = append(w.pending.Nodes, n)
		case slices.Equal(stored.Labels, n.Labels) && sameProps(stored.Props, n.Props):
			continue
		default:
			w.counts.NodesChanged++
			w.pending.Nodes = append(w.pending.Nodes, n)
			if !slices.Equal(stored.Labels, n.Labels) {
				if w.pending.Was == nil {
					w.pending.Was = map[string][]string{}
				}
				w.pending.Was[n.ID] = stored.Labels
			}
		}
		if err := w.room(len(n.ID) + textSize(n.Props)); err != nil {
			return err
		}
	}
	for have.ok {
		if err := drop(); err != nil {
			return err
		}
	}
	return have.err
}

func nodeID(n schema.Node) string { return n.ID }
func edgeID(e schema.Edge) string { return e.ID }

// later keeps the node for the end, and goes on to the next.
func (w *writer) later(have *head[schema.Node]) error {
	if len(w.old) < applyRows {
		w.old = append(w.old, schema.Node{ID: have.item.ID, Labels: have.item.Labels})
	} else {
		w.tooMany = true
	}
	return advance(have, nodeID)
}

// advance goes on to the next item and sees to it that a store keeps the order.
func advance[T any](have *head[T], id func(T) string) error {
	last := id(have.item)
	have.move()
	if have.ok && id(have.item) < last {
		return fmt.Errorf("fault in the store: it yields %s before %s", brief(last), brief(id(have.item)))
	}
	return have.err
}

// edges takes away the edges that go or end elsewhere, and writes those that are
// new or changed.
func (w *writer) edges(g Rows) error {
	have := begin(w.store.Edges(w.ctx))
	defer have.stop()
	gone := ""
	drop := func() error {
		if w.counts.EdgesDeleted == 0 || gone != have.item.ID {
			w.counts.EdgesDeleted++
		}
		gone = have.item.ID
		return w.drop(have)
	}
	for e, err := range g.Edges() {
		if err != nil {
			return err
		}
		w.counts.Edges++
		for have.ok && have.item.ID < e.ID {
			if err := drop(); err != nil {
				return err
			}
		}
		if have.err != nil {
			return have.err
		}
		e.Props = plain(e.Props)
		if !have.ok || have.item.ID != e.ID {
			w.counts.EdgesNew++
			w.pending.NewEdges = append(w.pending.NewEdges, e)
		} else {
			first := have.item
			if err := advance(have, edgeID); err != nil {
				return err
			}
			twice := have.ok && have.item.ID == e.ID
			stays := !twice && first.Type == e.Type && first.From == e.From && first.To == e.To
			if stays && sameProps(first.Props, e.Props) {
				continue
			}
			if !stays { // all of that id go, one comes back
				w.pending.DropEdges = append(w.pending.DropEdges, ends(first))
				for have.ok && have.item.ID == e.ID {
					if err := w.drop(have); err != nil {
						return err
					}
				}
				if have.err != nil {
					return have.err
				}
			}
			w.counts.EdgesChanged++
			w.pending.Edges = append(w.pending.Edges, e)
		}
		if err := w.room(len(e.ID) + len(e.From) + len(e.To) + textSize(e.Props)); err != nil {
			return err
		}
	}
	for have.ok {
		if err := drop(); err != nil {
			return err
		}
	}
	return have.err
}

// drop deletes the store's edge, and goes on to the next.
func (w *writer) drop(have *head[schema.Edge]) error {
	w.pending.DropEdges = append(w.pending.DropEdges, ends(have.item))
	if err := w.room(len(have.item.ID) + len(have.item.From) + len(have.item.To)); err != nil {
		return err
	}
	return advance(have, edgeID)
}

// ends is what is needed to find an edge.
func ends(e schema.Edge) schema.Edge {
	return schema.Edge{ID: e.ID, Type: e.Type, From: e.From, To: e.To}
}

// oldNodes deletes what nodes noted.
func (w *writer) oldNodes(g Rows) error {
	if !w.tooMany {
		for _, n := range w.old {
			w.pending.DropNodes = append(w.pending.DropNodes, n)
			if err := w.room(len(n.ID)); err != nil {
				return err
			}
		}
		return nil
	}
	wanted := begin(g.Nodes())
	defer wanted.stop()
	for n, err := range w.store.Nodes(w.ctx) {
		if err != nil {
			return err
		}
		for wanted.ok && wanted.item.ID < n.ID {
			wanted.move()
		}
		if wanted.err != nil {
			return wanted.err
		}
		if wanted.ok && wanted.item.ID == n.ID && len(n.Labels) > 0 && wanted.item.Labels[0] == n.Labels[0] {
			continue
		}
		w.pending.DropNodes = append(w.pending.DropNodes, schema.Node{ID: n.ID, Labels: n.Labels})
		if err := w.room(len(n.ID)); err != nil {
			return err
		}
	}
	return nil
}

// sameProps compares properties as every store holds them.
func sameProps(a, b map[string]any) bool {
	if len(a) != len(b) {
		return false
	}
	for name, v := range a {
		w, ok := b[name]
		if !ok {
			return false
		}
		if list, ok := v.([]string); ok {
			other, ok := w.([]string)
			if !ok || !slices.Equal(list, other) {
				return false
			}
		} else if _, ok := w.([]string); ok || v != w {
			return false
		}
	}
	return true
}

// textSize is about how many bytes properties have.
func textSize(props map[string]any) int {
	size := 0
	for _, v := range props {
		switch v := v.(type) {
		case string:
			size += len(v)
		case []string:
			for _, s := range v {
				size += len(s)
			}
		}
		size += 16
	}
	return size
}
