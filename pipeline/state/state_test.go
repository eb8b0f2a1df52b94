package state_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline/state"
	"backchannel/schema"
)

func mustOpen(t testing.TB, path string) *state.File {
	t.Helper()
	f, err := state.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func mustDo(t testing.TB, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func document(id, hash string) state.Document {
	return state.Document{
		Input: "in", Hash: hash, Fingerprint: "f", Sentences: 2, Tokens: 9,
		Record: schema.Record{
			ID: id, Date: "2018-01-09", Fingerprint: "f", Chunks: []schema.RecordChunk{}, Relations: []schema.RecordRelation{},
			Entities: []schema.RecordEntity{{ID: "Q159", Type: schema.Country, Name: "Russia", Mentions: []schema.RecordText{{Start: 0, End: 6, Text: "Russia"}}}},
		},
	}
}

func records(t testing.TB, f *state.File) []schema.Record {
	t.Helper()
	var out []schema.Record
	for r, err := range f.Records(t.Context()) {
		mustDo(t, err)
		out = append(out, r)
	}
	return out
}

func TestFileKeepsWhatItWasGiven(t *testing.T) {
	path := filepath.Join(t.TempDir(), "odd name #1 100%?.state")
	f := mustOpen(t, path)
	failure := state.Failure{Input: "in", Source: "c.jsonl", Line: 7, Stage: "read", Reason: "not JSON", Hint: "mend the line", Fingerprint: "f", Times: 1}
	mustDo(t, f.Put(document("b", "h1")), f.Put(document("a", "h2")), f.Put(document("b", "h3")), f.Fail(failure), f.Close())

	f = mustOpen(t, path)
	want := []schema.Record{document("a", "").Record, document("b", "").Record}
	if diff := cmp.Diff(want, records(t, f)); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	known, ok, err := f.Known(t.Context(), "b")
	if want := (state.Document{Input: "in", Hash: "h3", Fingerprint: "f", Sentences: 2, Tokens: 9}); err != nil || !ok || !cmp.Equal(known, want) {
		t.Errorf("known %+v, %v, %v; want %+v", known, ok, err, want)
	}
	if _, ok, err := f.Known(t.Context(), "z"); ok || err != nil {
		t.Errorf("a document that was never put is known: %v, %v", ok, err)
	}
	documents, sentences, tokens, err := f.Size(t.Context())
	if documents != 2 || sentences != 4 || tokens != 18 || err != nil {
		t.Errorf("size %d, %d, %d, %v; want 2, 4, 18", documents, sentences, tokens, err)
	}
	failures, err := f.Failures(t.Context())
	if err != nil || !slices.Equal(failures, []state.Failure{failure}) {
		t.Errorf("failures %+v, %v; want %+v", failures, err, failure)
	}

	mustDo(t, f.Forget("a"), f.Move("b", "elsewhere", "b.txt"), f.BeginFailures("in"), f.EndFailures("in"), f.Flush())
	if ids, err := f.IDs(t.Context(), "in"); err != nil || len(ids) > 0 {
		t.Errorf("ids of the input %v, %v; want none", ids, err)
	}
	if ids, err := f.IDs(t.Context(), "elsewhere"); err != nil || !slices.Equal(ids, []string{"b"}) {
		t.Errorf("ids of the other input %v, %v; want b", ids, err)
	}
	if failures, err = f.Failures(t.Context()); err != nil || len(failures) > 0 {
		t.Errorf("failures %v, %v; want none", failures, err)
	}
	if found, err := f.Find(t.Context(), "b.txt"); err != nil || !slices.Equal(found, []string{"b"}) || records(t, f)[0].Source.URI != "b.txt" {
		t.Errorf("at its new address: %v, %v", found, err)
	}
	mustDo(t, f.Verify(t.Context()), f.Close())
}

// What a killed process wrote since its last Flush is as if never written.
func TestKilledBetweenFlushes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	f := mustOpen(t, path)
	mustDo(t, f.Put(document("a", "h")), f.Flush(), f.Put(document("b", "h")), f.Forget("a"))

	copied := filepath.Join(t.TempDir(), "state") // as a crash leaves the files
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + suffix)
		mustDo(t, err, os.WriteFile(copied+suffix, data, 0o644))
	}
	g := mustOpen(t, copied)
	if got := records(t, g); len(got) != 1 || got[0].ID != "a" {
		t.Errorf("after the crash: %+v, want a alone", got)
	}
	mustDo(t, g.Close(), f.Close())
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "other.db")
	newer := filepath.Join(dir, "newer.state")
	text := filepath.Join(dir, "notes.txt")
	note := filepath.Join(dir, "note.txt")
	mustDo(t, os.WriteFile(note, []byte("Mine.\n"), 0o644))
	mustDo(t, os.WriteFile(text, []byte(strings.Repeat("These are my notes.\n", 100)), 0o644))
	mustDo(t, mustOpen(t, newer).Close())
	for path, query := range map[string]string{
		other: "CREATE TABLE recipes (name)",
		newer: fmt.Sprintf("PRAGMA user_version = %d", state.Version+1),
	} {
		db, err := sql.Open("sqlite", path)
		mustDo(t, err)
		_, err = db.Exec("PRAGMA journal_mode = DELETE; " + query)
		mustDo(t, err, db.Close())
	}
	before := map[string][]byte{}
	for _, path := range []string{other, newer, text, note} {
		data, err := os.ReadFile(path)
		mustDo(t, err)
		before[path] = data
	}
	for path, want := range map[string]string{
		other:                               "database of something else",
		newer:                               "newer backchannel",
		text:                                "not a state file",
		note:                                "not a state file",
		filepath.Join(dir, "none", "state"): "there is no folder",
	} {
		f, err := state.Open(t.Context(), path)
		if err == nil {
			f.Close()
			t.Errorf("%s was opened", path)
		} else if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: error %q, want one that names it and says %q", path, err, want)
		}
	}
	for path, data := range before {
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(data, after) {
			t.Errorf("%s was changed (%v)", path, err)
		}
	}
}

