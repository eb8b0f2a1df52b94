package neo4j

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// A row is a list, which takes half the work of a map on both sides: the id, for a
// node its long_id or for an edge the ids of its ends, then the properties of the
// shape in their order.
const nodeProps, edgeProps = 2, 3

// job is what is done with rows, a batch a transaction.
type job struct {
	statements []string

	// again, where set, is run instead of the statement when a transaction is run
	// again: nobody knows whether the first one was carried out.
	again string

	// missing, where set, asks for the id and type of a row that was left out, and
	// the node it lacks. The last statement returns a count then, which must be that
	// of the rows.
	missing string
}

// Apply carries out a change: edges away, nodes away, nodes in, edges in. A node
// that has edges of other people stays, and loses the property graph: it is no
// longer ours.
func (s *Store) Apply(ctx context.Context, c load.Change) error {
	if err := s.Prepare(ctx); err != nil {
		return err
	}
	for _, g := range group(c.DropEdges, func(e schema.Edge) string { return e.Type }) {
		if err := s.send(ctx, job{statements: []string{dropEdges(g.key)}}, edgeRows(g.items, load.Shape{})); err != nil {
			return err
		}
	}
	for _, g := range group(c.DropNodes, func(n schema.Node) string { return n.Labels[0] }) {
		match := "UNWIND $rows AS row MATCH (n:" + g.key + " {graph: $graph, id: row[0]}) "
		drop := job{statements: []string{match + "WHERE EXISTS { (n)--() } REMOVE n.graph", match + "DELETE n"}}
		if err := s.send(ctx, drop, nodeRows(g.items, load.Shape{})); err != nil {
			return err
		}
	}
	if c.Blind {
		var err error
		if c.Was, err = s.otherLabels(ctx, c.Nodes); err != nil {
			return err
		}
	}
	if err := s.relabel(ctx, c); err != nil {
		return err
	}
	for i, nodes := range [][]schema.Node{c.NewNodes, c.Nodes} {
		for _, g := range group(nodes, func(n schema.Node) string { return strings.Join(n.Labels, ":") }) {
			label, kind, _ := strings.Cut(g.key, ":")
			shape, _ := load.NodeShape(label)
			do := job{statements: []string{mergeNodes(label, kind, shape)}}
			if i == 0 {
				do = job{statements: []string{createNodes(label, kind, shape)}, again: do.statements[0]}
			}
			if err := s.send(ctx, do, nodeRows(g.items, shape)); err != nil {
				return err
			}
		}
	}
	for i, edges := range [][]schema.Edge{c.NewEdges, c.Edges} {
		for _, g := range group(edges, func(e schema.Edge) string { return e.Type }) {
			shape := load.EdgeShape(g.key)
			do := job{statements: []string{mergeEdges(g.key, shape)}, missing: missingEnds(g.key, shape)}
			if i == 0 {
				do.statements, do.again = []string{createEdges(g.key, shape)}, do.statements[0]
			}
			if err := s.send(ctx, do, edgeRows(g.items, shape)); err != nil {
				return err
			}
		}
	}
	return nil
}

func createNodes(label, kind string, shape load.Shape) string {
	if kind != "" {
		label += ":" + kind
	}
	return "UNWIND $rows AS row CREATE (:" + label + " {graph: $graph, id: row[0], long_id: row[1]" + values(", %s: row[%d]", shape, nodeProps) + "})"
}

func mergeNodes(label, kind string, shape load.Shape) string {
	query := "UNWIND $rows AS row MERGE (n:" + label + " {graph: $graph, id: row[0]}) SET n.long_id = row[1]" + values(", n.%s = row[%d]", shape, nodeProps)
	if kind != "" {
		query += ", n:" + kind
	}
	return query
}

// values writes something for the name of each property, and with first its place in
// a row.
func values(format string, shape load.Shape, first ...int) string {
	var b strings.Builder
	for i, p := range shape.Props {
		args := []any{p.Name}
		for _, n := range first {
			args = append(args, n+i)
		}
		fmt.Fprintf(&b, format, args...)
	}
	return b.String()
}

func matchEnds(shape load.Shape) string {
	return "UNWIND $rows AS row MATCH (a:" + shape.From + " {graph: $graph, id: row[1]}) MATCH (b:" + shape.To + " {graph: $graph, id: row[2]}) "
}

func createEdges(kind string, shape load.Shape) string {
	return matchEnds(shape) + "CREATE (a)-[r:" + kind + " {graph: $graph, id: row[0]" + values(", %s: row[%d]", shape, edgeProps) + "}]->(b) RETURN count(r)"
}

func mergeEdges(kind string, shape load.Shape) string {
	query := matchEnds(shape) + "MERGE (a)-[r:" + kind + " {graph: $graph, id: row[0]}]->(b) "
	if len(shape.Props) > 0 {
		query += "SET " + values(", r.%s = row[%d]", shape, edgeProps)[2:] + " "
	}
	return query + "RETURN count(r)"
}

