package run_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"backchannel/pipeline/run"
	"backchannel/pipeline/stage"
	"backchannel/pipeline/state"
	"backchannel/schema"
)

// library is a made-up input: documents by id, read in the order of order.
type library map[string]string

func (l library) input(name string, order ...string) run.Input {
	return run.Input{Name: name, Whole: true, Documents: func(yield func(schema.Document, error) bool) {
		for _, id := range order {
			text, found := l[id]
			var err error
			if !found {
				err = errors.New("there is no such file")
			}
			if !yield(schema.Document{ID: id, Text: text, Source: schema.Source{URI: id + ".txt"}}, err) {
				return
			}
		}
	}}
}

// shelf is a made-up store.
type shelf struct {
	nodes []string
	sum   string // of the records that it was given
	loads int
	away  error
}

func (s *shelf) project(records iter.Seq2[schema.Record, error], sum string) error {
	if sum == s.sum || s.away != nil {
		return s.away
	}
	s.nodes, s.sum = nil, sum
	s.loads++
	for r, err := range records {
		if err != nil {
			return err
		}
		s.nodes = append(s.nodes, fmt.Sprintf("%s=%s", r.ID, r.Chunks[0].Text))
	}
	return nil
}

func open(t *testing.T) *state.File {
	t.Helper()
	f, err := state.Open(t.Context(), filepath.Join(t.TempDir(), "state"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func job(f *state.File, s *shelf, inputs ...run.Input) run.Job {
	return run.Job{
		Inputs: inputs, Stages: []stage.Stage{shout}, Workers: 3,
		State: f, Project: func(ctx context.Context, sum string, _ func(run.Phase)) error { return s.project(f.Records(ctx), sum) },
	}
}

func must(t *testing.T, j run.Job) run.Summary {
	t.Helper()
	s, err := run.Run(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func checkCounts(t *testing.T, s run.Summary, want string) {
	t.Helper()
	got := fmt.Sprintf("new %d changed %d unchanged %d gone %d kept %d twice %d failed %d", s.New, s.Changed, s.Unchanged, s.Gone, s.Kept, s.Twice, s.Lost())
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func checkShelf(t *testing.T, s *shelf, want ...string) {
	t.Helper()
	if !slices.Equal(s.nodes, want) {
		t.Errorf("the store holds %q, want %q", s.nodes, want)
	}
}

func TestRunDoesOnlyWhatIsNew(t *testing.T) {
	f, s := open(t), &shelf{}
	lib := library{"a": "one", "b": "two", "c": "three"}
	checkCounts(t, must(t, job(f, s, lib.input("in", "a", "b", "c"))), "new 3 changed 0 unchanged 0 gone 0 kept 0 twice 0 failed 0")
	checkShelf(t, s, "a=one", "b=two", "c=three")

	must(t, job(f, s, lib.input("in", "c", "b", "a")))
	if s.loads != 1 {
		t.Errorf("loaded %d times, the second time for nothing", s.loads)
	}

	lib["b"] = "deux"
	checkCounts(t, must(t, job(f, s, lib.input("in", "c", "b"))), "new 0 changed 1 unchanged 1 gone 1 kept 0 twice 0 failed 0")
	checkShelf(t, s, "b=deux", "c=three")

	again := job(f, s, lib.input("in", "c", "b"))
	louder := shout
	louder.Version++
	again.Stages = []stage.Stage{louder}
	checkCounts(t, must(t, again), "new 0 changed 2 unchanged 0 gone 0 kept 0 twice 0 failed 0")
	checkShelf(t, s, "b=deux", "c=three")
}

func TestInputsKeepTheirOwn(t *testing.T) {
	f, s := open(t), &shelf{}
	lib := library{"a": "one", "b": "two", "c": "three"}
	must(t, job(f, s, lib.input("monday", "a"), lib.input(run.Stdin, "b")))
	checkCounts(t, must(t, job(f, s, lib.input("tuesday", "c"))), "new 1 changed 0 unchanged 0 gone 0 kept 0 twice 0 failed 0")
	checkShelf(t, s, "a=one", "b=two", "c=three")

	// What comes from standard input is never taken for gone.
	checkCounts(t, must(t, job(f, s, lib.input(run.Stdin), lib.input("tuesday"))), "new 0 changed 0 unchanged 0 gone 1 kept 0 twice 0 failed 0")
	checkShelf(t, s, "a=one", "b=two")

	// A document that another input holds now has moved.
	checkCounts(t, must(t, job(f, s, lib.input("all", "a", "b"))), "new 0 changed 0 unchanged 2 gone 0 kept 0 twice 0 failed 0")
	checkCounts(t, must(t, job(f, s, lib.input("monday"))), "new 0 changed 0 unchanged 0 gone 0 kept 0 twice 0 failed 0")
	checkCounts(t, must(t, job(f, s, lib.input("all"))), "new 0 changed 0 unchanged 0 gone 2 kept 0 twice 0 failed 0")
	checkShelf(t, s)
}

// A list does not say what is gone, unless somebody says that it does.
func TestListsRetractNothing(t *testing.T) {
	f, s := open(t), &shelf{}
	lib := library{"a": "one", "b": "two", "c": "three"}
	must(t, job(f, s, lib.input("list", "a", "b")))
	list := lib.input("list", "b", "c")
	list.Whole = false
	plan, err := run.MakePlan(t.Context(), job(f, s, list))
	if err != nil || plan.Gone != 0 || plan.Listed != 1 {
		t.Errorf("plan %+v, %v; want one document that is kept", plan, err)
	}
	did := must(t, job(f, s, list))
	checkCounts(t, did, "new 1 changed 0 unchanged 1 gone 0 kept 0 twice 0 failed 0")
	if did.Listed != 1 {
		t.Errorf("%d documents were kept for the list, want 1", did.Listed)
	}
	checkShelf(t, s, "a=one", "b=two", "c=three")
	checkCounts(t, must(t, job(f, s, lib.input("list", "b", "c"))), "new 0 changed 0 unchanged 2 gone 1 kept 0 twice 0 failed 0")
	checkShelf(t, s, "b=two", "c=three")
}

// The same document at another address is not read again, and its record tells the
// new one; of two at once, whichever comes first, the smaller.
func TestMovedFiles(t *testing.T) {
	f, s := open(t), &shelf{}
	at := func(input string, uris ...string) run.Input {
		return run.Input{Name: input, Whole: true, Documents: func(yield func(schema.Document, error) bool) {
			for _, uri := range uris {
				if !yield(schema.Document{ID: "a", Text: "one", Source: schema.Source{URI: uri}}, nil) {
					return
				}
			}
		}}
	}
	for _, c := range []struct {
		inputs []run.Input
		counts string
		uri    string
	}{
		{[]run.Input{at("in", "in/a.txt")}, "new 1 changed 0 unchanged 0 gone 0 kept 0 twice 0 failed 0", "in/a.txt"},
		{[]run.Input{at("/abs/in", "/abs/in/a.txt")}, "new 0 changed 0 unchanged 1 gone 0 kept 0 twice 0 failed 0", "/abs/in/a.txt"},
		{[]run.Input{at("in")}, "new 0 changed 0 unchanged 0 gone 0 kept 0 twice 0 failed 0", "/abs/in/a.txt"},
		{[]run.Input{at("in", "in/a.txt"), at("am", "am/a.txt")}, "new 0 changed 0 unchanged 1 gone 0 kept 0 twice 1 failed 0", "am/a.txt"},
		{[]run.Input{at("am", "am/a.txt"), at("in", "in/a.txt")}, "new 0 changed 0 unchanged 1 gone 0 kept 0 twice 1 failed 0", "am/a.txt"},
		{[]run.Input{at("in")}, "new 0 changed 0 unchanged 0 gone 0 kept 0 twice 0 failed 0", "am/a.txt"},
		{[]run.Input{at("am")}, "new 0 changed 0 unchanged 0 gone 1 kept 0 twice 0 failed 0", ""},
		{[]run.Input{at("z", "z/a.txt"), at("b", "b/a.txt")}, "new 1 changed 0 unchanged 0 gone 0 kept 0 twice 1 failed 0", "b/a.txt"},
	} {
		checkCounts(t, must(t, job(f, s, c.inputs...)), c.counts)
		uri := ""
		for r, err := range f.Records(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			uri = r.Source.URI
		}
		if uri != c.uri {
			t.Errorf("the record says %q, want %q", uri, c.uri)
		}
	}
}

func TestFailuresAreKeptAndLoseNothing(t *testing.T) {
	f, s := open(t), &shelf{}
	lib := library{"a": "one", "b": "two", "c": "panic"}
	checkCounts(t, must(t, job(f, s, lib.input("in", "a", "b", "c", "missing"))), "new 2 changed 0 unchanged 0 gone 0 kept 0 twice 0 failed 2")
	list, err := f.Failures(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range list {
		got = append(got, fmt.Sprintf("%s %s %d: %s", f.Input, f.Stage, f.Times, f))
	}
	if want := []string{"in shout 1: c: shout c: panic: at the disco", "in read 1: missing: there is no such file"}; !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}

	// A text that fails now keeps its earlier record; one that was not seen in an
	// input with a read failure may still be there.
	lib["a"] = "fail"
	checkCounts(t, must(t, job(f, s, lib.input("in", "a", "missing"))), "new 0 changed 0 unchanged 0 gone 0 kept 1 twice 0 failed 2")
	checkShelf(t, s, "a=one", "b=two")

	lib["a"], lib["c"] = "uno", "tres"
	checkCounts(t, must(t, job(f, s, lib.input("in", "a", "b", "c"))), "new 1 changed 1 unchanged 1 gone 0 kept 0 twice 0 failed 0")
	if list, err = f.Failures(t.Context()); err != nil || len(list) > 0 {
		t.Errorf("failures of an input that was read again without any: %v, %v", list, err)
	}
}

// Which of several documents with one id is taken must not depend on their order, nor
// does one that fails take the place of another; each that is left out is told, in every
// run, and nothing else changes with the second one.
func TestOneIDTwice(t *testing.T) {
	one, other, third, bad := library{"a": "one"}, library{"a": "another"}, library{"a": "a third"}, library{"a": "fail"}
	inputs := []run.Input{one.input("one", "a", "a"), other.input("other", "a"), third.input("third", "a"), bad.input("bad", "a")}
	for shift := range inputs {
		order := slices.Concat(inputs[shift:], inputs[:shift])
		if shift%2 == 1 {
			slices.Reverse(order)
		}
		f, s := open(t), &shelf{}
		for _, when := range []string{"first", "second"} {
			summary := must(t, job(f, s, order...))
			var told []string
			for _, x := range summary.Failures {
				told = append(told, x.Input+" "+x.Stage)
			}
			slices.Sort(told)
			if want := []string{"bad shout", "other read", "third read"}; !slices.Equal(slices.Compact(told), want) {
				t.Errorf("%s run, order %d: failures %q, want %q", when, shift, told, want)
			}
			checkShelf(t, s, "a=one")
		}
		if s.loads != 1 {
			t.Errorf("order %d: loaded %d times", shift, s.loads)
		}
	}
}

// Stopped anywhere and run again, a run ends with the same store.
func TestRunGoesOnWhereItStopped(t *testing.T) {
	lib, order, want := library{}, []string{}, []string{}
	for i := range 100 {
		id := fmt.Sprintf("d%03d", i)
		lib[id] = "text of " + id
		order = append(order, id)
		want = append(want, id+"=text of "+id)
	}
	for _, stop := range []int{0, 1, 57, 100} {
		f, s := open(t), &shelf{}
		ctx, cancel := context.WithCancel(t.Context())
		j := job(f, s, lib.input("in", order...))
		j.Tell = func(p run.Progress) {
			if p.Phase == run.Reading && p.Documents >= stop {
				cancel()
			}
		}
		summary, err := run.Run(ctx, j)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("stopped after %d: error %v, want the cancellation", stop, err)
		}
		if len(s.nodes) > 0 {
			t.Errorf("stopped after %d: a stopped run loads nothing, the store holds %d", stop, len(s.nodes))
		}
		again := must(t, job(f, s, lib.input("in", order...)))
		if again.Unchanged != summary.New || again.New != 100-summary.New {
			t.Errorf("stopped after %d: first run made %d, second found %d and made %d", stop, summary.New, again.Unchanged, again.New)
		}
		checkShelf(t, s, want...)
	}
}

func TestStoreAwayKeepsTheWork(t *testing.T) {
	f, s := open(t), &shelf{away: errors.New("connection refused")}
	lib := library{"a": "one"}
	if _, err := run.Run(t.Context(), job(f, s, lib.input("in", "a"))); !errors.Is(err, s.away) {
		t.Fatalf("error %v, want that of the store", err)
	}
	s.away = nil
	checkCounts(t, must(t, job(f, s, lib.input("in", "a"))), "new 0 changed 0 unchanged 1 gone 0 kept 0 twice 0 failed 0")
	checkShelf(t, s, "a=one")
}

// layered are three made-up stages, of which count notes each document that it sees.
func layered(count map[string]int, mu *sync.Mutex) []stage.Stage {
	saw := func(name string) {
		mu.Lock()
		defer mu.Unlock()
		count[name]++
	}
	return []stage.Stage{shout, {
		Name: "split", Doc: "Makes one token.", Version: 1, Needs: schema.LayerSections, Gives: schema.LayerTokens,
		Run: func(_ context.Context, doc schema.Document) (schema.Document, error) {
			saw("split")
			whole := schema.Span{End: len(doc.Text)}
			doc.Tokens = []schema.Token{{Span: whole}}
			doc.Sentences = []schema.Sentence{{Span: whole, End: 1}}
			return doc, nil
		},
	}, {
		Name: "mark", Doc: "Tags the token, which is no name.", Version: 1, Needs: schema.LayerTokens, Gives: schema.LayerTags | schema.LayerNames,
		Run: func(_ context.Context, doc schema.Document) (schema.Document, error) {
			saw("mark")
			doc.Tags = []schema.Tag{{Lemma: "LEMMA", UPOS: "NOUN", Head: -1}}
			return doc, nil
		},
	}, {
		Name: "find", Doc: "Finds an entity.", Version: 1, Needs: schema.LayerTags, Gives: schema.LayerEntities,
		Run: func(_ context.Context, doc schema.Document) (schema.Document, error) {
			saw("find")
			if doc.Text == "lost" {
				return doc, errors.New("not found")
			}
			doc.Entities = []schema.Entity{{ID: doc.Tags[0].Lemma, Name: doc.Tokens[0].Of(doc.Text)}}
			return doc, nil
		},
	}}
}

// What depends on a changed stage is made again from the checkpoint before it, and
// the plan says so without writing.
func TestRunMakesAgainWhatIsStale(t *testing.T) {
	count := map[string]int{}
	var mu sync.Mutex
	f, s := open(t), &shelf{}
	lib := library{"a": "one", "b": "two", "c": "three"}
	j := job(f, s, lib.input("in", "a", "b", "c"))
	j.Stages = layered(count, &mu)
	check := func(plan, ran string) {
		t.Helper()
		p, err := run.MakePlan(t.Context(), j)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("new %d changed %d same %d gone %d stale %v", p.New, p.Changed, p.Unchanged, p.Gone, p.Stale); got != plan {
			t.Errorf("plan: got  %s\nwant %s", got, plan)
		}
		clear(count)
		must(t, j)
		if got := fmt.Sprint(count); got != ran {
			t.Errorf("ran %s, want %s", got, ran)
		}
	}
	check("new 3 changed 0 same 0 gone 0 stale []", "map[find:3 mark:3 split:3]")
	check("new 0 changed 0 same 3 gone 0 stale []", "map[]")

	j.Stages[3].Fingerprint = "another frame"
	check("new 0 changed 0 same 0 gone 0 stale [{find find: its configuration or data changed 3}]", "map[find:3]")
	j.Stages[2].Version = 2
	check("new 0 changed 0 same 0 gone 0 stale [{shout mark: new version 3}]", "map[find:3 mark:3 split:3]")

	lib["b"] = "deux"
	j.Inputs = []run.Input{lib.input("in", "a", "b")}
	check("new 0 changed 1 same 1 gone 1 stale []", "map[find:1 mark:1 split:1]")
}

// A part of a stage that comes, changes or goes concerns the documents with its words
// alone; the records of the others are those of the new stages, and nobody reads them
// again for it.
func TestPartsConcernDocumentsWithTheirWords(t *testing.T) {
	count := map[string]int{}
	var mu sync.Mutex
	f, s := open(t), &shelf{}
	j := job(f, s, library{"a": "Met", "b": "left", "c": "spoke"}.input("in", "a", "b", "c"))
	meet, leave, lemma := stage.Part{Fingerprint: "1", Words: []string{"meet", "met"}}, stage.Part{Fingerprint: "2", Words: []string{"left"}}, stage.Part{Fingerprint: "3", Words: []string{"lemma"}}
	check := func(what string, version, planned, found int, parts ...stage.Part) {
		t.Helper()
		j.Stages = layered(count, &mu)
		j.Stages[3].Version, j.Stages[3].Parts = version, parts
		p, err := run.MakePlan(t.Context(), j)
		if err != nil {
			t.Fatal(err)
		}
		clear(count)
		done := must(t, j)
		if p.Extract() != planned || count["find"] != found || done.Unchanged != 3-planned {
			t.Errorf("%s: planned %d, ran %v, left %d; want %d planned", what, p.Extract(), count, done.Unchanged, planned)
		}
		if n, err := f.Stale(t.Context(), stage.Fingerprint(j.Stages)); n != 0 || err != nil {
			t.Errorf("%s: %d records are stale afterwards (%v)", what, n, err)
		}
		for r, err := range f.Records(t.Context()) {
			if err != nil || r.Fingerprint != stage.Fingerprint(j.Stages) {
				t.Errorf("%s: %s has the fingerprint %s (%v)", what, r.ID, r.Fingerprint, err)
			}
		}
	}
	check("first", 1, 3, 3)
	check("one comes", 1, 1, 1, meet)
	check("another one", 1, 1, 1, meet, leave)
	check("their order", 1, 3, 3, leave, meet)
	check("one goes", 1, 1, 1, leave)
	check("by a lemma", 1, 3, 3, leave, lemma)
	check("without words", 1, 3, 3, leave, lemma, stage.Part{Fingerprint: "4"})
	check("and the version", 2, 3, 3, leave)
	check("none left", 2, 1, 1)
}

// A document that fails in a stage again and again waits, until its text or the
// stages change, or somebody says so.
func TestAFailureWaits(t *testing.T) {
	count := map[string]int{}
	var mu sync.Mutex
	f, s := open(t), &shelf{}
	lib := library{"a": "lost", "b": "two"}
	j := job(f, s, lib.input("in", "a", "b"))
	j.Stages = layered(count, &mu)
	check := func(failed, waiting, tried int) {
		t.Helper()
		clear(count)
		summary := must(t, j)
		if len(summary.Failures) != failed || summary.Waiting != waiting || count["find"] != tried {
			t.Errorf("failed %d, waiting %d, tried %d; want %d, %d, %d", len(summary.Failures), summary.Waiting, count["find"], failed, waiting, tried)
		}
		list, err := f.Failures(t.Context())
		if err != nil || len(list) != failed+waiting {
			t.Errorf("dead letters %v, %v; want %d", list, err, failed+waiting)
		}
	}
	check(1, 0, 2)
	check(1, 0, 1)
	check(1, 0, 1)
	check(0, 1, 0)
	check(0, 1, 0)
	if err := errors.Join(f.RetryFailures(), f.Flush()); err != nil {
		t.Fatal(err)
	}
	check(1, 0, 1)
	check(1, 0, 1)
	check(1, 0, 1)
	j.Stages[3].Version = 2
	check(1, 0, 2)
	lib["a"] = "found"
	check(0, 0, 1)
}

// A summary counts all failures and names the first, in the order of the documents.
func TestManyFailures(t *testing.T) {
	lib, order := library{}, []string{}
	for i := range 330 {
		id := fmt.Sprintf("d%03d", i)
		lib[id] = []string{"fail", "slow", "plain"}[i%3]
		order = append(order, id)
		if i%11 == 0 {
			delete(lib, id) // cannot be read
		}
	}
	f, s := open(t), &shelf{}
	summary := must(t, job(f, s, lib.input("in", order...)))
	if got, want := fmt.Sprint(summary.Lost(), summary.Failed, len(summary.Failures)), "130 map[read:30 shout:100] 100"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var names []string
	for _, x := range summary.Failures {
		names = append(names, x.Source)
	}
	if !slices.IsSorted(names) || names[0] != "d000" || names[99] != "d252" {
		t.Errorf("the first are %v", names)
	}
}
