package sqlite_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/sqlite"
)

func TestStore(t *testing.T) {
	loadtest.Run(t, func(t *testing.T) func(t *testing.T) load.Store {
		path := filepath.Join(t.TempDir(), "graph.db")
		return func(t *testing.T) load.Store { return mustOpen(t, path) }
	}, 100)
}

// TestOlderVersion takes a file back to the tables of version 1: who only reads it is
// told what to do, and the next load brings it to the same graph.
func TestOlderVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	store := mustOpen(t, path)
	mustSync := func() load.Counts {
		t.Helper()
		counts, err := load.Sync(t.Context(), store, load.Of(loadtest.Story()), "")
		if err != nil {
			t.Fatal(err)
		}
		return counts
	}
	mustSync()
	want := mustDump(t, store)
	if _, err := store.DB().Exec("ALTER TABLE documents DROP COLUMN furniture; ALTER TABLE chunks DROP COLUMN furniture; PRAGMA user_version = 1"); err != nil {
		t.Fatal(err)
	}
	store.Close()
	if _, err := sqlite.OpenExisting(t.Context(), path); !errors.Is(err, load.ErrUnusable) || !strings.Contains(err.Error(), "next run or load") {
		t.Fatalf("read an older file: %v, want ErrUnusable with what to do", err)
	}
	store = mustOpen(t, path)
	if counts := mustSync(); counts.NodesChanged != 2 || counts.Writes() != 2 {
		t.Errorf("the load wrote %+v, want the furniture of two nodes alone", counts)
	}
	if got := mustDump(t, store); got != want {
		t.Errorf("the graph is another than in a new file:\n%s\nwant\n%s", got, want)
	}
	if _, err := store.DB().Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	store.Close()
	if _, err := sqlite.Open(t.Context(), path); !errors.Is(err, load.ErrUnusable) {
		t.Errorf("opened a newer file: %v", err)
	}
}

func mustDump(t *testing.T, store *sqlite.Store) string {
	t.Helper()
	var b strings.Builder
	for n, err := range store.Nodes(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, n)
	}
	return b.String()
}

func mustOpen(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func BenchmarkLoad(b *testing.B) {
	loadtest.Bench(b, func(b *testing.B) load.Store { return mustOpen(b, filepath.Join(b.TempDir(), "graph.db")) }, 10_000, 90_000)
}
