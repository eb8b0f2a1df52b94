package pipeline_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"backchannel/pipeline"
	"backchannel/pipeline/score"
	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

var (
	update = flag.Bool("update", false, "rewrite golden files")
	misses = flag.String("misses", "", "list missed and extra entities of these gold files: events, history, trips, seeds")
)

// TestNodes measures the entities, by name and type, against the gold records of
// the shared data. The figures are golden: a change shows in review. Every third
// record of events is set aside: rules were written without looking at it.
func TestNodes(t *testing.T) {
	dir := "../../shared/gold"
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("%s is absent: the gold records are read from the shared data beside the repository", dir)
	}
	onto, err := schema.Diplomacy()
	if err != nil {
		t.Fatal(err)
	}
	gaz, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	story, err := pipeline.Story(onto, gaz)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	measure := func(name string, gold []score.Record) {
		var said []score.Record
		for _, g := range gold {
			doc, err := g.Document()
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range story[:len(story)-1] {
				if doc, err = s.Run(t.Context(), doc); err != nil {
					t.Fatal(err)
				}
			}
			said = append(said, score.Of(schema.NewRecord(doc, "")))
		}
		report := score.Compare(gold, said)
		p, r, f := report.Entities.PRF()
		fmt.Fprintf(&out, "%-14s P %.3f R %.3f F1 %.3f  (%d of %d found, %d said)\n", name, p, r, f, report.Entities.Hit, report.Entities.Gold, report.Entities.Said)
		if strings.Contains(*misses, name) {
			for _, e := range report.Errors {
				if strings.HasSuffix(e.Kind, "ENTITY") {
					t.Log(e.Kind, e.Document, e.What)
				}
			}
		}
	}
	for _, name := range []string{"events", "history", "trips", "seeds"} {
		file := filepath.Join(dir, name+".jsonl")
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		gold, err := score.Read(f, file)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		if name != "events" {
			measure(name, gold)
			continue
		}
		var open, aside []score.Record
		for i, g := range gold {
			if (i+1)%3 == 0 {
				aside = append(aside, g)
			} else {
				open = append(open, g)
			}
		}
		measure("events", open)
		measure("set aside", aside)
	}
	golden := "testdata/nodes.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("entities found:\n%swant (go test -update after a change for the better):\n%s", out.String(), want)
	}
}
