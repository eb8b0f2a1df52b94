package export

import (
	"fmt"
	"maps"
	"strings"

	"backchannel/pipeline/load/loadtest"
	"backchannel/schema"
)

// hostile is the story of loadtest with names and a title that break carelessly
// written files: markup, quotes, separators, control characters, right-to-left
// marks, a very long one. Organizations of these names meet in a row.
func hostile() schema.Graph {
	g := loadtest.Story()
	node := func(id, label, kind string, props map[string]any) {
		labels := []string{label}
		if kind != "" {
			labels = append(labels, kind)
		}
		g.Nodes = append(g.Nodes, schema.Node{ID: id, Labels: labels, Props: props})
	}
	edge := func(kind, from, to string, props map[string]any) {
		g.Edges = append(g.Edges, schema.Edge{ID: kind + "|" + from + "|" + to, Type: kind, From: from, To: to, Props: maps.Clone(props)})
	}
	names := []string{
		`</script><script>alert("x")</script>`, `"; DROP TABLE entities; --`, "line\none,two;three\ttab", "=1+1", "nul\u0001bell\u0007",
		"\u202eright to left\u2066", "a & b < c > d ' e", "{{.}} ${x} `y`", strings.Repeat("long ", 2000),
	}
	said := strings.Join(names, " met ")
	node("hostile", schema.LabelDocument, "", map[string]any{
		"name": "x", "title": `<script>alert("title")</script> & "more"`, "uri": "javascript:alert(1)", "published": "2017-05-21", "publisher": "A <b>Paper</b>",
	})
	node("hostile#p1", schema.LabelChunk, "", map[string]any{"name": "x", "text": said, "index": int64(0), "start": int64(0), "end": int64(len([]rune(said)))})
	edge(schema.EdgeFromDocument, "hostile#p1", "hostile", nil)
	for i, name := range names {
		id := "organization/" + name
		node(id, schema.LabelEntity, "Organization", map[string]any{"name": name, "aliases": []string{name + "?"}, "mentions": int64(1)})
		edge(schema.EdgeFromChunk, id, "hostile#p1", map[string]any{"mentions": int64(1)})
		if i == 0 {
			continue
		}
		before, event := "organization/"+names[i-1], fmt.Sprint("event/hostile-", i)
		node(event, schema.LabelEvent, "", map[string]any{
			"name": names[i-1] + " met with " + name, "type": "MET_WITH", "plover": "CONSULT", "status": "actual", "start": "2017-05-20", "sources": int64(1), "score": 0.5,
		})
		edge(schema.EdgeSubject, before, event, nil)
		edge(schema.EdgeObject, id, event, nil)
		edge("MET_WITH", before, id, map[string]any{"event": event, "status": "actual", "sources": int64(1)})
		edge(schema.EdgeEvidencedBy, event, "hostile#p1", map[string]any{
			"start": int64(0), "end": int64(len([]rune(said))), "trigger": "met", "rule": "x", "speaker": `<i>"source"</i>`, "status": "actual",
		})
	}
	g.Sort()
	return g
}
