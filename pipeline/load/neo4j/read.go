package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// pageRows is how many nodes are read at once.
const pageRows = 1000

// maxID is the longest id, in bytes, that is stored as it is: Neo4j cannot index
// longer values than about 8 kB. A longer one is stored cut, with its checksum, and
// whole in the property long_id.
const maxID = 1000

func storedID(id string) string {
	if len(id) <= maxID {
		return id
	}
	return cut(id) + "…" + schema.Key(id)
}

// kept is about how many bytes of a cut id are kept: whole letters.
const kept = 200

func cut(id string) string { return strings.ToValidUTF8(id[:kept], "") }

// types are the labels of the ontology that ships. An entity that people gave
// labels of their own is still known by these.
var types = []string{"Person", "Country", "City", "Place", "Organization", "Agreement", "Occasion"}

// entityLabels picks ours from the labels of an entity: Entity and its type, which
// is one of those that ship, else the first by name.
func entityLabels(labels []any) []string {
	var others []string
	for _, l := range labels {
		if l, ok := l.(string); ok && l != schema.LabelEntity {
			others = append(others, l)
		}
	}
	slices.Sort(others)
	for _, l := range others {
		if slices.Contains(types, l) {
			return []string{schema.LabelEntity, l}
		}
	}
	return append([]string{schema.LabelEntity}, others[:min(1, len(others))]...)
}

// Nodes yields the nodes by id.
func (s *Store) Nodes(ctx context.Context) iter.Seq2[schema.Node, error] {
	var sequences []iter.Seq2[schema.Node, error]
	for _, label := range load.Labels {
		sequences = append(sequences, ordered(s.labelled(ctx, label)))
	}
	return load.Merged(func(n schema.Node) string { return n.ID }, sequences...)
}

// labelled yields the nodes of a label by the ids as they are stored, a page at a
// time. A page is one record, for the driver takes longer over a record than over
// what is in it.
func (s *Store) labelled(ctx context.Context, label string) iter.Seq2[schema.Node, error] {
	shape, _ := load.NodeShape(label)
	query := "MATCH (n:" + label + ") WHERE n.graph = $graph AND n.id > $after WITH n ORDER BY n.graph, n.id LIMIT $limit " +
		"RETURN collect([n.id, n.long_id, labels(n)" + values(", n.%s", shape) + "])"
	return func(yield func(schema.Node, error) bool) {
		for after := ""; ; {
			_, rows, err := s.Query(ctx, query, map[string]any{"after": after, "limit": pageRows})
			if err != nil {
				yield(schema.Node{}, err)
				return
			}
			page := rows[0][0].([]any)
			for i, row := range page {
				n, err := node(label, shape, row.([]any))
				if !yield(n, err) || err != nil {
					return
				}
				after = row.([]any)[0].(string)
				page[i] = nil
			}
			if len(page) < pageRows {
				return
			}
		}
	}
}

// ordered mends the order of ids that are stored cut: nodes whose ids begin alike,
// for as long as what is left of a cut id, are sorted by their whole ids.
func ordered(nodes iter.Seq2[schema.Node, error]) iter.Seq2[schema.Node, error] {
	return func(yield func(schema.Node, error) bool) {
		var alike []schema.Node
		flush := func() bool {
			slices.SortFunc(alike, func(a, b schema.Node) int { return strings.Compare(a.ID, b.ID) })
			for _, n := range alike {
				if !yield(n, nil) {
					return false
				}
			}
			alike = alike[:0]
			return true
		}
		for n, err := range nodes {
			if err != nil {
				if flush() {
					yield(n, err)
				}
				return
			}
			if len(alike) > 0 && (len(n.ID) < kept || cut(n.ID) != cut(alike[0].ID)) && !flush() {
				return
			}
			if len(n.ID) >= kept {
				alike = append(alike, n)
			} else if !yield(n, nil) {
				return
			}
		}
		flush()
	}
}

func node(label string, shape load.Shape, row []any) (schema.Node, error) {
	id, _ := row[1].(string)
	n := schema.Node{ID: cmp.Or(id, row[0].(string)), Labels: []string{label}}
	if label == schema.LabelEntity {
		n.Labels = entityLabels(row[2].([]any))
	}
	var err error
	if n.Props, err = properties(shape, row[3:]); err != nil {
		return n, fmt.Errorf("node %s: %w", n.ID, err)
	}
	return n, nil
}

