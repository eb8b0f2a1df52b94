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
	for _, c := range []struct {
		ordered   bool
		text      int // bytes of a document's
		documents int // read ahead of two workers at the most
	}{{false, 5, 2*4*2 + 2 + 2}, {true, 5, 2*128 + 1}, {true, 100 << 10, 20 + 1}, {false, 2 << 20, 2}} {
		var read atomic.Int64
		endless := func(yield func(schema.Document, error) bool) {
			for yield(schema.Document{ID: "d", Text: strings.Repeat("x", c.text)}, nil) {
				read.Add(1)
			}
		}
		n := 0
		line := run.Line{Stages: []stage.Stage{shout}, Workers: 2, Ordered: c.ordered}
		for range line.Results(t.Context(), endless) {
			if n++; n == 50 {
				break
			}
		}
		if ahead := read.Load() - int64(n); ahead > int64(c.documents) {
			t.Errorf("ordered %v, %d bytes: read %d documents ahead of 2 workers, at most %d may be on their way", c.ordered, c.text, ahead, c.documents)
		}
	}
}

// A document that takes an hour, and others that take a second each: they pass, with two
// workers; in order, they are worked off and wait for their turn.
func TestASlowDocumentHoldsNobody(t *testing.T) {
	pace := stage.Stage{
		Name: "pace", Doc: "Takes its time.", Version: 1, Needs: schema.LayerText, Gives: schema.LayerSections,
		Run: func(_ context.Context, doc schema.Document) (schema.Document, error) {
			pause := time.Second
			if doc.Text == "slow" {
				pause = time.Hour
			}
			time.Sleep(pause)
			return doc, nil
		},
	}
	in := []string{"plain", "plain", "slow"}
	for range 200 {
		in = append(in, "plain")
	}
	for _, ordered := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			begin := time.Now()
			line := run.Line{Stages: []stage.Stage{pace}, Workers: 2, Ordered: ordered}
			var order []int
			passed := 0 // within half of the hour
			for r := range line.Results(t.Context(), texts(in...)) {
				if order = append(order, r.Index); time.Since(begin) < 30*time.Minute {
					passed++
				}
			}
			if took := time.Since(begin); took > time.Hour+2*time.Second {
				t.Errorf("ordered %v: all took %v", ordered, took)
			}
			switch {
			case len(order) != len(in) || slices.IsSorted(order) != ordered:
				t.Errorf("ordered %v: the order is %v", ordered, order)
			case !ordered && passed != len(in)-1:
				t.Errorf("%d of %d passed the slow one", passed, len(in)-1)
			case ordered && passed != 2:
				t.Errorf("%d came before their turn", passed-2)
			}
		})
	}
}

// Of documents that take much memory one is on its way at a time.
func TestLargeDocumentsComeOneByOne(t *testing.T) {
	var now, most atomic.Int64
	weigh := stage.Stage{
		Name: "weigh", Doc: "Counts.", Version: 1, Needs: schema.LayerText, Gives: schema.LayerSections,
		Run: func(_ context.Context, doc schema.Document) (schema.Document, error) {
			if len(doc.Text) < 1<<20 {
				return doc, nil
			}
			if n := now.Add(1); n > most.Load() {
				most.Store(n)
			}
			time.Sleep(time.Minute)
			now.Add(-1)
			return doc, nil
		},
	}
	synctest.Test(t, func(t *testing.T) {
		heavy := strings.Repeat("x", 1<<20)
		n := 0
		for range (run.Line{Stages: []stage.Stage{weigh}, Workers: 3}).Results(t.Context(), texts(heavy, "a", "b", heavy, "c", heavy)) {
			n++
		}
		if n != 6 || most.Load() != 1 {
			t.Errorf("%d of 6 documents, %d large ones at once", n, most.Load())
		}
	})
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
