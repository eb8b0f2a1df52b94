package neo4j_test

import (
	"strings"
	"testing"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j"
)

// A mark holds while others write to the database, and no longer than its graph does.
func TestMarkAmongOthers(t *testing.T) {
	o := server(t)
	store := mustOpen(t, o)
	check := func(what, want string) {
		t.Helper()
		if got, err := store.Mark(t.Context()); err != nil || got != want {
			t.Errorf("%s: mark %q, %v; want %q", what, got, err, want)
		}
	}
	sync := func(s load.Store, mark string) {
		t.Helper()
		if _, err := load.Sync(t.Context(), s, load.Of(loadtest.Story()), mark); err != nil {
			t.Fatal(err)
		}
	}
	sync(store, "one")
	other := o
	other.Graph += "-other"
	sync(mustOpen(t, other), "two")
	check("another graph came in", "one")
	before := store.Effects()
	sync(store, "one")
	if did := store.Effects(); did != before {
		t.Errorf("the same graph again: %+v, want %+v", did, before)
	}
	run := direct(t, o)
	graph := map[string]any{"graph": o.Graph}
	run("MATCH (:Entity {graph: $graph})-[r:THREATENED {graph: $graph}]->() DELETE r", graph)
	check("an edge is gone", "")
	sync(store, "one")
	check("mended", "one")
	run("MATCH (n {graph: $graph}) DETACH DELETE n", graph)
	check("emptied", "")
}

// A graph of an older version is brought to ours; a newer one is refused.
func TestGraphVersion(t *testing.T) {
	o := server(t)
	store := mustOpen(t, o)
	run := direct(t, o)
	version := func() any {
		return run("MATCH (m:BackchannelMark {graph: $graph}) RETURN m.version", map[string]any{"graph": o.Graph})[0].Values[0]
	}
	set := func(v any) {
		run("MATCH (m:BackchannelMark {graph: $graph}) SET m.version = $v", map[string]any{"graph": o.Graph, "v": v})
	}
	sync := func() {
		t.Helper()
		if _, err := load.Sync(t.Context(), store, load.Of(loadtest.Story()), "one"); err != nil {
			t.Fatal(err)
		}
	}
	sync()
	for _, older := range []any{nil, neo4j.Version - 1} {
		set(older)
		if mark, err := store.Mark(t.Context()); err != nil || mark != "" {
			t.Errorf("version %v: mark %q, %v; want it not to be believed", older, mark, err)
		}
		sync()
		if v := version(); v != int64(neo4j.Version) {
			t.Errorf("version %v after a sync of version %v", v, older)
		}
	}
	set(neo4j.Version + 1)
	_, err := neo4j.Open(t.Context(), o)
	checkError(t, err, load.ErrUnusable)
	if err == nil || !strings.Contains(err.Error(), "written by a newer program") {
		t.Errorf("error %v, want one that tells of the newer program", err)
	}
}
