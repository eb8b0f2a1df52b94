package load

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"unicode/utf8"

	"backchannel/schema"
)

// Kind is the type that a property's value has in every store.
type Kind uint8

const (
	Text    Kind = iota // string
	Integer             // int64
	Number              // float64, finite
	List                // []string
)

func (k Kind) String() string { return [...]string{"string", "int64", "float64", "[]string"}[k] }

// Property is one property of a kind of node or edge.
type Property struct {
	Name string
	Kind Kind
}

// indexed are the properties of events that Neo4j has an index of
// (schema/neo4j.cypher): it takes no text that is longer than MaxIndexed bytes.
var indexed = []string{"type", "status", "start"}

const MaxIndexed = 1000

// Shape is what the nodes of a label, or the edges of a type, look like. Every
// property may be absent.
type Shape struct {
	From, To string // edges: the first label of the nodes at the ends
	Props    []Property
}

// Labels lists the first labels of nodes, in the order in which they are written.
var Labels = []string{schema.LabelDocument, schema.LabelChunk, schema.LabelEntity, schema.LabelEvent}

var nodeShapes = map[string]Shape{
	schema.LabelEntity: {Props: []Property{
		{"name", Text}, {"aliases", List}, {"wikidata", Text}, {"iso3", Text}, {"mentions", Integer}, {"first_seen", Text}, {"last_seen", Text},
	}},
	schema.LabelDocument: {Props: []Property{
		{"name", Text}, {"title", Text}, {"uri", Text}, {"published", Text}, {"publisher", Text}, {"fingerprint", Text}, {"furniture", Text},
	}},
	schema.LabelChunk: {Props: []Property{
		{"name", Text}, {"text", Text}, {"index", Integer}, {"start", Integer}, {"end", Integer}, {"furniture", Text},
	}},
	schema.LabelEvent: {Props: []Property{
		{"name", Text}, {"type", Text}, {"plover", Text}, {"status", Text}, {"start", Text}, {"end", Text}, {"precision", Text},
		{"sources", Integer}, {"score", Number},
	}},
}

var edgeShapes = map[string]Shape{
	schema.EdgeFromDocument: {From: schema.LabelChunk, To: schema.LabelDocument},
	schema.EdgeNextChunk:    {From: schema.LabelChunk, To: schema.LabelChunk},
	schema.EdgeFromChunk:    {From: schema.LabelEntity, To: schema.LabelChunk, Props: []Property{{"mentions", Integer}}},
	schema.EdgeSubject:      {From: schema.LabelEntity, To: schema.LabelEvent},
	schema.EdgeObject:       {From: schema.LabelEntity, To: schema.LabelEvent},
	schema.EdgeAt:           {From: schema.LabelEvent, To: schema.LabelEntity},
	schema.EdgeEvidencedBy: {From: schema.LabelEvent, To: schema.LabelChunk, Props: []Property{
		{"start", Integer}, {"end", Integer}, {"trigger", Text}, {"rule", Text}, {"speaker", Text}, {"status", Text},
	}},
}

var relationShape = Shape{From: schema.LabelEntity, To: schema.LabelEntity, Props: []Property{
	{"event", Text}, {"status", Text}, {"start", Text}, {"end", Text}, {"sources", Integer}, {"score", Number}, {"title", Text}, {"chunks", List},
}}

// NodeShape is the shape of nodes whose first label is label.
func NodeShape(label string) (Shape, bool) {
	s, ok := nodeShapes[label]
	return s, ok
}

// EdgeShape is the shape of edges of that type. Every type that is not one of
// the schema's own is a relation of the ontology.
func EdgeShape(kind string) Shape {
	if s, ok := edgeShapes[kind]; ok {
		return s
	}
	return relationShape
}

// EdgesFrom has the properties of all types of edges that begin at nodes of a label.
// One name may stand for values of several kinds there.
func EdgesFrom(label string) Shape {
	all := Shape{From: label}
	add := func(s Shape) {
		for _, p := range s.Props {
			if s.From == label && !slices.ContainsFunc(all.Props, func(q Property) bool { return p.Name == q.Name }) {
				all.Props = append(all.Props, p)
			}
		}
	}
	add(relationShape)
	for _, kind := range slices.Sorted(maps.Keys(edgeShapes)) {
		add(edgeShapes[kind])
	}
	return all
}

