package neo4j

import (
	"context"
	"fmt"
	"iter"
	"slices"
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
// time.
func (s *Store) labelled(ctx context.Context, label string) iter.Seq2[schema.Node, error] {
	shape, _ := load.NodeShape(label)
	var props []string
	for _, p := range shape.Props {
		props = append(props, "."+p.Name)
	}
	query := "MATCH (n:" + label + ") WHERE n.graph = $graph AND n.id > $after " +
		"WITH n ORDER BY n.graph, n.id LIMIT $limit " +
		"RETURN n.id, coalesce(n.long_id, n.id), labels(n), n {" + strings.Join(props, ", ") + "} ORDER BY n.graph, n.id"
	return func(yield func(schema.Node, error) bool) {
		for after := ""; ; {
			_, rows, err := s.Query(ctx, query, map[string]any{"after": after, "limit": pageRows})
			if err != nil {
				yield(schema.Node{}, err)
				return
			}
			for _, row := range rows {
				n, err := node(label, row)
				if !yield(n, err) || err != nil {
					return
				}
				after = row[0].(string)
			}
			if len(rows) < pageRows {
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

func node(label string, row []any) (schema.Node, error) {
	n := schema.Node{ID: row[1].(string), Labels: []string{label}}
	if label == schema.LabelEntity {
		n.Labels = entityLabels(row[2].([]any))
	}
	shape, _ := load.NodeShape(label)
	var err error
	if n.Props, err = properties(shape, row[3].(map[string]any)); err != nil {
		return n, fmt.Errorf("node %s: %w", n.ID, err)
	}
	return n, nil
}

// properties keeps those of the vocabulary, in its types; others are other
// people's.
func properties(shape load.Shape, have map[string]any) (map[string]any, error) {
	props := map[string]any{}
	for _, p := range shape.Props {
		v, ok := have[p.Name]
		if !ok || v == nil {
			continue
		}
		switch list := v.(type) {
		case string, int64, float64:
		case []any:
			out := make([]string, len(list))
			for i := range list {
				if out[i], ok = list[i].(string); !ok {
					return nil, fmt.Errorf("property %s holds %T in its list", p.Name, list[i])
				}
			}
			v = out
		default:
			return nil, fmt.Errorf("property %s is %T", p.Name, v)
		}
		props[p.Name] = v
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

// readEdges reads every edge, in the order in which the server finds them. A
// failure in its midst is not mended here: the caller begins again.
func (s *Store) readEdges(ctx context.Context, into *sorter) error {
	session := s.driver.NewSession(ctx, driver.SessionConfig{DatabaseName: s.opts.Database, AccessMode: driver.AccessModeRead})
	defer session.Close(context.WithoutCancel(ctx))
	tx, err := session.BeginTransaction(ctx)
	if err != nil {
		return err
	}
	defer tx.Close(context.WithoutCancel(ctx))
	for _, label := range []string{schema.LabelChunk, schema.LabelEntity, schema.LabelEvent} {
		result, err := tx.Run(ctx, "MATCH (a:"+label+" {graph: $graph})-[r {graph: $graph}]->(b) "+
			"RETURN coalesce(a.long_id, a.id), coalesce(b.long_id, b.id), type(r), properties(r)", s.with(nil))
		if err != nil {
			return err
		}
		for result.Next(ctx) {
			e, err := edge(result.Record().Values)
			if err != nil {
				return err
			}
			if err := into.add(e); err != nil {
				return err
			}
		}
		if err := result.Err(); err != nil {
			return err
		}
	}
	return tx.Commit(ctx)
}

func edge(row []any) (schema.Edge, error) {
	have := row[3].(map[string]any)
	e := schema.Edge{From: row[0].(string), Type: row[2].(string)}
	e.ID, _ = have["id"].(string)
	e.To, _ = row[1].(string)
	var err error
	if e.Props, err = properties(load.EdgeShape(e.Type), have); err != nil {
		return e, fmt.Errorf("edge %s: %w", e.ID, err)
	}
	return e, nil
}
