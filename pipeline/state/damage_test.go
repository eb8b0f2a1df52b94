package state_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline/state"
	"backchannel/schema"
)

const (
	many = 60
	page = 16384 // bytes
)

func manyID(i int) string { return fmt.Sprintf("doc-%03d", i) }

// noise is a text that takes as much room packed as a record does.
func noise(seed int) string {
	dice := rand.New(rand.NewPCG(uint64(seed), 0))
	text := make([]byte, 1500)
	for i := range text {
		text[i] = byte('a' + dice.IntN(26))
	}
	return string(text)
}

// mustFill makes a file of many documents at path and returns its bytes.
func mustFill(t testing.TB, path string) []byte {
	t.Helper()
	f := mustOpen(t, path)
	sample(t, f)
	for i := range many {
		doc := treesDocument()
		doc.ID = manyID(i)
		d := document(doc.ID, state.Hash(doc))
		d.Record.Source.URI = "https://example.org/" + doc.ID
		d.Record.Entities[0].Name = noise(i)
		d.Trees, d.TreesFingerprint = state.PackTrees(doc), "t"
		mustDo(t, f.Put(d))
	}
	mustDo(t, f.Close())
	data, err := os.ReadFile(path)
	mustDo(t, err)
	return data
}

// answers is what a file says of its documents, and the first error.
func answers(t testing.TB, f *state.File) (map[string]any, error) {
	t.Helper()
	out := map[string]any{}
	var list []schema.Record
	for r, err := range f.Records(t.Context()) {
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	out["records"] = list
	for i := range many {
		known, ok, err := f.Known(t.Context(), manyID(i))
		if err != nil {
			return nil, err
		}
		found, err := f.Find(t.Context(), "https://example.org/"+manyID(i))
		if err != nil {
			return nil, err
		}
		out[manyID(i)] = []any{known, ok, found}
	}
	ids, err := f.IDs(t.Context(), "in")
	out["ids"] = ids
	return out, err
}

// checkDamaged holds a damaged file against what the sound one says: either all that
// it says of its documents is the same, or the damage is told; and what is rescued is
// true.
func checkDamaged(t *testing.T, dir string, data []byte, what string, want map[string]any) (kept int, told bool) {
	t.Helper()
	path := filepath.Join(dir, "damaged.state")
	mustDo(t, os.WriteFile(path, data, 0o644))
	defer func() {
		left, err := filepath.Glob(path + "*")
		mustDo(t, err)
		for _, file := range left {
			mustDo(t, os.Remove(file))
		}
	}()
	f, err := state.Open(t.Context(), path)
	if err == nil {
		got, readErr := answers(t, f)
		err = f.Verify(t.Context())
		if readErr != nil && err == nil {
			t.Errorf("%s: reading says %v, and Verify nothing", what, readErr)
		}
		if err == nil && !cmp.Equal(want, got) {
			t.Errorf("%s: it is not recognized, and the answers differ:\n%s", what, cmp.Diff(want, got))
		}
		if readErr == nil {
			if diff := cmp.Diff(want["records"], got["records"]); diff != "" {
				t.Errorf("%s: other records are taken for true:\n%s", what, diff)
			}
		}
		mustDo(t, f.Close())
	}
	if err == nil {
		return many, false
	}
	if !errors.Is(err, state.ErrDamaged) {
		// One byte may make it the file of somebody else or of a newer version.
		if !strings.Contains(err.Error(), "something else") && !strings.Contains(err.Error(), "newer") {
			t.Errorf("%s: %v", what, err)
		}
		return 0, true
	}
	data, readErr := os.ReadFile(path)
	mustDo(t, readErr)
	rescued, err := state.Rescue(t.Context(), path)
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return 0, true
	}
	if aside, err := os.ReadFile(rescued.Aside); err != nil || !bytes.Equal(aside, data) {
		t.Errorf("%s: the damaged file was not kept as it was (%v)", what, err)
	}
	f = mustOpen(t, path)
	mustDo(t, f.Verify(t.Context()))
	got := records(t, f)
	mustDo(t, f.Close())
	if len(got) != rescued.Documents {
		t.Errorf("%s: %d records, and it says that it kept %d", what, len(got), rescued.Documents)
	}
	for _, r := range got {
		at, found := slices.BinarySearchFunc(want["records"].([]schema.Record), r.ID, func(r schema.Record, id string) int { return strings.Compare(r.ID, id) })
		if !found || !cmp.Equal(want["records"].([]schema.Record)[at], r) {
			t.Errorf("%s: the record of %s that was kept is not what it was", what, r.ID)
		}
	}
	return len(got), true
}

func TestDamage(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "sound.state")
	data := mustFill(t, path)
	f := mustOpen(t, path)
	mustDo(t, f.Verify(t.Context()))
	want, err := answers(t, f)
	mustDo(t, err, f.Close())
	dice := rand.New(rand.NewPCG(1, 2))

	t.Run("a bit", func(t *testing.T) {
		told, poor := 0, 0
		for at := 0; at < len(data); at += 1 + dice.IntN(2*len(data)/100) {
			broken := bytes.Clone(data)
			bit := byte(1) << dice.IntN(8)
			broken[at] ^= bit
			kept, says := checkDamaged(t, dir, broken, fmt.Sprintf("bit %02x of byte %d", bit, at), want)
			if says {
				told++
			}
			if kept < many/2 {
				poor++
			}
		}
		t.Logf("%d of about 100 bits were told; the others stand where nothing is kept", told)
		if told < 25 {
			t.Error("that is too few")
		}
		if poor > 15 {
			t.Errorf("of %d files less than half could be kept", poor)
		}
	})
	t.Run("cut", func(t *testing.T) {
		for _, n := range []int{0, 1, 99, 100, 511, 512, 1000, 4095, 4096, 4097, len(data) - page, len(data) - 1} {
			if _, says := checkDamaged(t, dir, data[:n], fmt.Sprintf("cut at %d of %d", n, len(data)), want); !says {
				t.Errorf("cut at %d: nobody noticed", n)
			}
		}
		for n := 5000; n < len(data); n += len(data) / 12 {
			if _, says := checkDamaged(t, dir, data[:n], fmt.Sprintf("cut at %d of %d", n, len(data)), want); !says {
				t.Errorf("cut at %d: nobody noticed", n)
			}
		}
	})
	t.Run("zeros", func(t *testing.T) {
		if _, says := checkDamaged(t, dir, make([]byte, len(data)), "all zero", want); !says {
			t.Error("nobody noticed that all is zero")
		}
		for at := 0; at < len(data); at += page {
			broken := bytes.Clone(data)
			clear(broken[at : at+page])
			checkDamaged(t, dir, broken, fmt.Sprintf("page %d zero", at/page), want)
		}
	})
	t.Run("garbage", func(t *testing.T) {
		for _, n := range []int{1, 100, 4096, 10000} {
			noise := make([]byte, n)
			for i := range noise {
				noise[i] = byte(dice.Uint32())
			}
			if _, says := checkDamaged(t, dir, noise, fmt.Sprintf("%d bytes of garbage", n), want); !says {
				t.Errorf("%d bytes of garbage: nobody noticed", n)
			}
		}
	})
}