// IsRelation reports whether edges of that type are relations of the ontology,
// from entity to entity.
func IsRelation(kind string) bool {
	_, own := edgeShapes[kind]
	return !own
}

// ValidLabel reports whether a label is an identifier that is safe in a query.
func ValidLabel(s string) bool {
	for i, c := range []byte(s) {
		letter := c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		if !(letter && (i > 0 || c <= 'Z') || i > 0 && (c == '_' || c >= '0' && c <= '9')) {
			return false
		}
	}
	return s != "" && len(s) <= 64
}

// ValidType reports whether an edge type is upper snake case, safe in a query.
func ValidType(s string) bool {
	for i, c := range []byte(s) {
		if !(c >= 'A' && c <= 'Z' || i > 0 && (c == '_' || c >= '0' && c <= '9')) {
			return false
		}
	}
	return s != "" && len(s) <= 64
}

func checkNode(n schema.Node) error {
	if len(n.Labels) == 0 {
		return errors.New("it has no label")
	}
	shape, ok := NodeShape(n.Labels[0])
	switch {
	case !ok:
		return fmt.Errorf("label %q is none of %v", n.Labels[0], Labels)
	case n.Labels[0] == schema.LabelEntity && len(n.Labels) != 2, n.Labels[0] != schema.LabelEntity && len(n.Labels) != 1:
		return fmt.Errorf("labels %q: an entity has a second label for its type, others have one label", n.Labels)
	case !ValidLabel(n.Labels[len(n.Labels)-1]) || len(n.Labels) == 2 && slices.Contains(Labels, n.Labels[1]):
		return fmt.Errorf("label %q is not an identifier of its own (Person, Country)", n.Labels[len(n.Labels)-1])
	}
	return errors.Join(checkID(n.ID), shape.check(n.Labels[0], n.Props))
}

// checkEdge checks an edge but not its ends.
func checkEdge(e schema.Edge) error {
	if !ValidType(e.Type) {
		return fmt.Errorf("type %q is not upper snake case (MET_WITH)", e.Type)
	}
	return errors.Join(checkID(e.ID), EdgeShape(e.Type).check(e.Type, e.Props))
}

func checkID(id string) error {
	if id == "" || !utf8.ValidString(id) {
		return errors.New("its id is empty or not UTF-8")
	}
	return nil
}

func (s Shape) check(what string, props map[string]any) error {
	for name, v := range props {
		i := slices.IndexFunc(s.Props, func(p Property) bool { return p.Name == name })
		if i < 0 {
			return fmt.Errorf("%s has no property %q in the vocabulary of load", what, name)
		}
		ok := false
		switch v := v.(type) {
		case string:
			if what == schema.LabelEvent && len(v) > MaxIndexed && slices.Contains(indexed, name) {
				return fmt.Errorf("property %s of %d bytes; at most %d can be indexed", name, len(v), MaxIndexed)
			}
			ok = s.Props[i].Kind == Text && utf8.ValidString(v)
		case int64:
			ok = s.Props[i].Kind == Integer
		case float64:
			ok = s.Props[i].Kind == Number && !math.IsNaN(v) && !math.IsInf(v, 0)
		case []string:
			ok = s.Props[i].Kind == List && !slices.ContainsFunc(v, func(s string) bool { return !utf8.ValidString(s) })
		}
		if !ok {
			return fmt.Errorf("property %s must be %v, in UTF-8 or finite; it is %v", name, s.Props[i].Kind, reflect.TypeOf(v))
		}
	}
	return nil
}

// plain returns the properties without nil: an unset list is an empty one, and no
// properties are an empty map, as stores give them back.
func plain(props map[string]any) map[string]any {
	if props == nil {
		return map[string]any{}
	}
	for name, v := range props {
		if list, ok := v.([]string); ok && list == nil {
			out := make(map[string]any, len(props))
			for k, v := range props {
				out[k] = v
			}
			out[name] = []string{}
			return plain(out)
		}
	}
	return props
}

// brief is an id for people: quoted, and cut where it is long.
func brief(id string) string {
	if r := []rune(id); len(r) > 100 {
		id = string(r[:100]) + "…"
	}
	return fmt.Sprintf("%q", id)
}
