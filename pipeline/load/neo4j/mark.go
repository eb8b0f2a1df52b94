package neo4j

import (
	"context"
	"fmt"
	"strings"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// Version of what a graph looks like in the server, kept with its mark. A graph of
// an older version is brought to this one by the next Sync, which does not believe its
// mark; one of a newer version is left alone.
//
//	1  labels, types and properties as schema/graph.go says
const Version = 1

// all and own count nodes and edges, in the whole database and of this graph. Neo4j
// keeps the first as numbers; the second takes a second for a million edges.
var all, own = counting("", "()"), counting(" {graph: $graph}", "")

func counting(props, from string) string {
	var b strings.Builder
	var nodes, edges []string
	count := func(list *[]string, pattern string) {
		name := fmt.Sprint("n", len(nodes)+len(edges))
		b.WriteString("CALL () { MATCH " + pattern + " RETURN count(x) AS " + name + " } ")
		*list = append(*list, name)
	}
	for _, label := range load.Labels {
		count(&nodes, "(x:"+label+props+")")
	}
	if from != "" {
		count(&edges, from+"-[x]->()")
	} else {
		for _, label := range []string{schema.LabelChunk, schema.LabelEntity, schema.LabelEvent} {
			count(&edges, "(:"+label+props+")-[x"+props+"]->()")
		}
	}
	return b.String() + "WITH *, " + strings.Join(nodes, " + ") + " AS nodes, " + strings.Join(edges, " + ") + " AS edges "
}

// Mark is that of load.Store. That nobody wrote to the database since is told by its
// counts, at once; where somebody did, those of this graph tell.
func (s *Store) Mark(ctx context.Context) (string, error) {
	_, rows, err := s.Query(ctx, all+"MATCH (m:BackchannelMark {graph: $graph, version: $version}) RETURN m.mark, m.nodes = nodes AND m.edges = edges", map[string]any{"version": Version})
	if err != nil || len(rows) == 0 {
		return "", err
	}
	mark, _ := rows[0][0].(string)
	if rows[0][1] == true {
		return mark, nil
	}
	_, rows, err = s.Query(ctx, own+"MATCH (m:BackchannelMark {graph: $graph, own_nodes: nodes, own_edges: edges}) RETURN m.mark", nil)
	if err != nil || len(rows) == 0 {
		return "", err
	}
	return mark, nil
}

// SetMark is that of load.Store. The mark is a node of its own.
func (s *Store) SetMark(ctx context.Context, mark string) error {
	if err := s.Prepare(ctx); err != nil {
		return err
	}
	query := "MATCH (m:BackchannelMark {graph: $graph}) DELETE m"
	if mark != "" {
		query = own + "WITH nodes AS own_nodes, edges AS own_edges " + all + "MERGE (m:BackchannelMark {graph: $graph}) " +
			"SET m.name = $graph, m.version = $version, m.mark = $mark, m.nodes = nodes, m.edges = edges, m.own_nodes = own_nodes, m.own_edges = own_edges"
	}
	return s.transact(ctx, job{statements: []string{query}}, map[string]any{"mark": mark, "version": Version})
}

// checkGraph refuses a graph that a newer program wrote.
func (s *Store) checkGraph(ctx context.Context) error {
	_, rows, err := s.Query(ctx, "MATCH (m:BackchannelMark {graph: $graph}) RETURN m.version", nil)
	if err != nil || len(rows) == 0 {
		return err
	}
	if version, _ := rows[0][0].(int64); version > Version {
		return fmt.Errorf("open %s: %w: the graph %s has version %d, written by a newer program; this one knows versions up to %d", s.name(), load.ErrUnusable, s.opts.Graph, version, Version)
	}
	return nil
}
