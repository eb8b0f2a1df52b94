package main

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline/run"
)

// A line of JSON tells how full the queues are and what the stages took, also while
// nothing comes through.
func TestProgressInJSON(t *testing.T) {
	var out bytes.Buffer
	p := &program{form: "json", stderr: &out, log: newLogger(&out, "json")}
	var m run.Meter
	g := &progress{program: p, meter: &m, begun: time.Now()}
	g.last.at = g.begun
	lines := func() (all []map[string]any) {
		t.Helper()
		for dec := json.NewDecoder(&out); dec.More(); {
			var line map[string]any
			if err := dec.Decode(&line); err != nil {
				t.Fatal(err)
			}
			for _, varies := range []string{"time", "seconds"} {
				if _, there := line[varies]; !there {
					t.Errorf("no %s in %v", varies, line)
				}
				delete(line, varies)
			}
			all = append(all, line)
		}
		return all
	}
	m.Enter(run.Reading)
	depth := 3
	stop := m.Watch("extract", 8, func() int { return depth })
	g.show(false)
	depth = 9 // more than there is room for: read while it changed
	g.show(false)
	stop()
	m.Enter(run.Folding)
	m.Step("read", 10)
	m.Did(4)
	g.tell(run.Progress{Phase: run.Folding})
	g.show(false)

	queue := func(depth float64) map[string]any {
		return map[string]any{"extract": map[string]any{"depth": depth, "capacity": 8.0}}
	}
	reading := func(depth float64) map[string]any {
		return map[string]any{"level": "INFO", "msg": "reading", "documents": 0.0, "failed": 0.0, "tokens": 0.0,
			"documents_per_second": 0.0, "tokens_per_second": 0.0, "queues": queue(depth)}
	}
	folding := map[string]any{"level": "INFO", "msg": "folding", "documents": 0.0, "failed": 0.0, "step": "read", "done": 4.0, "total": 10.0}
	entering := map[string]any{"tokens": 0.0, "documents_per_second": 0.0, "tokens_per_second": 0.0}
	for k, v := range folding {
		entering[k] = v
	}
	if diff := cmp.Diff([]map[string]any{reading(3), reading(8), entering, folding}, lines()); diff != "" {
		t.Error(diff)
	}
}
