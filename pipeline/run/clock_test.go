package run_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"backchannel/pipeline/run"
	"backchannel/pipeline/stage"
	"backchannel/schema"
)

func TestClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := func(pause time.Duration, err error) func(context.Context, schema.Document) (schema.Document, error) {
			return func(_ context.Context, doc schema.Document) (schema.Document, error) {
				time.Sleep(pause)
				return doc, err
			}
		}
		stages := []stage.Stage{
			{Name: "one", Version: 3, Fingerprint: "f", Gives: schema.LayerSections, Run: slow(2*time.Second, nil)},
			{Name: "two", Version: 1, Gives: schema.LayerTags, Run: slow(3*time.Second, errors.New("no"))},
			{Name: "three", Version: 1, Gives: schema.LayerTokens, Run: slow(time.Second, nil)},
		}
		var clock run.Clock
		on := clock.On(stages)
		if stage.Fingerprint(on) != stage.Fingerprint(stages) {
			t.Error("the clock changed the fingerprint")
		}
		docs := func(yield func(schema.Document, error) bool) {
			_ = yield(schema.Document{ID: "a"}, nil) && yield(schema.Document{ID: "b"}, nil) && yield(schema.Document{ID: "c", Have: schema.LayerSections}, nil)
		}
		for range run.Each(t.Context(), on, 2, docs) {
		}
		got := clock.Spent()
		if got["one"] != 4*time.Second || got["two"] != 9*time.Second || got["three"] != 0 {
			t.Errorf("spent %v, want 4 s, 9 s and nothing", got)
		}
	})
}
