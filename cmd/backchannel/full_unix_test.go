//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Where there is no more room the run says so and ends with the exit code of a store
// that is away; when room was made, the same command goes on, and the graph is that of
// a run that had room all the time. A limit of the size of files stands for a full
// disk: it needs no rights.
func TestNoRoom(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no shell to set a limit by")
	}
	dir := t.TempDir()
	var docs bytes.Buffer
	for i := range 300 {
		fmt.Fprintf(&docs, `{"id":"d%d","date":"2019-03-04","text":"Ana Vasquez met Omar Haddad in Lima on day %d of the talks. Peru thanked Chile for the offer of help."}`+"\n", i, i)
	}
	if err := os.WriteFile(filepath.Join(dir, "news.jsonl"), docs.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(script string) (string, int) {
		t.Helper()
		cmd := exec.Command("sh", "-c", script)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		var ended *exec.ExitError
		if err != nil && !errors.As(err, &ended) {
			t.Fatal(err)
		}
		return string(out), cmd.ProcessState.ExitCode()
	}
	if out, code := run("backchannel run --store roomy.db news.jsonl"); code != 0 {
		t.Fatalf("exit %d: %s", code, out)
	}
	out, code := run("ulimit -f 300; exec backchannel run --store graph.db news.jsonl")
	if code != exitStore || !strings.Contains(out, "the disk is full") || !strings.Contains(out, "make room") {
		t.Fatalf("without room: exit %d, want %d and what to do: %s", code, exitStore, out)
	}
	if out, code := run("backchannel run --store graph.db news.jsonl"); code != 0 {
		t.Fatalf("with room again: exit %d: %s", code, out)
	}
	if out, _ := run("backchannel dump --store roomy.db > a; backchannel dump --store graph.db > b; cmp a b && echo same"); !strings.HasSuffix(out, "same\n") {
		t.Errorf("the graphs differ: %s", out)
	}
}