func dropEdges(kind string) string {
	shape := load.EdgeShape(kind)
	return "UNWIND $rows AS row MATCH (:" + shape.From + " {graph: $graph, id: row[1]})-[r:" + kind +
		" {graph: $graph, id: row[0]}]->(:" + shape.To + " {graph: $graph, id: row[2]}) DELETE r"
}

// missingEnds finds a row whose nodes are not there.
func missingEnds(kind string, shape load.Shape) string {
	return "UNWIND $rows AS row OPTIONAL MATCH (a:" + shape.From + " {graph: $graph, id: row[1]}) OPTIONAL MATCH (b:" + shape.To +
		" {graph: $graph, id: row[2]}) WITH row, a, b WHERE a IS NULL OR b IS NULL RETURN row[0], '" + kind + "', CASE WHEN a IS NULL THEN row[1] ELSE row[2] END LIMIT 1"
}

// otherLabels are the labels, by id, of entities that are there with another type.
func (s *Store) otherLabels(ctx context.Context, nodes []schema.Node) (map[string][]string, error) {
	was := map[string][]string{}
	for _, g := range group(nodes, func(n schema.Node) string { return strings.Join(n.Labels[1:], "") }) {
		if g.key == "" {
			continue
		}
		query := "UNWIND $rows AS row MATCH (n:" + schema.LabelEntity + " {graph: $graph, id: row[0]}) WHERE size(labels(n)) > 2 OR NOT n:" + g.key + " RETURN coalesce(row[1], row[0]), labels(n)"
		for batch := range slices.Chunk(nodeRows(g.items, load.Shape{}), s.opts.BatchRows) {
			_, rows, err := s.Query(ctx, query, map[string]any{"rows": fields(batch)})
			if err != nil {
				return nil, err
			}
			for _, row := range rows {
				if have := entityLabels(row[1].([]any)); len(have) == 2 && have[1] != g.key {
					was[row[0].(string)] = have
				}
			}
		}
	}
	return was, nil
}

// relabel takes the old type off the entities that have a new one.
func (s *Store) relabel(ctx context.Context, c load.Change) error {
	var nodes []schema.Node
	for id, was := range c.Was {
		if len(was) == 2 && load.ValidLabel(was[1]) {
			nodes = append(nodes, schema.Node{ID: id, Labels: was})
		}
	}
	for _, g := range group(nodes, func(n schema.Node) string { return n.Labels[1] }) {
		query := "UNWIND $rows AS row MATCH (n:" + schema.LabelEntity + " {graph: $graph, id: row[0]}) REMOVE n:" + g.key
		if err := s.send(ctx, job{statements: []string{query}}, nodeRows(g.items, load.Shape{})); err != nil {
			return err
		}
	}
	return nil
}

// grouped are the items that share a key, in the order that they had.
type grouped[T any] struct {
	key   string
	items []T
}

func group[T any](items []T, key func(T) string) []grouped[T] {
	at := map[string]int{}
	var groups []grouped[T]
	for _, item := range items {
		k := key(item)
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k] = i
			groups = append(groups, grouped[T]{key: k})
		}
		groups[i].items = append(groups[i].items, item)
	}
	slices.SortStableFunc(groups, func(a, b grouped[T]) int { return strings.Compare(a.key, b.key) })
	return groups
}

// row is one row of $rows, and about how many bytes it has.
type row struct {
	fields []any
	size   int
}

func nodeRows(nodes []schema.Node, shape load.Shape) []row {
	rows := make([]row, 0, len(nodes))
	for _, n := range nodes {
		r := newRow(nodeProps, shape, n.Props, storedID(n.ID))
		if r.fields[0] != n.ID {
			r.fields[1] = n.ID
			r.size += len(n.ID)
		}
		rows = append(rows, r)
	}
	return rows
}

func edgeRows(edges []schema.Edge, shape load.Shape) []row {
	rows := make([]row, 0, len(edges))
	for _, e := range edges {
		rows = append(rows, newRow(edgeProps, shape, e.Props, e.ID, storedID(e.From), storedID(e.To)))
	}
	return rows
}

// newRow has all properties of a shape; those that are absent are null, which takes
// them off a node that had them.
func newRow(first int, shape load.Shape, props map[string]any, ids ...string) row {
	r := row{fields: make([]any, first+len(shape.Props))}
	for i, id := range ids {
		r.fields[i] = id
		r.size += len(id)
	}
	for i, p := range shape.Props {
		v, ok := props[p.Name]
		if !ok {
			continue
		}
		r.fields[first+i] = v
		switch v := v.(type) {
		case string:
			r.size += len(v)
		case []string:
			for _, s := range v {
				r.size += len(s)
			}
		}
		r.size += 16
	}
	return r
}

// fields are rows as a parameter.
func fields(rows []row) []any {
	list := make([]any, len(rows))
	for i, r := range rows {
		list[i] = r.fields
	}
	return list
}
