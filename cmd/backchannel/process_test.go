package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// process is a running command line whose standard input we hold.
type process struct {
	*exec.Cmd
	in     io.WriteCloser
	out    buffer
	errors buffer
}

// buffer is a bytes.Buffer that may be read while it is written.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(data []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(data)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func start(t *testing.T, dir string, args ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command("backchannel", args...)} // TestMain puts it into the path
	p.Dir, p.Stdout, p.Stderr = dir, &p.out, &p.errors
	in, err := p.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.in = in
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.in.Close()
		_ = p.Process.Kill() // it may have ended by itself
		_ = p.Wait()
	})
	return p
}

func (p *process) write(t *testing.T, text string) {
	t.Helper()
	if _, err := io.WriteString(p.in, text); err != nil {
		t.Fatalf("write to %v: %v\n%s", p.Args, err, p.errors.String())
	}
}

// end waits for the process and returns its exit code; -1 when it was killed.
func (p *process) end() int {
	_ = p.Wait() // the code says it
	return p.ProcessState.ExitCode()
}

func mustEnd(t *testing.T, want int, dir string, args ...string) *process {
	t.Helper()
	p := start(t, dir, args...)
	p.in.Close()
	if got := p.end(); got != want {
		t.Fatalf("%v: exit code %d, want %d\n%s%s", args, got, want, p.out.String(), p.errors.String())
	}
	return p
}

func waitFor(t *testing.T, what string, there func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !there(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func waitForLock(t *testing.T, dir string, p *process) {
	t.Helper()
	waitFor(t, "the lock", func() bool {
		data, err := os.ReadFile(filepath.Join(dir, "backchannel.db.state.lock"))
		return err == nil && bytes.Contains(data, fmt.Appendf(nil, `"pid":%d,`, p.Process.Pid))
	})
}

// line is a document as a JSON line.
func docLine(t *testing.T, n int) string {
	t.Helper()
	data, err := json.Marshal(map[string]string{
		"id": fmt.Sprintf("d%04d", n), "date": "2021-03-04",
		"text": fmt.Sprintf("Peru and Chile signed a fishing accord in Lima. Ana Vasquez met Omar Haddad %d times in Amman.", n),
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(data) + "\n"
}

func TestTwoRunsAtOnce(t *testing.T) {
	dir := t.TempDir()
	first := start(t, dir, "run", "--input-format", "jsonl", "-")
	waitForLock(t, dir, first)

	second := mustEnd(t, exitLocked, dir, "run", "--input-format", "jsonl", "-")
	if want := fmt.Sprintf("process %d on ", first.Process.Pid); !strings.Contains(second.errors.String(), want) {
		t.Errorf("the second run says %q, want %q", second.errors.String(), want)
	}
	if other := mustEnd(t, exitFailures, dir, "run", "--store", "other.db", "--input-format", "jsonl", "-"); strings.Contains(other.errors.String(), "lock") {
		t.Errorf("a run into another store: %s", other.errors.String())
	}

	first.write(t, docLine(t, 1))
	first.in.Close()
	if code := first.end(); code != 0 {
		t.Fatalf("the first run ended with %d: %s", code, first.errors.String())
	}
	mustEnd(t, exitFailures, dir, "run", "--input-format", "jsonl", "-") // nothing came, but the lock is free
}

// Interrupted or killed at any moment and started again, a run ends in the graph
// of one that was left in peace.
func TestInterruptedAndKilled(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("skipped: there are no signals to send on Windows")
	}
	const n = 600
	var all strings.Builder
	for i := range n {
		all.WriteString(docLine(t, i))
	}
	dir := t.TempDir()
	peace := start(t, dir, "run", "--input-format", "jsonl", "-")
	peace.write(t, all.String())
	peace.in.Close()
	if code := peace.end(); code != 0 {
		t.Fatalf("a run in peace ended with %d: %s", code, peace.errors.String())
	}
	want := mustEnd(t, 0, dir, "dump").out.String()
	if !strings.Contains(want, "d0599") {
		t.Fatalf("the dump lacks the last document:\n%.400s", want)
	}

	for _, c := range []struct {
		name   string
		signal os.Signal
		code   int
	}{
		{"interrupted", os.Interrupt, exitInterrupted},
		{"killed", os.Kill, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			p := start(t, dir, "run", "--input-format", "jsonl", "-")
			waitForLock(t, dir, p)
			lines := strings.SplitAfter(all.String(), "\n")
			p.write(t, strings.Join(lines[:400], ""))
			waitFor(t, "the first records", func() bool { return kept(t, dir) > 0 })
			if err := p.Process.Signal(c.signal); err != nil {
				t.Fatal(err)
			}
			if code := p.end(); code != c.code {
				t.Errorf("exit code %d, want %d: %s", code, c.code, p.errors.String())
			}
			if strings.Contains(p.errors.String(), "goroutine") {
				t.Errorf("a stack trace: %s", p.errors.String())
			}
			before := kept(t, dir)
			if before == 0 || before == n {
				t.Errorf("%d of %d records were kept; the test shows nothing", before, n)
			}

			again := start(t, dir, "run", "--input-format", "jsonl", "-")
			again.write(t, all.String())
			again.in.Close()
			if code := again.end(); code != 0 {
				t.Fatalf("the next run ended with %d: %s", code, again.errors.String())
			}
			if says := fmt.Sprintf("%d new, %d as before", n-before, before); !strings.Contains(again.out.String(), says) {
				t.Errorf("the next run says\n%s\nwant %q", again.out.String(), says)
			}
			if got := mustEnd(t, 0, dir, "dump").out.String(); got != want {
				t.Error("the graph is not that of a run that was left in peace")
			}
		})
	}
}

// kept counts the records that a run has written so far.
func kept(t *testing.T, dir string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "backchannel.db.state")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM document").Scan(&n); err != nil {
		return 0 // the file is being made
	}
	return n
}
