// Package load brings a store to the state of a graph.
//
// In: a schema.Graph, whole. Out: a store that holds exactly that graph and
// nothing older, written by the smallest difference: what is there already is
// left alone, so loading twice writes nothing the second time.
//
// A store is a projection of the graph: load/sqlite keeps it in one file,
// load/neo4j in a server. Both pass the suite of load/loadtest. What may stand in
// a store is in the vocabulary of this package; anything else is an error before
// the store is touched.
package load

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"backchannel/schema"
)

// What a caller may decide on. An error of a store wraps at most one of these;
// any other error is a defect of the data or the program.
var (
	// ErrAway: the store does not answer or is busy. The same call may succeed later.
	ErrAway = errors.New("the store is away")
	// ErrDenied: the store answers and refuses the user or the password. Trying
	// again can only lock the user out.
	ErrDenied = errors.New("the store refuses the user or the password")
	// ErrFull: there is no room for the store. The same call succeeds when somebody
	// has made some.
	ErrFull = errors.New("the disk is full")
	// ErrUnusable: the store answers but cannot take a graph (not a database,
	// read-only, another version). Somebody has to do something first.
	ErrUnusable = errors.New("the store cannot be used")

	// ErrUntrusted is an ErrUnusable: nobody whom we trust vouches for the server.
	ErrUntrusted = errors.New("the server is not who it says")
)

// Store keeps one graph. Every method stops when ctx is done, leaving the store
// in a state from which the next Sync reaches its graph. The methods may be
// called by one goroutine at a time.
type Store interface {
	// Nodes yields every node of the graph that the store holds, each once, in
	// any order. An error ends the sequence.
	Nodes(ctx context.Context) iter.Seq2[schema.Node, error]

	// Edges yields every edge, in any order. A store whose engine cannot keep
	// ids of edges unique may yield an id twice; Sync mends that.
	Edges(ctx context.Context) iter.Seq2[schema.Edge, error]

	// Apply carries out a change: edges away, nodes away, nodes in, edges in.
	//
	// It is idempotent: applying a change twice, or again after a failure in its
	// midst, equals applying it once. It writes absolute values, never
	// increments. Of a node or edge that exists it sets exactly the properties
	// of the vocabulary and leaves those that other people added. What the store
	// did not write for this graph it neither changes nor deletes. Labels and
	// types were checked by Sync and are safe within a query.
	//
	// A store with transactions applies all or nothing.
	Apply(ctx context.Context, c Change) error

	// Mark returns what SetMark kept last: what the graph was made of. It is ""
	// where nothing was kept, and where the store no longer holds as much as it
	// did then: emptied by hand, say. That is told by counts alone and takes
	// milliseconds, however large the graph.
	Mark(ctx context.Context) (string, error)

	// SetMark keeps a mark beside the graph, or none when it is "". A mark is no
	// part of the graph.
	SetMark(ctx context.Context, mark string) error

	Close() error
}

// Change is the difference between a store and a graph.
type Change struct {
	DropEdges []schema.Edge
	DropNodes []schema.Node
	Nodes     []schema.Node // new or changed, whole
	Edges     []schema.Edge // new or changed, whole; the ends exist or are in Nodes

	// Was holds the labels that a changed node had, by id, where they differ.
	Was map[string][]string
}

// Empty reports that there is nothing to do.
func (c Change) Empty() bool {
	return len(c.DropEdges)+len(c.DropNodes)+len(c.Nodes)+len(c.Edges) == 0
}

// Counts is what a Sync did.
type Counts struct {
	Nodes, Edges                         int // that the graph has
	NodesNew, NodesChanged, NodesDeleted int
	EdgesNew, EdgesChanged, EdgesDeleted int
}

// Writes is the number of nodes and edges written or deleted.
func (c Counts) Writes() int {
	return c.NodesNew + c.NodesChanged + c.NodesDeleted + c.EdgesNew + c.EdgesChanged + c.EdgesDeleted
}

