package state_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"backchannel/pipeline/state"
	"backchannel/schema"
)

// FuzzOpenRecord: a packed record is a record or an error, never a panic, and what it
// is comes back as itself.
func FuzzOpenRecord(f *testing.F) {
	data, err := json.Marshal(document("a", "h").Record)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(state.Pack(data))
	f.Add(data)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, packed := range [][]byte{data, state.Pack(data)} {
			rec, err := state.OpenRecord("a", packed)
			if err != nil {
				continue
			}
			again, err := json.Marshal(rec)
			if err != nil {
				t.Fatal(err)
			}
			var back schema.Record
			mustDo(t, json.Unmarshal(again, &back))
			if twice, err := json.Marshal(back); err != nil || !bytes.Equal(again, twice) {
				t.Errorf("%s is read as %s (%v)", again, twice, err)
			}
		}
	})
}

// FuzzFile: whatever stands anywhere in a file, opening, reading, verifying and
// rescuing it gives answers or errors, and ends.
func FuzzFile(f *testing.F) {
	sound := filepath.Join(f.TempDir(), "sound.state")
	data := mustFill(f, sound)
	f.Add(uint32(18), []byte{1})
	f.Add(uint32(56), []byte{0, 0, 0, 9})
	f.Add(uint32(100), []byte{0, 0, 0, 0, 0, 0, 0, 0})
	f.Add(uint32(4096), bytes.Repeat([]byte{0xff}, 64))
	f.Add(uint32(len(data)-300), []byte(`{"Number":`))
	f.Fuzz(func(t *testing.T, at uint32, patch []byte) {
		broken := bytes.Clone(data)
		copy(broken[int(at)%len(broken):], patch)
		path := filepath.Join(t.TempDir(), "broken.state")
		mustDo(t, os.WriteFile(path, broken, 0o644))
		read := func(file *state.File, err error) {
			if err != nil {
				return
			}
			_, _ = answers(t, file) // an error is an answer
			_, _ = file.Decisions(t.Context())
			_, _ = file.Failures(t.Context())
			_, _, _ = file.LastRun(t.Context())
			_ = file.Verify(t.Context())
			_ = file.Close()
		}
		read(state.Peek(t.Context(), path))
		read(state.Open(t.Context(), path))
		if _, err := state.Rescue(t.Context(), path); err == nil {
			mended := mustOpen(t, path)
			mustDo(t, mended.Verify(t.Context()), mended.Close())
		}
	})
}
