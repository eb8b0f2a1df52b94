//go:build unix

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"
)

// A run on a terminal draws while it lasts and leaves a line, whatever the documents are
// called; where there is no terminal, or a dumb one, it draws nothing.
func TestRunOnATerminal(t *testing.T) {
	dir := t.TempDir()
	var texts strings.Builder
	for i := range 60 {
		doc, err := json.Marshal(map[string]string{"id": fmt.Sprintf("\x1b[2J\x1b]0;%d\a\u202e", i), "text": "Peru and Chile signed a fishing accord in Lima."})
		if err != nil {
			t.Fatal(err)
		}
		texts.Write(append(doc, '\n'))
	}
	texts.WriteString("{\"id\": \"\x1b[31m\n")
	if err := os.WriteFile(filepath.Join(dir, "texts.jsonl"), []byte(texts.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, term string
		args       []string
		draws      bool
		bold       bool
	}{
		{"terminal", "xterm", nil, true, true},
		{"NO_COLOR", "xterm", nil, true, false},
		{"quiet", "xterm", []string{"--quiet"}, false, false},
		{"json", "xterm", []string{"--log", "json"}, false, false},
		{"dumb", "dumb", nil, false, false},
	} {
		cmd := exec.Command("backchannel", append([]string{"run", "--store", c.name + ".db", "texts.jsonl"}, c.args...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "TERM="+c.term, "NO_COLOR=")
		if c.name == "NO_COLOR" {
			cmd.Env = append(cmd.Env, "NO_COLOR=1")
		}
		terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 50, Cols: 300})
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(terminal)
		if err != nil && !errors.Is(err, syscall.EIO) { // Linux' way to say that nobody is there any more
			t.Fatal(err)
		}
		terminal.Close()
		_ = cmd.Wait() // the code says it
		if code := cmd.ProcessState.ExitCode(); code != exitFailures {
			t.Errorf("%s: exit code %d\n%q", c.name, code, data)
		}
		text := string(data)
		if got := strings.Contains(text, "\x1b["); got != c.draws {
			t.Errorf("%s: controls: %v\n%q", c.name, got, text)
		}
		s := &screen{t: t}
		fmt.Fprint(s, text) // fails at a control that is not ours
		if s.bold > 0 != c.bold {
			t.Errorf("%s: bold %d times", c.name, s.bold)
		}
		seen := strings.Join(s.lines, "\n")
		if !c.draws {
			continue
		}
		first, _, _ := strings.Cut(seen, "\n")
		if !strings.HasPrefix(first, "61 documents, 1 skipped, read and extracted in ") || strings.Contains(seen, "extract > ") || strings.Contains(seen, "slowest:") {
			t.Errorf("%s: afterwards the screen shows\n%s", c.name, seen)
		}
	}

	p := mustEnd(t, exitFailures, dir, "run", "--store", "none.db", "texts.jsonl")
	if out := p.out.String() + p.errors.String(); strings.ContainsRune(out, '\x1b') || !strings.Contains(out, "msg=loading documents=61") {
		t.Errorf("without a terminal: %q", out)
	}
}
