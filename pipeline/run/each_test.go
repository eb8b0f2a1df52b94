package run_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"backchannel/pipeline/run"
	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// shout is a made-up stage: it gives one section over the whole text, fails on
// "fail", panics on "panic" and dawdles on "slow".
var shout = stage.Stage{
	Name: "shout", Doc: "Makes one section.", Version: 1, Needs: schema.LayerText, Gives: schema.LayerSections,
	Run: func(_ context.Context, doc schema.Document) (schema.Document, error) {
		switch doc.Text {
		case "fail":
			return doc, errors.New("did not like it")
		case "panic":
			panic("at the disco")
		case "slow":
			time.Sleep(20 * time.Millisecond)
		}
		doc.Sections = []schema.Section{{Span: schema.Span{End: len(doc.Text)}, Kind: schema.Body}}
		return doc, nil
	},
}

func texts(list ...string) iter.Seq2[schema.Document, error] {
	return func(yield func(schema.Document, error) bool) {
		for i, text := range list {
			var err error
			if text == "unreadable" {
				err = errors.New("cannot be read")
			}
			if !yield(schema.Document{ID: fmt.Sprintf("d%03d", i), Text: text}, err) {
				return
			}
		}
	}
}

func TestEachKeepsOrderAndGoesOn(t *testing.T) {
	var in, want []string
	for i := range 200 {
		text, outcome := "plain", "ok"
		switch i % 10 {
		case 3:
			text, outcome = "fail", "shout: shout ID: did not like it"
		case 5:
			text, outcome = "panic", "shout: shout ID: panic: at the disco"
		case 7:
			text, outcome = "unreadable", "read: cannot be read"
		case 0:
			text = "slow"
		}
		id := fmt.Sprintf("d%03d", i)
		in = append(in, text)
		want = append(want, id+" "+strings.ReplaceAll(outcome, "ID", id))
	}
	for _, workers := range []int{0, 1, 2, 8} {
		var got []string
		for r := range run.Each(t.Context(), []stage.Stage{shout}, workers, texts(in...)) {
			outcome := "ok"
			if r.Err != nil {
				outcome = r.Stage + ": " + r.Err.Error()
			} else if len(r.Doc.Sections) != 1 {
				outcome = "no layer"
			}
			got = append(got, r.Doc.ID+" "+outcome)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d workers: got\n%s\nwant\n%s", workers, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// An endless input must not be read faster than it is worked off.
func TestEachIsBounded(t *testing.T) {
	var read atomic.Int64
	endless := func(yield func(schema.Document, error) bool) {
		for yield(schema.Document{ID: "d", Text: "plain"}, nil) {
			read.Add(1)
		}
	}
	n := 0
	for range run.Each(t.Context(), []stage.Stage{shout}, 2, endless) {
		if n++; n == 50 {
			break
		}
	}
	if ahead := read.Load() - int64(n); ahead > 16 {
		t.Errorf("read %d documents ahead of 2 workers", ahead)
	}
}

func TestEachStopsWhenTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		source := make(chan struct{}) // a pipe that nobody writes to
		waiting := func(yield func(schema.Document, error) bool) {
			yield(schema.Document{ID: "first", Text: "plain"}, nil)
			<-source
		}
		time.AfterFunc(time.Hour, cancel)
		var got []string
		for r := range run.Each(ctx, []stage.Stage{shout}, 2, waiting) {
			got = append(got, r.Doc.ID)
		}
		if !slices.Equal(got, []string{"first"}) || ctx.Err() == nil {
			t.Errorf("got %v, context %v; want the first document and a return at the cancellation", got, ctx.Err())
		}
		close(source)
	})
}

func TestEachOutlivesAReaderThatPanics(t *testing.T) {
	broken := func(yield func(schema.Document, error) bool) {
		yield(schema.Document{ID: "first", Text: "plain"}, nil)
		panic("torn page")
	}
	var got []string
	for r := range run.Each(t.Context(), []stage.Stage{shout}, 2, broken) {
		got = append(got, fmt.Sprintf("%s %s %v", r.Doc.ID, r.Stage, r.Err))
	}
	want := []string{"first  <nil>", " read read: panic: torn page"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