// Sync makes the store hold exactly the graph, and says what that took. A graph
// that breaks the vocabulary is an error before anything is read or written.
//
// The mark says what the graph was made of; a caller who finds it in the store
// later (Store.Mark) need not make the graph again. It is there only while the
// store holds the graph whole.
func Sync(ctx context.Context, store Store, g schema.Graph, mark string) (Counts, error) {
	want, err := index(g)
	if err != nil {
		return Counts{}, fmt.Errorf("load: %w", err)
	}
	change, counts, err := diff(ctx, store, want)
	if err != nil {
		return Counts{}, fmt.Errorf("load: read what the store holds: %w", err)
	}
	have, err := store.Mark(ctx)
	if err != nil {
		return Counts{}, fmt.Errorf("load: %w", err)
	}
	if !change.Empty() {
		if err := store.SetMark(ctx, ""); err != nil {
			return Counts{}, fmt.Errorf("load: %w", err)
		}
		have = ""
		if err := store.Apply(ctx, change); err != nil {
			return Counts{}, fmt.Errorf("load: %w", err)
		}
	}
	if have != mark {
		if err := store.SetMark(ctx, mark); err != nil {
			return counts, fmt.Errorf("load: %w", err)
		}
	}
	return counts, nil
}

// diff compares by checksum what the store holds with what it should hold.
func diff(ctx context.Context, store Store, want indexed) (Change, Counts, error) {
	c := Change{Was: map[string][]string{}}
	n := Counts{Nodes: len(want.nodes), Edges: len(want.edges)}
	same, moved := map[string]bool{}, map[string]bool{}
	changed := map[string]bool{}
	for have, err := range store.Nodes(ctx) {
		if err != nil {
			return c, n, err
		}
		node, ok := want.nodes[have.ID]
		switch {
		case !ok:
			n.NodesDeleted++
			c.DropNodes = append(c.DropNodes, schema.Node{ID: have.ID, Labels: have.Labels})
		case len(have.Labels) == 0 || have.Labels[0] != node.Labels[0]:
			changed[have.ID], moved[have.ID] = true, true
			c.DropNodes = append(c.DropNodes, schema.Node{ID: have.ID, Labels: have.Labels})
		case have.Sum() == node.Sum():
			same[have.ID] = true
		default:
			changed[have.ID] = true
			if fmt.Sprint(have.Labels) != fmt.Sprint(node.Labels) {
				c.Was[have.ID] = have.Labels
			}
		}
	}
	for _, id := range want.nodeIDs {
		if !same[id] {
			c.Nodes = append(c.Nodes, want.nodes[id])
			if !changed[id] {
				n.NodesNew++
			} else {
				n.NodesChanged++
			}
		}
	}
	clear(same)
	clear(changed)
	dropped := map[string]bool{}
	for have, err := range store.Edges(ctx) {
		if err != nil {
			return c, n, err
		}
		edge, ok := want.edges[have.ID]
		twice := same[have.ID] || changed[have.ID] || dropped[have.ID]
		stays := ok && !twice && have.Type == edge.Type && have.From == edge.From && have.To == edge.To && !moved[have.From] && !moved[have.To]
		switch {
		case stays && have.Sum() == edge.Sum():
			same[have.ID] = true
		case stays:
			changed[have.ID] = true
		default:
			c.DropEdges = append(c.DropEdges, schema.Edge{ID: have.ID, Type: have.Type, From: have.From, To: have.To})
			if !ok {
				n.EdgesDeleted++
				dropped[have.ID] = true
				break
			}
			delete(same, have.ID) // both of a pair go, one comes back
			changed[have.ID] = true
		}
	}
	for _, id := range want.edgeIDs {
		if !same[id] {
			c.Edges = append(c.Edges, want.edges[id])
			if !changed[id] {
				n.EdgesNew++
			} else {
				n.EdgesChanged++
			}
		}
	}
	return c, n, nil
}
