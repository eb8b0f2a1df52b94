package export

import (
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// GraphML writes the entities and the relations between them, as Gephi, yEd and
// networkx read them: a directed graph with several edges between two. Each has a
// label; an edge's weight is the number of its sources. Documents, chunks and
// events are left out; what is known of an event stands at its edge.
func GraphML(ctx context.Context, store Store, w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, xml.Header, `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`+"\n")
	entity, _ := load.NodeShape(schema.LabelEntity)
	relation := load.EdgeShape("MET_WITH")
	keys := func(of, prefix string, props ...load.Property) {
		for _, p := range props {
			kind := map[load.Kind]string{load.Text: "string", load.List: "string", load.Integer: "long", load.Number: "double"}[p.Kind]
			fmt.Fprintf(out, `<key id="%s%s" for="%s" attr.name="%s" attr.type="%s"/>`+"\n", prefix, p.Name, of, p.Name, kind)
		}
	}
	keys("node", "n_", load.Property{Name: "label"}, load.Property{Name: "type"})
	keys("node", "n_", entity.Props...)
	keys("edge", "e_", load.Property{Name: "label"}, load.Property{Name: "weight", Kind: load.Number})
	keys("edge", "e_", relation.Props...)
	datum := func(key, value string) { fmt.Fprintf(out, `<data key="%s">%s</data>`, key, markup(value)) }
	data := func(prefix string, props []load.Property, have map[string]any) {
		for _, p := range props {
			if v, ok := have[p.Name]; ok {
				datum(prefix+p.Name, cell(v))
			}
		}
	}
	fmt.Fprint(out, `<graph id="backchannel" edgedefault="directed">`+"\n")
	for n, err := range store.Nodes(ctx) {
		if err != nil {
			return fmt.Errorf("export graphml: %w", err)
		}
		if n.Labels[0] != schema.LabelEntity {
			continue
		}
		fmt.Fprintf(out, `<node id="%s">`, markup(n.ID))
		datum("n_label", text(n.Props, "name"))
		datum("n_type", n.Labels[len(n.Labels)-1])
		data("n_", entity.Props, n.Props)
		fmt.Fprint(out, "</node>\n")
	}
	for e, err := range store.Edges(ctx) {
		if err != nil {
			return fmt.Errorf("export graphml: %w", err)
		}
		if !load.IsRelation(e.Type) {
			continue
		}
		fmt.Fprintf(out, `<edge id="%s" source="%s" target="%s">`, markup(e.ID), markup(e.From), markup(e.To))
		datum("e_label", e.Type)
		if sources, ok := e.Props["sources"].(int64); ok {
			datum("e_weight", cell(float64(sources)))
		}
		data("e_", relation.Props, e.Props)
		fmt.Fprint(out, "</edge>\n")
	}
	fmt.Fprint(out, "</graph>\n</graphml>\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("export graphml: %w", err)
	}
	return nil
}

// markup escapes a text; what XML cannot hold becomes U+FFFD.
func markup(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s)) // a buffer does not fail
	return b.String()
}
