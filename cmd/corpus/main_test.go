package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
)

const shared = "../../../shared/data"

func mustPrint(t *testing.T, documents int, seed uint64, copies float64) string {
	t.Helper()
	if _, err := os.Stat(shared); err != nil {
		t.Skipf("%s is absent: it stands beside the repository", shared)
	}
	var out bytes.Buffer
	if err := run(&out, shared, documents, seed, copies); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Equal seeds give equal bytes, and a larger corpus begins with the smaller one.
func TestSeed(t *testing.T) {
	small, large := mustPrint(t, 50, 3, 0.3), mustPrint(t, 200, 3, 0.3)
	if !strings.HasPrefix(large, small) {
		t.Error("200 documents do not begin with the 50 of the same seed")
	}
	if mustPrint(t, 50, 4, 0.3) == small {
		t.Error("another seed gives the same documents")
	}
}

// A document has all that is promised, and about as many copies as were asked for
// name an original that is there, is none itself, and shares most of their paragraphs.
func TestDocuments(t *testing.T) {
	const n, share = 2000, 0.25
	docs := map[string]document{}
	copies := 0
	for line := range strings.Lines(mustPrint(t, n, 1, share)) {
		var d document
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		words := len(strings.Fields(d.Text))
		if d.ID == "" || d.Title == "" || d.Publisher == "" || len(d.Date) != len("2006-01-02") || words < 60 || words > 500 {
			t.Errorf("%+v, %d words", d, words)
		}
		docs[d.ID] = d
		if d.CopyOf == "" {
			continue
		}
		copies++
		original, ok := docs[d.CopyOf]
		if !ok || original.CopyOf != "" {
			t.Fatalf("%s copies %s, which comes later or is a copy", d.ID, d.CopyOf)
		}
		kept := 0
		paragraphs := strings.Split(d.Text, "\n\n")
		for _, p := range paragraphs {
			if strings.Contains(original.Text, p) {
				kept++
			}
		}
		if kept < len(paragraphs)-1 {
			t.Errorf("%s shares %d of %d paragraphs with its original", d.ID, kept, len(paragraphs))
		}
	}
	if len(docs) != n {
		t.Errorf("%d ids, want %d", len(docs), n)
	}
	if got := float64(copies) / n; got < share-0.04 || got > share+0.04 {
		t.Errorf("%.3f of the documents are copies, want %v", got, share)
	}
}

func TestNoData(t *testing.T) {
	err := run(new(bytes.Buffer), t.TempDir(), 1, 1, 0)
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "-data") {
		t.Errorf("without data: %v", err)
	}
}
