package run_test

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"

	"backchannel/pipeline/read"
	"backchannel/pipeline/run"
)

// TestArchiveIsReadAsAWhole says that what an archive no longer holds is gone from
// the graph, and stays while the archive cannot be read to its end.
func TestArchiveIsReadAsAWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.zip")
	put := func(names ...string) {
		t.Helper()
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		z := zip.NewWriter(f)
		for _, name := range names {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte("The text of " + name + ".")); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	file, s := open(t), &shelf{}
	again := func() run.Summary {
		return must(t, job(file, s, run.Input{Name: path, Whole: read.Whole(read.Options{}, path), Documents: read.Documents(t.Context(), read.Options{}, []string{path})}))
	}
	put("a.txt", "b.txt", "c.txt")
	checkCounts(t, again(), "new 3 changed 0 unchanged 0 gone 0 kept 0 twice 0 failed 0")
	put("a.txt", "c.txt")
	checkCounts(t, again(), "new 0 changed 0 unchanged 2 gone 1 kept 0 twice 0 failed 0")
	if err := os.Truncate(path, 40); err != nil {
		t.Fatal(err)
	}
	checkCounts(t, again(), "new 0 changed 0 unchanged 0 gone 0 kept 2 twice 0 failed 1")
}
