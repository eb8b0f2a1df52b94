package schema

import (
	"encoding/json"
	"sort"
)

// Graph is what the records say together: the content of a store. Sorted by
// Sort, two graphs with the same facts are the same value.
type Graph struct {
	Nodes []Node
	Edges []Edge
}

// Labels of nodes. An entity node carries Entity and the label of its type.
const (
	LabelEntity   = "Entity"
	LabelDocument = "Document"
	LabelChunk    = "Chunk"
	LabelEvent    = "Event"
)

// Types of the edges that are not relation types of the ontology.
const (
	EdgeFromDocument = "FROM_DOCUMENT" // chunk → document
	EdgeNextChunk    = "NEXT_CHUNK"    // chunk → chunk
	EdgeFromChunk    = "FROM_CHUNK"    // entity → chunk {mentions}
	EdgeSubject      = "SUBJECT"       // entity → event
	EdgeObject       = "OBJECT"        // entity → event
	EdgeAt           = "AT"            // event → entity
	EdgeEvidencedBy  = "EVIDENCED_BY"  // event → chunk {start, end, trigger, rule, speaker, status}
)

// Node is a node of the property graph.
//
// The properties by label, with their Go types (absent when unknown):
//
//	Entity    name string, aliases []string, wikidata string, iso3 string, mentions int64, first_seen string, last_seen string
//	Document  name string, title string, uri string, published string, publisher string, fingerprint string, furniture string
//	Chunk     name string, text string, index int64, start int64, end int64, furniture string
//	Event     name string, type string, plover string, status string, start string, end string, precision string, sources int64, score float64
//
// Dates are ISO strings; start and end of a chunk count code points. Furniture is the
// text that was not read: that of a chunk stands right before it, that of a document
// behind its last chunk. The precision
// of an event is day, month or year, or "reported" where no report says when it was
// and start is the date of the first report.
type Node struct {
	ID     string         `json:"id"`
	Labels []string       `json:"labels"` // LabelEntity and "Country", or one of the other labels alone
	Props  map[string]any `json:"props"`  // string, int64, float64 or []string
}

// Edge is an edge of the property graph. Derived relation edges carry
// {event, status, start, end, sources, score}; HOLDS_OFFICE and LOCATED_IN are
// facts without an event and carry {status, title, sources, score, chunks}.
type Edge struct {
	ID    string         `json:"id"` // unique over all edges
	Type  string         `json:"type"`
	From  string         `json:"from"`
	To    string         `json:"to"`
	Props map[string]any `json:"props"`
}

// Sort puts nodes and edges in the order of their ids.
func (g *Graph) Sort() {
	sort.Slice(g.Nodes, func(i, j int) bool { return g.Nodes[i].ID < g.Nodes[j].ID })
	sort.Slice(g.Edges, func(i, j int) bool { return g.Edges[i].ID < g.Edges[j].ID })
}

// Sum is a checksum of the node's content: equal nodes have equal sums.
func (n Node) Sum() string { return contentSum(n) }

// Sum is a checksum of the edge's content: equal edges have equal sums.
func (e Edge) Sum() string { return contentSum(e) }

func contentSum(v any) string {
	b, err := json.Marshal(v) // map keys are sorted
	if err != nil {
		panic(err) // only strings, numbers and string lists are ever in Props
	}
	return Key(string(b))
}
