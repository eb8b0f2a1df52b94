package run_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"backchannel/pipeline/run"
	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// What a meter shows while a run is under way, moment by moment.
func TestMeter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pace := stage.Stage{
			Name: "pace", Doc: "Takes its time.", Version: 1, Needs: schema.LayerText, Gives: schema.LayerTokens,
			Run: func(_ context.Context, doc schema.Document) (schema.Document, error) {
				pause := 10 * time.Second
				if doc.ID == "d001" {
					pause = 35 * time.Second
				}
				time.Sleep(pause)
				doc.Tokens = make([]schema.Token, 7)
				return doc, nil
			},
		}
		slowly := func(yield func(schema.Document, error) bool) {
			time.Sleep(2 * time.Second)
			for doc, err := range texts(slices.Repeat([]string{"plain"}, 40)...) {
				if !yield(doc, err) {
					return
				}
			}
		}
		var m run.Meter
		line := run.Line{Stages: m.Clock.On([]stage.Stage{pace}), Workers: 2, Meter: &m}
		show := func() string {
			r := m.Now()
			return fmt.Sprintf("%v oldest %s %v spent %v", r.Queues, r.Oldest.ID, r.Oldest.For, r.Spent)
		}
		var got []string
		var watcher sync.WaitGroup
		watcher.Go(func() {
			for range 3 {
				time.Sleep(15 * time.Second)
				got = append(got, show())
			}
		})
		n := 0
		for range line.Results(t.Context(), slowly) {
			n++
		}
		watcher.Wait()
		want := []string{
			"[{extract 8 8} {keep 0 8}] oldest d001 13s spent map[pace:10s read:2s]",
			"[{extract 8 8} {keep 0 8}] oldest d001 28s spent map[pace:20s read:2s]",
			"[{extract 8 8} {keep 0 8}] oldest d005 43s spent map[pace:1m15s read:2s]",
		}
		if !slices.Equal(got, want) {
			t.Errorf("got  %q\nwant %q", got, want)
		}
		if r := m.Now(); n != 40 || len(r.Queues) > 0 || r.Oldest.ID != "" {
			t.Errorf("%d documents, and afterwards %+v", n, r)
		}
	})
}

// A run counts what it did and tells its phases and steps.
func TestMeterOfARun(t *testing.T) {
	f, s := open(t), &shelf{}
	lib := library{"a": "one", "b": "fail", "c": "three"}
	for _, when := range []string{"first", "second"} {
		var m run.Meter
		j := job(f, s, lib.input("in", "a", "b", "c", "missing"))
		j.Meter = &m
		j.Project = func(_ context.Context, _ string, tell func(run.Phase)) error {
			tell(run.Loading)
			m.Step("write", 9)
			m.Did(4)
			return nil
		}
		must(t, j)
		r := m.Now()
		if got, want := fmt.Sprint(r.Phase, r.Documents, r.Failed, r.Step, r.Done, r.Total), "loading4 2write4 9"; got != want {
			t.Errorf("%s run: %s, want %s", when, got, want)
		}
		for _, stage := range []string{"read", "keep"} {
			if r.Spent[stage] <= 0 {
				t.Errorf("%s run: %s took no time: %v", when, stage, r.Spent)
			}
		}
	}
}
