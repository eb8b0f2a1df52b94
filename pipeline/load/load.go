// Package load brings a store to the state of a graph.
//
// In: a graph as two sorted sequences (Rows). Out: a store that holds exactly that
// graph and nothing older, written by the smallest difference: what is there
// already is left alone, so loading twice writes nothing the second time. Graph and
// store are read side by side, so memory does not grow with either, but for eight
// bytes a node.
//
// A store is a projection of the graph: load/sqlite keeps it in one file,
// load/neo4j in a server. Both pass the suite of load/loadtest. What may stand in
// a store is in the vocabulary of this package; anything else is an error before
// the store is touched.
package load

import (
	"context"
	"errors"
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
	// Nodes yields every node of the graph that the store holds, sorted by the
	// bytes of their ids. An error ends the sequence. Apply may be called while
	// it is ranged over; what that writes before the last node yielded is not
	// yielded.
	Nodes(ctx context.Context) iter.Seq2[schema.Node, error]

	// Edges yields every edge in the same way. A store whose engine cannot keep
	// ids of edges unique may yield an id twice; Sync mends that.
	Edges(ctx context.Context) iter.Seq2[schema.Edge, error]

	// Apply carries out a change: edges away, nodes away, nodes in, edges in.
	//
	// It is idempotent but for NewEdges: applying a change twice, or again after
	// a failure in its midst, equals applying it once. It writes absolute values, never
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

// Change is the difference between a store and a graph, or a part of it. What is
// away is away before anything comes in.
type Change struct {
	DropEdges []schema.Edge
	DropNodes []schema.Node

	// Nodes and edges that come in, whole. The ends of edges exist or are among
	// the nodes. Those that are new may not be in the store: it need not look.
	NewNodes, Nodes []schema.Node
	NewEdges, Edges []schema.Edge

	// Was holds the labels that a changed node had, by id, where they differ.
	Was map[string][]string

	// Blind is a change made without a look at the store: Was is not known, and
	// an edge whose ends are missing is an error.
	Blind bool
}

// Size is how many nodes and edges are written or deleted.
func (c Change) Size() int {
	return len(c.DropEdges) + len(c.DropNodes) + len(c.NewNodes) + len(c.Nodes) + len(c.NewEdges) + len(c.Edges)
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