// properties are the values of a shape, those that are there.
func properties(shape load.Shape, values []any) (map[string]any, error) {
	props := make(map[string]any, len(shape.Props))
	for i, p := range shape.Props {
		switch v := values[i].(type) {
		case nil:
		case string, int64, float64:
			props[p.Name] = v
		case []any:
			list := make([]string, len(v))
			for j := range v {
				var ok bool
				if list[j], ok = v[j].(string); !ok {
					return nil, fmt.Errorf("property %s holds %T in its list", p.Name, v[j])
				}
			}
			props[p.Name] = list
		default:
			return nil, fmt.Errorf("property %s is %T", p.Name, v)
		}
	}
	return props, nil
}

// Edges yields the edges by id. The server keeps no order of edges: all are read
// and sorted here before the first is yielded.
func (s *Store) Edges(ctx context.Context) iter.Seq2[schema.Edge, error] {
	return func(yield func(schema.Edge, error) bool) {
		var sorted sorter
		defer sorted.close()
		err := s.retry(ctx, "ask", func() error {
			if err := sorted.close(); err != nil { // what an attempt left that failed
				return err
			}
			return s.readEdges(ctx, &sorted)
		})
		if err != nil {
			yield(schema.Edge{}, err)
			return
		}
		for e, err := range sorted.edges() {
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// edgesAtOnce is about how many edges of a node come in one record, and recordsAtOnce
// how many records the driver holds.
const edgesAtOnce, recordsAtOnce = 200, 100

// readEdges reads every edge, in the order in which the server finds them. A
// failure in its midst is not mended here: the caller begins again.
func (s *Store) readEdges(ctx context.Context, into *sorter) error {
	session := s.driver.NewSession(ctx, driver.SessionConfig{DatabaseName: s.opts.Database, AccessMode: driver.AccessModeRead, FetchSize: recordsAtOnce})
	defer session.Close(context.WithoutCancel(ctx))
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		return err
	}
	defer tx.Close(context.WithoutCancel(ctx))
	for _, label := range []string{schema.LabelChunk, schema.LabelEntity, schema.LabelEvent} {
		columns := columns{all: load.EdgesFrom(label), of: map[string][]int{}}
		result, err := tx.Run(ctx, edgesFrom(label, columns.all), s.with(nil))
		if err != nil {
			return err
		}
		for result.Next(ctx) {
			values := result.Record().Values
			for _, row := range values[1].([]any) {
				e, err := columns.edge(values[0].(string), row.([]any))
				if err != nil {
					return err
				}
				if err := into.add(e); err != nil {
					return err
				}
			}
		}
		if err := result.Err(); err != nil {
			return err
		}
	}
	return tx.Commit(ctx)
}

// edgesFrom asks for the edges of the nodes of a label, many in one record: parts of
// a node's edges, at random.
func edgesFrom(label string, all load.Shape) string {
	return "MATCH (a:" + label + " {graph: $graph}) WITH a, COUNT { (a)-->() } AS degree WHERE degree > 0 " +
		"CALL (a, degree) { MATCH (a)-[r {graph: $graph}]->(b) WITH toInteger(rand() * (1 + degree / " + strconv.Itoa(edgesAtOnce) + ")) AS part, " +
		"collect([r.id, type(r), coalesce(b.long_id, b.id)" + values(", r.%s", all) + "]) AS edges RETURN edges } " +
		"RETURN coalesce(a.long_id, a.id), edges"
}

// columns are the properties of edges of several types, and which of them are those
// of a type.
type columns struct {
	all    load.Shape
	of     map[string][]int
	values []any
}

func (c *columns) edge(from string, row []any) (schema.Edge, error) {
	e := schema.Edge{From: from}
	e.ID, _ = row[0].(string)
	e.Type, _ = row[1].(string)
	e.To, _ = row[2].(string)
	shape := load.EdgeShape(e.Type)
	at, ok := c.of[e.Type]
	if !ok {
		for _, p := range shape.Props {
			at = append(at, slices.IndexFunc(c.all.Props, func(q load.Property) bool { return p.Name == q.Name }))
		}
		c.of[e.Type] = at
	}
	c.values = c.values[:0]
	for _, i := range at {
		var v any // none where edges of this type do not begin at such nodes
		if i >= 0 {
			v = row[edgeProps+i]
		}
		c.values = append(c.values, v)
	}
	var err error
	if e.Props, err = properties(shape, c.values); err != nil {
		return e, fmt.Errorf("edge %s: %w", e.ID, err)
	}
	return e, nil
}
