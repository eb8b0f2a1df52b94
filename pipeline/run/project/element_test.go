package project

import (
	"math"
	"reflect"
	"testing"

	"backchannel/schema"
)

// What is packed is what opens.
func TestElementsOpenAsPacked(t *testing.T) {
	props := map[string]any{
		"name": "Zürich", "empty": "", "mentions": int64(math.MaxInt64), "start": int64(-300), "zero": int64(0),
		"score": 0.125, "least": -math.MaxFloat64, "aliases": []string{"a", "", "Ž|\x00"}, "chunks": []string{},
	}
	var p packer
	for _, props := range []map[string]any{props, {}} {
		n := schema.Node{ID: "person/x", Labels: []string{schema.LabelEntity, "Person"}, Props: props}
		packed, err := p.node(&n)
		if err != nil {
			t.Fatal(err)
		}
		e := schema.Edge{ID: "MET_WITH|a|b", Type: "MET_WITH", From: "a", To: "b", Props: props}
		other, err := p.edge(&e)
		if err != nil {
			t.Fatal(err)
		}
		if got := openNode(packed); !reflect.DeepEqual(got, n) {
			t.Errorf("got %#v, want %#v", got, n)
		}
		if got := openEdge(other); !reflect.DeepEqual(got, e) {
			t.Errorf("got %#v, want %#v", got, e)
		}
	}
	if _, err := p.node(&schema.Node{Props: map[string]any{"odd": true}}); err == nil {
		t.Error("a property of a kind that no graph has is packed")
	}
}
