package neo4j

import (
	"context"
	"strings"

	"backchannel/pipeline/load"
)

// holds counts what the database holds, other graphs' nodes and edges among them,
// from the counts that Neo4j keeps: reading them costs nothing. When others add to
// it the mark is not believed, which costs no more than a comparison.
var holds = func() string {
	var b strings.Builder
	for _, label := range load.Labels {
		b.WriteString("CALL () { MATCH (x:" + label + ") RETURN count(x) AS " + strings.ToLower(label) + " } ")
	}
	b.WriteString("CALL () { MATCH ()-->() RETURN count(*) AS edges } WITH edges, ")
	for i, label := range load.Labels {
		if i > 0 {
			b.WriteString(" + ")
		}
		b.WriteString(strings.ToLower(label))
	}
	b.WriteString(" AS nodes ")
	return b.String()
}()

// Mark is that of load.Store.
func (s *Store) Mark(ctx context.Context) (string, error) {
	_, rows, err := s.Query(ctx, holds+"MATCH (m:BackchannelMark {graph: $graph, nodes: nodes, edges: edges}) RETURN m.mark", nil)
	if err != nil || len(rows) == 0 {
		return "", err
	}
	mark, _ := rows[0][0].(string)
	return mark, nil
}

// SetMark is that of load.Store. The mark is a node of its own.
func (s *Store) SetMark(ctx context.Context, mark string) error {
	if err := s.makeReady(ctx); err != nil {
		return err
	}
	query := "MATCH (m:BackchannelMark {graph: $graph}) DELETE m"
	if mark != "" {
		query = holds + "MERGE (m:BackchannelMark {graph: $graph}) SET m.name = $graph, m.mark = $mark, m.nodes = nodes, m.edges = edges"
	}
	return s.transact(ctx, job{statements: []string{query}}, map[string]any{"mark": mark})
}
