package sqlite_test

import (
	"path/filepath"
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
