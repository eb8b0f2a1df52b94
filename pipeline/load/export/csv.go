package export

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// CSV writes the whole graph as two tables with a header each: a row is a node or
// an edge. Labels and lists are joined by semicolons; what is absent is empty.
func CSV(ctx context.Context, store Store, nodes, edges io.Writer) error {
	var shapes []load.Shape
	for _, label := range load.Labels {
		shape, _ := load.NodeShape(label)
		shapes = append(shapes, shape)
	}
	columns := union(shapes)
	w := csv.NewWriter(nodes)
	w.Write(append([]string{"id", "labels"}, columns...)) // errors stay until Flush
	for n, err := range store.Nodes(ctx) {
		if err != nil {
			return fmt.Errorf("export csv: %w", err)
		}
		w.Write(append([]string{n.ID, strings.Join(n.Labels, ";")}, cells(columns, n.Props)...))
	}
	if w.Flush(); w.Error() != nil {
		return fmt.Errorf("export csv: %w", w.Error())
	}
	columns = union([]load.Shape{load.EdgeShape("MET_WITH"), load.EdgeShape(schema.EdgeFromChunk), load.EdgeShape(schema.EdgeEvidencedBy)})
	w = csv.NewWriter(edges)
	w.Write(append([]string{"id", "type", "from", "to"}, columns...))
	for e, err := range store.Edges(ctx) {
		if err != nil {
			return fmt.Errorf("export csv: %w", err)
		}
		w.Write(append([]string{e.ID, e.Type, e.From, e.To}, cells(columns, e.Props)...))
	}
	if w.Flush(); w.Error() != nil {
		return fmt.Errorf("export csv: %w", w.Error())
	}
	return nil
}

// union is the names of all properties, each once.
func union(shapes []load.Shape) []string {
	var names []string
	for _, s := range shapes {
		for _, p := range s.Props {
			if !slices.Contains(names, p.Name) {
				names = append(names, p.Name)
			}
		}
	}
	return names
}

func cells(columns []string, props map[string]any) []string {
	out := make([]string, len(columns))
	for i, name := range columns {
		out[i] = cell(props[name])
	}
	return out
}

func cell(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case []string:
		return strings.Join(v, ";")
	}
	return ""
}
