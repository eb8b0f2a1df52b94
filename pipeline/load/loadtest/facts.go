package loadtest

import (
	"fmt"
	"slices"
	"strings"

	"backchannel/pipeline/load"
	"backchannel/schema"
)

// Fact is an edge between two entities, in words.
type Fact struct {
	Type, Subject, Object string // the ends by their names
	Status                string
	Date                  string // when it was, "2016-08-26" or "2016-08/2016-09"; empty where no text says it
	Place, Title          string // empty where there is none
}

// Core is what a fact says without its circumstances: "MET_WITH A -> B planned".
func (f Fact) Core() string {
	return fmt.Sprintf("%s %s -> %s %s", f.Type, f.Subject, f.Object, f.Status)
}

// String is Core and the circumstances: "MET_WITH A -> B planned 2016-08-26 in
// Geneva", "HOLDS_OFFICE A -> B actual as President".
func (f Fact) String() string {
	s := f.Core()
	if f.Date != "" {
		s += " " + f.Date
	}
	if f.Place != "" {
		s += " in " + f.Place
	}
	if f.Title != "" {
		s += " as " + f.Title
	}
	return s
}

// Facts writes the relations of a graph for people and for golden files, sorted
// by their text.
func Facts(g schema.Graph) []Fact {
	names, events, places := map[string]string{}, map[string]schema.Node{}, map[string]string{}
	for _, n := range g.Nodes {
		names[n.ID], _ = n.Props["name"].(string)
		if n.Labels[0] == schema.LabelEvent {
			events[n.ID] = n
		}
	}
	for _, e := range g.Edges {
		if e.Type == schema.EdgeAt {
			places[e.From] = names[e.To]
		}
	}
	var out []Fact
	for _, e := range g.Edges {
		if !load.IsRelation(e.Type) {
			continue
		}
		f := Fact{Type: e.Type, Subject: names[e.From], Object: names[e.To]}
		f.Status, _ = e.Props["status"].(string)
		f.Title, _ = e.Props["title"].(string)
		if id, ok := e.Props["event"].(string); ok {
			f.Place = places[id]
			props := events[id].Props
			if props["precision"] != "reported" {
				f.Date, _ = props["start"].(string)
				if end, ok := props["end"].(string); ok && end != f.Date {
					f.Date += "/" + end
				}
			}
		}
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b Fact) int { return strings.Compare(a.String(), b.String()) })
	return out
}
