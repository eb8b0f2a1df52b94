package neo4j

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// pageSize is how many nodes are read at once, with or without their edges.
const pageSize = 5_000

// maxID is the longest id, in bytes, that is stored as it is: Neo4j cannot index
// longer values than about 8 kB. A longer one is stored cut, with its checksum, and
// whole in the property long_id.
const maxID = 1000

func storedID(id string) string {
	if len(id) <= maxID {
		return id
	}
	return strings.ToValidUTF8(id[:200], "") + "…" + schema.Key(id)
}

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

// Nodes yields the nodes label by label, a page at a time.
func (s *Store) Nodes(ctx context.Context) iter.Seq2[schema.Node, error] {
	return func(yield func(schema.Node, error) bool) {
		for _, label := range load.Labels {
			shape, _ := load.NodeShape(label)
			var props []string
			for _, p := range shape.Props {
				props = append(props, "."+p.Name)
			}
			query := "MATCH (n:" + label + ") WHERE n.graph = $graph AND n.id > $after " +
				"WITH n ORDER BY n.graph, n.id LIMIT $limit " +
				"RETURN n.id, coalesce(n.long_id, n.id), labels(n), n {" + strings.Join(props, ", ") + "} ORDER BY n.graph, n.id"
			for after := ""; ; {
				_, rows, err := s.Query(ctx, query, map[string]any{"after": after, "limit": pageSize})
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
				if len(rows) < pageSize {
					break
				}
			}
		}
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

// Edges yields the edges by the node where they begin, a page of nodes at a time.
func (s *Store) Edges(ctx context.Context) iter.Seq2[schema.Edge, error] {
	return func(yield func(schema.Edge, error) bool) {
		for _, label := range []string{schema.LabelChunk, schema.LabelEntity, schema.LabelEvent} {
			query := "MATCH (a:" + label + ") WHERE a.graph = $graph AND a.id > $after " +
				"WITH a ORDER BY a.graph, a.id LIMIT $limit WITH collect(a) AS page, max(a.id) AS last UNWIND page AS a " +
				"OPTIONAL MATCH (a)-[r]->(b) WHERE r.graph = $graph " +
				"RETURN last, coalesce(a.long_id, a.id), coalesce(b.long_id, b.id), type(r), properties(r)"
			for after := ""; ; {
				_, rows, err := s.Query(ctx, query, map[string]any{"after": after, "limit": pageSize})
				if err != nil {
					yield(schema.Edge{}, err)
					return
				}
				for _, row := range rows {
					after = row[0].(string)
					if row[3] == nil {
						continue
					}
					e, err := edge(row)
					if !yield(e, err) || err != nil {
						return
					}
				}
				if len(rows) == 0 {
					break
				}
			}
		}
	}
}

func edge(row []any) (schema.Edge, error) {
	have := row[4].(map[string]any)
	e := schema.Edge{From: row[1].(string), Type: row[3].(string)}
	e.ID, _ = have["id"].(string)
	e.To, _ = row[2].(string)
	var err error
	if e.Props, err = properties(load.EdgeShape(e.Type), have); err != nil {
		return e, fmt.Errorf("edge %s: %w", e.ID, err)
	}
	return e, nil
}
