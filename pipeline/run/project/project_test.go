package project_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"backchannel/pipeline"
	"backchannel/pipeline/fold"
	"backchannel/pipeline/load"
	"backchannel/pipeline/load/sqlite"
	"backchannel/pipeline/read"
	"backchannel/pipeline/run"
	"backchannel/pipeline/run/project"
	"backchannel/pipeline/state"
	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// shelf is a state with a store of its own.
type shelf struct {
	dir   string
	file  *state.File
	store *sqlite.Store
	away  error // of the store
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	dir := t.TempDir()
	file, err := state.Open(t.Context(), filepath.Join(dir, "state"))
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(t.Context(), filepath.Join(dir, "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(file.Close(), store.Close()); err != nil {
			t.Error(err)
		}
	})
	return &shelf{dir: dir, file: file, store: store}
}

func (s *shelf) put(t *testing.T, r schema.Record) {
	t.Helper()
	if err := s.file.Put(state.Document{Input: "in", Hash: "h", Fingerprint: r.Fingerprint, Record: r}); err != nil {
		t.Fatal(err)
	}
}

func (s *shelf) bring(t *testing.T, o *schema.Ontology) project.Result {
	t.Helper()
	r, err := s.try(t, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (s *shelf) try(t *testing.T, o *schema.Ontology) (project.Result, error) {
	t.Helper()
	if err := s.file.Flush(); err != nil {
		t.Fatal(err)
	}
	sum, err := s.file.Sum(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p := project.Projector{
		State: s.file, Folder: fold.New(o, fold.Rulings{}), Scratch: filepath.Join(s.dir, "scratch"),
		Store: func(context.Context) (load.Store, error) { return s.store, s.away },
	}
	return p.Bring(t.Context(), sum, func(run.Phase) {})
}

// dump is what the store holds.
func (s *shelf) dump(t *testing.T) string {
	t.Helper()
	var out bytes.Buffer
	line := func(v any, err error) {
		if err == nil {
			err = json.NewEncoder(&out).Encode(v)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for n, err := range s.store.Nodes(t.Context()) {
		line(n, err)
	}
	for e, err := range s.store.Edges(t.Context()) {
		line(e, err)
	}
	return out.String()
}

// caseRecords are the records of the project's own texts.
func caseRecords(t *testing.T) (map[string]schema.Record, *schema.Ontology) {
	t.Helper()
	o, err := schema.Diplomacy()
	if err != nil {
		t.Fatal(err)
	}
	gaz, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	story, err := pipeline.Story(o, gaz)
	if err != nil {
		t.Fatal(err)
	}
	records := map[string]schema.Record{}
	for doc, err := range read.Documents(t.Context(), read.Options{}, []string{"../../../testdata/cases", "../../../testdata/own.jsonl"}) {
		if err != nil {
			continue // what is no text stands there too
		}
		if doc, err = pipeline.Read(t.Context(), story, doc); err != nil {
			t.Fatal(err)
		}
		records[doc.ID] = schema.NewRecord(doc, "stages")
	}
	if len(records) < 20 {
		t.Fatalf("%d records", len(records))
	}
	return records, o
}

// Whatever comes, goes and changes between two folds, the store ends as one that was
// filled anew, and so does what the state counts.
func TestUpdateEqualsAll(t *testing.T) {
	all, o := caseRecords(t)
	ids := slices.Sorted(maps.Keys(all))
	rng := rand.New(rand.NewPCG(4, 2))
	s, have := newShelf(t), map[string]schema.Record{}
	for _, id := range ids[:len(ids)*2/3] {
		have[id] = all[id]
		s.put(t, all[id])
	}
	s.bring(t, o)
	for round := range 12 {
		for range 1 + rng.IntN(4) {
			id := ids[rng.IntN(len(ids))]
			r, there := have[id]
			switch {
			case !there:
				r = all[id]
			case rng.IntN(3) == 0: // gone
				if err := s.file.Forget(id); err != nil {
					t.Fatal(err)
				}
				delete(have, id)
				continue
			case rng.IntN(2) == 0: // the same, made by other stages
				r.Fingerprint += "."
			case len(r.Relations) > 0: // it says less
				r.Relations = slices.Delete(slices.Clone(r.Relations), 0, 1)
			default:
				r.Date = "2016-09"
			}
			have[id] = r
			s.put(t, r)
		}
		got := s.bring(t, o)
		fresh := newShelf(t)
		for _, id := range slices.Sorted(maps.Keys(have)) {
			fresh.put(t, have[id])
		}
		want := fresh.bring(t, o)
		if s.dump(t) != fresh.dump(t) {
			t.Fatalf("round %d: the store differs from one that was filled anew", round)
		}
		if !maps.Equal(got.Entities, want.Entities) || !maps.Equal(got.Relations, want.Relations) || got.Nodes != want.Nodes || got.Edges != want.Edges {
			t.Fatalf("round %d: counted %+v, want %+v", round, got.Totals, want.Totals)
		}
		if got.Written.Writes() >= want.Written.Writes()/2 {
			t.Fatalf("round %d: wrote %d of %d", round, got.Written.Writes(), want.Written.Writes())
		}
		if again := s.bring(t, o); again.Written.Writes() != 0 || again.Nodes != want.Nodes {
			t.Fatalf("round %d: the second time wrote %+v", round, again.Written)
		}
	}
}

// What stood between two folds is not forgotten when the store was away, or when
// somebody emptied it.
func TestLostStore(t *testing.T) {
	all, o := caseRecords(t)
	ids := slices.Sorted(maps.Keys(all))
	s, fresh := newShelf(t), newShelf(t)
	for _, id := range ids {
		fresh.put(t, all[id])
		s.put(t, all[id])
	}
	fresh.bring(t, o)
	last := all[ids[0]]
	if err := s.file.Forget(last.ID); err != nil {
		t.Fatal(err)
	}
	s.bring(t, o)

	s.put(t, last)
	s.away = load.ErrAway
	if _, err := s.try(t, o); !errors.Is(err, load.ErrAway) {
		t.Fatalf("error %v", err)
	}
	s.away = nil
	if r := s.bring(t, o); r.Written.NodesDeleted != 0 || s.dump(t) != fresh.dump(t) {
		t.Fatalf("after the store was away: %+v", r.Written)
	}
	if _, err := load.Sync(t.Context(), s.store, load.Of(schema.Graph{}), ""); err != nil {
		t.Fatal(err)
	}
	if s.bring(t, o); s.dump(t) != fresh.dump(t) {
		t.Fatal("an emptied store was not filled")
	}
}

// What does not fit into memory goes through files, and comes out the same.
func TestSpill(t *testing.T) {
	all, o := caseRecords(t)
	dumps := map[int]string{}
	for _, piece := range []int{1 << 16, 50, 7} {
		restore := project.SetPiece(piece)
		s := newShelf(t)
		for _, r := range all {
			s.put(t, r)
		}
		s.bring(t, o)
		restore()
		dumps[piece] = s.dump(t)
		if left, err := filepath.Glob(filepath.Join(s.dir, "scratch*")); err != nil || len(left) > 0 {
			t.Errorf("left over: %v, %v", left, err)
		}
	}
	if len(dumps[7]) < 1000 || dumps[50] != dumps[1<<16] || dumps[7] != dumps[1<<16] {
		t.Error("what went through files is not what stayed in memory")
	}
}
