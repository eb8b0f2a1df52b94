package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A damaged state is told once, kept aside, and made again from what is sound of it
// and from the inputs; the graph is as before.
func TestDamagedState(t *testing.T) {
	dir := t.TempDir()
	texts := filepath.Join(dir, "all.jsonl")
	var all strings.Builder
	for i := range 100 {
		all.WriteString(docLine(t, i))
	}
	if err := os.WriteFile(texts, []byte(all.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	mustEnd(t, 0, dir, "run", "all.jsonl")
	mustEnd(t, 0, dir, "status", "--verify")
	path := filepath.Join(dir, "backchannel.db.state")
	sound, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	store, err := os.ReadFile(filepath.Join(dir, "backchannel.db"))
	if err != nil {
		t.Fatal(err)
	}
	// One document more, so that the records of the others are read.
	if err := os.WriteFile(texts, []byte(all.String()+docLine(t, 100)), 0o644); err != nil {
		t.Fatal(err)
	}
	mustEnd(t, 0, dir, "run", "--store", "peace.db", "all.jsonl")
	want := mustEnd(t, 0, dir, "dump", "--store", "peace.db").out.String()
	frame := []byte{0x28, 0xb5, 0x2f, 0xfd} // where zstd begins: trees, and records
	for name, damage := range map[string]func(data []byte) []byte{
		"emptied": func([]byte) []byte { return nil },
		"zeroed":  func(data []byte) []byte { return make([]byte, len(data)) },
		"cut":     func(data []byte) []byte { return data[:len(data)/2] },
		"garbage": func([]byte) []byte { return []byte(strings.Repeat("These are not the bytes.", 1000)) },
		"a bit of each record and tree": func(data []byte) []byte {
			for at := 0; ; {
				next := bytes.Index(data[at:], frame)
				if next < 0 {
					return data
				}
				at += next + len(frame)
				data[min(at+20, len(data)-1)] ^= 4
			}
		},
		"its pages behind the first": func(data []byte) []byte {
			clear(data[4096:])
			return data
		},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(path, damage(bytes.Clone(sound)), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "backchannel.db"), store, 0o644); err != nil {
				t.Fatal(err)
			}
			if says := mustEnd(t, exitStore, dir, "status", "--verify").errors.String(); !strings.Contains(says, "damaged") || !strings.Contains(says, `"backchannel run" mends it`) {
				t.Errorf("status says %q", says)
			}
			says := mustEnd(t, 0, dir, "run", "all.jsonl").errors.String()
			if n := strings.Count(says, "the state file was damaged"); n != 1 {
				t.Errorf("it is told %d times:\n%s", n, says)
			}
			aside, err := filepath.Glob(path + ".damaged*")
			if err != nil || len(aside) != 1 {
				t.Fatalf("kept aside: %v, %v", aside, err)
			}
			if err := os.Remove(aside[0]); err != nil {
				t.Fatal(err)
			}
			if got := mustEnd(t, 0, dir, "dump").out.String(); got != want {
				t.Error("the graph is not what it was")
			}
			mustEnd(t, 0, dir, "status", "--verify")
			again := mustEnd(t, 0, dir, "run", "all.jsonl")
			if out := again.out.String() + again.errors.String(); !strings.Contains(out, "101 as before") || strings.Contains(out, "damaged") {
				t.Errorf("the run after it says\n%s", out)
			}
		})
	}
}
