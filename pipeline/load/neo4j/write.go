package neo4j

import (
	"context"
	"errors"
	"slices"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// Apply carries out a change: edges away, nodes away, nodes in, edges in. A node
// that has edges of other people stays, and loses the property graph: it is no
// longer ours.
func (s *Store) Apply(ctx context.Context, c load.Change) error {
	if err := s.makeReady(ctx); err != nil {
		return err
	}
	for _, g := range group(c.DropEdges, func(e schema.Edge) string { return e.Type }) {
		if err := s.send(ctx, []string{dropEdges(g.key)}, edgeRows(g.items, load.Shape{}), ""); err != nil {
			return err
		}
	}
	for _, g := range group(c.DropNodes, func(n schema.Node) string { return n.Labels[0] }) {
		match := "UNWIND $rows AS row MATCH (n:" + g.key + " {graph: $graph, id: row.id}) "
		statements := []string{match + "WHERE EXISTS { (n)--() } REMOVE n.graph", match + "DELETE n"}
		if err := s.send(ctx, statements, nodeRows(g.items, load.Shape{}), ""); err != nil {
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
	for _, g := range group(slices.Concat(c.NewNodes, c.Nodes), func(n schema.Node) string { return strings.Join(n.Labels, ":") }) {
		label, kind, typed := strings.Cut(g.key, ":")
		query := "UNWIND $rows AS row MERGE (n:" + label + " {graph: $graph, id: row.id}) SET n += row.props"
		if typed {
			query += ", n:" + kind
		}
		shape, _ := load.NodeShape(label)
		if err := s.send(ctx, []string{query}, nodeRows(g.items, shape), ""); err != nil {
			return err
		}
	}
	for _, g := range group(slices.Concat(c.NewEdges, c.Edges), func(e schema.Edge) string { return e.Type }) {
		if err := s.send(ctx, []string{writeEdges(g.key)}, edgeRows(g.items, load.EdgeShape(g.key)), missingEnds(g.key)); err != nil {
			return err
		}
	}
	return nil
}

func dropEdges(kind string) string {
	shape := load.EdgeShape(kind)
	return "UNWIND $rows AS row MATCH (:" + shape.From + " {graph: $graph, id: row.from})-[r:" + kind +
		" {graph: $graph, id: row.id}]->(:" + shape.To + " {graph: $graph, id: row.to}) DELETE r"
}

func writeEdges(kind string) string {
	shape := load.EdgeShape(kind)
	return "UNWIND $rows AS row MATCH (a:" + shape.From + " {graph: $graph, id: row.from}) MATCH (b:" + shape.To +
		" {graph: $graph, id: row.to}) MERGE (a)-[r:" + kind + " {graph: $graph, id: row.id}]->(b) SET r += row.props RETURN count(r)"
}

// otherLabels are the labels, by id, of entities that are there with another type.
func (s *Store) otherLabels(ctx context.Context, nodes []schema.Node) (map[string][]string, error) {
	was := map[string][]string{}
	for _, g := range group(nodes, func(n schema.Node) string { return strings.Join(n.Labels[1:], "") }) {
		if g.key == "" {
			continue
		}
		query := "UNWIND $rows AS row MATCH (n:" + schema.LabelEntity + " {graph: $graph, id: row.id}) WHERE size(labels(n)) > 2 OR NOT n:" + g.key + " RETURN row.whole, labels(n)"
		for batch := range slices.Chunk(g.items, s.opts.BatchRows) {
			ids := make([]any, len(batch))
			for i, n := range batch {
				ids[i] = map[string]any{"id": storedID(n.ID), "whole": n.ID}
			}
			_, rows, err := s.Query(ctx, query, map[string]any{"rows": ids})
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

// missingEnds finds a row whose nodes are not there.
func missingEnds(kind string) string {
	shape := load.EdgeShape(kind)
	return "UNWIND $rows AS row OPTIONAL MATCH (a:" + shape.From + " {graph: $graph, id: row.from}) OPTIONAL MATCH (b:" + shape.To +
		" {graph: $graph, id: row.to}) WITH row, a, b WHERE a IS NULL OR b IS NULL RETURN row.id, '" + kind + "', CASE WHEN a IS NULL THEN row.from ELSE row.to END LIMIT 1"
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
		query := "UNWIND $rows AS row MATCH (n:" + schema.LabelEntity + " {graph: $graph, id: row.id}) REMOVE n:" + g.key
		if err := s.send(ctx, []string{query}, nodeRows(g.items, load.Shape{}), ""); err != nil {
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
	fields map[string]any
	size   int
}

func nodeRows(nodes []schema.Node, shape load.Shape) []row {
	rows := make([]row, 0, len(nodes))
	for _, n := range nodes {
		props, size := values(shape, n.Props)
		if stored := storedID(n.ID); stored != n.ID {
			props["long_id"] = n.ID
			size += len(n.ID)
		}
		rows = append(rows, row{map[string]any{"id": storedID(n.ID), "props": props}, size})
	}
	return rows
}

func edgeRows(edges []schema.Edge, shape load.Shape) []row {
	rows := make([]row, 0, len(edges))
	for _, e := range edges {
		props, size := values(shape, e.Props)
		fields := map[string]any{"id": e.ID, "from": storedID(e.From), "to": storedID(e.To), "props": props}
		rows = append(rows, row{fields, size + len(e.ID) + len(e.From) + len(e.To)})
	}
	return rows
}

// values are all properties of a shape; those that are absent are null, which
// takes them off a node that had them.
func values(shape load.Shape, have map[string]any) (props map[string]any, size int) {
	props = make(map[string]any, len(shape.Props)+1)
	for _, p := range shape.Props {
		v, ok := have[p.Name]
		if !ok {
			props[p.Name] = nil
			continue
		}
		props[p.Name] = v
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
	return props, size
}

// send runs the statements over the rows, a batch a transaction. Where missing is
// set, the last statement returns a count, which must be that of the rows, and
// missing asks for the id and type of one that was left out, and the node it lacks.
func (s *Store) send(ctx context.Context, statements []string, rows []row, missing string) error {
	for len(rows) > 0 {
		n, size := 0, 0
		for n < len(rows) && n < s.opts.BatchRows && (n == 0 || size+rows[n].size <= s.opts.BatchBytes) {
			size += rows[n].size
			n++
		}
		batch := make([]any, n)
		for i := range batch {
			batch[i] = rows[i].fields
		}
		rows = rows[n:]
		err := s.retry(ctx, "write to", func() error { return s.write(ctx, statements, batch, missing) })
		if err != nil {
			return err
		}
	}
	return nil
}

// write is one managed transaction.
func (s *Store) write(ctx context.Context, statements []string, batch []any, missing string) error {
	session := s.driver.NewSession(ctx, driver.SessionConfig{DatabaseName: s.opts.Database})
	defer session.Close(context.WithoutCancel(ctx))
	_, err := session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		for i, query := range statements {
			result, err := tx.Run(ctx, query, s.with(map[string]any{"rows": batch}))
			if err != nil {
				return nil, err
			}
			if missing == "" || i < len(statements)-1 {
				if _, err := result.Consume(ctx); err != nil {
					return nil, err
				}
				continue
			}
			record, err := result.Single(ctx)
			if err != nil {
				return nil, err
			}
			if written := record.Values[0].(int64); written != int64(len(batch)) {
				return nil, s.lacking(ctx, tx, missing, batch)
			}
		}
		return nil, nil
	})
	return err
}

// lacking is the error of a batch of which rows were left out.
func (s *Store) lacking(ctx context.Context, tx driver.ManagedTransaction, missing string, batch []any) error {
	result, err := tx.Run(ctx, missing, s.with(map[string]any{"rows": batch}))
	if err != nil {
		return err
	}
	record, err := result.Single(ctx)
	if err != nil {
		return err
	}
	text := func(i int) string { s, _ := record.Values[i].(string); return s }
	return load.MissingEnd(schema.Edge{ID: text(0), Type: text(1)}, text(2))
}

// makeReady prepares the database before the first write.
func (s *Store) makeReady(ctx context.Context) error {
	if s.ready {
		return nil
	}
	if err := s.prepare(ctx); err != nil {
		return err
	}
	s.ready = true
	return nil
}

// prepare makes the constraints and indexes of schema/neo4j.cypher and waits until
// they are filled.
func (s *Store) prepare(ctx context.Context) error {
	statements := strings.Split(schema.Neo4jSchema, ";\n")
	statements[len(statements)-1] = "CALL db.awaitIndexes(300)"
	return s.retry(ctx, "prepare", func() error {
		session := s.driver.NewSession(ctx, driver.SessionConfig{DatabaseName: s.opts.Database})
		defer session.Close(context.WithoutCancel(ctx))
		for _, query := range statements {
			result, err := session.Run(ctx, query, nil)
			if err == nil {
				_, err = result.Consume(ctx)
			}
			if err != nil && !isThere(err) {
				return err
			}
		}
		return nil
	})
}

// isThere reports that a constraint or index was made by somebody else between
// the server's look (IF NOT EXISTS) and its making.
func isThere(err error) bool {
	var answer *driver.Neo4jError
	return errors.As(err, &answer) && (answer.Code == "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists" ||
		answer.Code == "Neo.ClientError.Schema.ConstraintAlreadyExists" || answer.Code == "Neo.ClientError.Schema.IndexAlreadyExists")
}