func TestHash(t *testing.T) {
	base := schema.Document{ID: "a", Text: "text", Source: schema.Source{Title: "T"}}
	seen := map[string]string{state.Hash(base): "the document itself"}
	for name, change := range map[string]func(*schema.Document){
		"id":       func(d *schema.Document) { d.ID = "b" },
		"text":     func(d *schema.Document) { d.Text = "text " },
		"title":    func(d *schema.Document) { d.Source.Title = "" },
		"actor":    func(d *schema.Document) { d.Source.Actor = "T" },
		"boundary": func(d *schema.Document) { d.ID = "at"; d.Text = "ext" },
	} {
		d := base
		change(&d)
		h := state.Hash(d)
		if other, twice := seen[h]; twice {
			t.Errorf("another %s has the same hash as %s", name, other)
		}
		seen[h] = "another " + name
	}
	elsewhere := base
	elsewhere.Source.URI = "other/a.txt"
	if state.Hash(elsewhere) != state.Hash(base) {
		t.Error("the hash depends on where the document was found")
	}
	layered := base
	layered.Trail, layered.Sections = []string{"segment: read"}, []schema.Section{{}}
	if state.Hash(layered) != state.Hash(base) {
		t.Error("the hash depends on what stages add")
	}
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	l, err := state.Acquire(path)
	mustDo(t, err)
	if h, stale := l.Stale(); stale {
		t.Errorf("a new lock is stale, of %+v", h)
	}
	_, err = state.Acquire(path)
	var locked *state.LockedError
	if !errors.As(err, &locked) || locked.Holder.PID != os.Getpid() || locked.Holder.Host == "" || locked.Holder.Since.IsZero() {
		t.Errorf("second lock: %#v, want who holds it", err)
	}
	if err != nil && !strings.Contains(err.Error(), fmt.Sprintf("process %d on ", os.Getpid())) {
		t.Errorf("second lock: %v, want the process in words", err)
	}
	mustDo(t, l.Release())
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after the release the file is still there: %v", err)
	}

	// A killed run leaves its file, but not the operating system's lock.
	mustDo(t, os.WriteFile(path, []byte(`{"pid": 4711, "host": "elsewhere", "since": "2026-01-02T03:04:05Z"}`+"\n"), 0o644))
	l, err = state.Acquire(path)
	mustDo(t, err)
	if h, stale := l.Stale(); !stale || h.PID != 4711 || h.Host != "elsewhere" {
		t.Errorf("stale holder %+v, %v; want process 4711 on elsewhere", h, stale)
	}
	mustDo(t, l.Release())
}

// However many come at once, one holds the lock at a time.
func TestLockExcludes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	var inside, got atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				l, err := state.Acquire(path)
				var locked *state.LockedError
				if errors.As(err, &locked) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				if inside.Add(1) != 1 {
					t.Error("two hold the lock")
				}
				got.Add(1)
				inside.Add(-1)
				if err := l.Release(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if got.Load() == 0 {
		t.Error("nobody got the lock")
	}
}

// A document counts to the last run in which it said something new.
func TestArrived(t *testing.T) {
	f := mustOpen(t, filepath.Join(t.TempDir(), "state"))
	run := func(n int, docs ...state.Document) {
		t.Helper()
		r, err := f.BeginRun(state.Run{})
		if r.Number != n {
			t.Fatalf("run %d", r.Number)
		}
		mustDo(t, err)
		for _, d := range docs {
			mustDo(t, f.Put(d))
		}
		mustDo(t, f.EndRun(r))
	}
	check := func(n int, want ...string) {
		t.Helper()
		if have, err := f.Arrived(t.Context(), n); err != nil || !slices.Equal(have, want) {
			t.Errorf("run %d: %v, %v, want %v", n, have, err, want)
		}
	}
	a, b, c := document("a", "1"), document("b", "1"), document("c", "1")
	run(1, a, b)
	check(1, "a", "b")
	other := b
	other.Record.Source.Title = "Another title"
	run(2, a, other, c)
	check(1, "a")
	check(2, "b", "c")
	mustDo(t, f.Forget("c"), f.Flush())
	check(2, "b")
	run(3)
	check(3)
}
