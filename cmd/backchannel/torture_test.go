//go:build torture && unix

package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// make torture runs this; it takes a quarter of an hour and a Neo4j of its own.
var (
	serverKills = flag.Int("server-kills", 5, "how often the Neo4j is killed during a load")
	runKills    = flag.Int("run-kills", 30, "how often a run is killed")
	documents   = flag.Int("documents", 3000, "how many documents are loaded")
)

// ownServer starts a Neo4j that may be killed, on ports and in a folder of its own.
type ownServer struct {
	t     *testing.T
	cache string
}

func (s ownServer) script(command string) []byte {
	s.t.Helper()
	cmd := exec.Command("../../scripts/neo4j.sh", command)
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "NEO4J_") {
			cmd.Env = append(cmd.Env, pair)
		}
	}
	cmd.Env = append(cmd.Env, "XDG_CACHE_HOME="+s.cache, "NEO4J_BOLT_PORT=17687", "NEO4J_HTTP_PORT=17474")
	var told bytes.Buffer
	cmd.Stderr = &told
	out, err := cmd.Output()
	if err != nil {
		s.t.Fatalf("scripts/neo4j.sh %s: %v\n%s", command, err, told.String())
	}
	return out
}

func (s ownServer) kill() {
	s.t.Helper()
	files, err := filepath.Glob(filepath.Join(s.cache, "backchannel/neo4j/server-*/run/neo4j.pid"))
	if err != nil || len(files) != 1 {
		s.t.Fatalf("where is the server's process id? %v, %v", files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		s.t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil {
		s.t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		s.t.Fatal(err)
	}
	waitFor(s.t, "the end of the server", func() bool { return syscall.Kill(pid, 0) != nil })
}

// Killed at any moment, the program or the server, and run again: the graph is that
// of a run that was left in peace, and no fact stands in it twice.
func TestTorture(t *testing.T) {
	if _, err := exec.LookPath("java"); err != nil {
		t.Fatal("this needs Java and Maven: the server in Docker is not killed the same way")
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	moment := rand.New(rand.NewPCG(seed, 0))

	dir := t.TempDir()
	var all strings.Builder
	for i := range *documents {
		all.WriteString(docLine(t, i))
	}
	if err := os.WriteFile(filepath.Join(dir, "all.jsonl"), []byte(all.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	mustEnd(t, 0, dir, "run", "--store", "peace.db", "all.jsonl")
	peace := time.Since(begin)
	want := mustEnd(t, 0, dir, "dump", "--store", "peace.db").out.String()
	check := func(t *testing.T, flags ...string) {
		t.Helper()
		if got := mustEnd(t, 0, dir, append([]string{"dump"}, flags...)...).out.String(); got != want {
			t.Errorf("the graph is not that of a run that was left in peace: %d bytes, want %d", len(got), len(want))
		}
	}

	t.Run("file", func(t *testing.T) {
		// A run goes on where the killed one stopped; when it comes to its end, the next
		// one begins anew.
		anew := func() {
			check(t, "--store", "killed.db")
			for _, suffix := range []string{"", ".state"} {
				if err := os.Remove(filepath.Join(dir, "killed.db"+suffix)); err != nil {
					t.Fatal(err)
				}
			}
		}
		ended := 0
		for killed := 0; killed < *runKills; {
			p := start(t, dir, "run", "--store", "killed.db", "all.jsonl")
			time.Sleep(time.Duration(moment.Int64N(int64(peace))))
			_ = p.Process.Kill() // it may have ended
			switch code := p.end(); code {
			case -1:
				killed++
			case 0:
				ended++
				anew()
			default:
				t.Fatalf("exit code %d: %s", code, p.errors.String())
			}
		}
		t.Logf("%d runs were killed; %d came to their end between them", *runKills, ended)
		mustEnd(t, 0, dir, "run", "--store", "killed.db", "all.jsonl")
		check(t, "--store", "killed.db")
	})

	server := ownServer{t, t.TempDir()}
	server.script("start")
	t.Cleanup(func() { server.script("stop") })
	for line := range strings.Lines(string(server.script("env"))) {
		for _, pair := range strings.Fields(line) {
			if name, value, ok := strings.Cut(pair, "="); ok && name != "NEO4J_BROWSER" { // an address for people
				t.Setenv("BACKCHANNEL_"+name, value)
			}
		}
	}
	store := os.Getenv("BACKCHANNEL_NEO4J_URI")
	os.Unsetenv("BACKCHANNEL_NEO4J_URI")
	loading := func(t *testing.T, graph string) *process {
		t.Helper()
		p := start(t, dir, "run", "--store", store, "--graph", graph, "--state", "peace.db.state", "all.jsonl")
		for deadline := time.Now().Add(5 * time.Minute); !strings.Contains(p.errors.String(), "msg=loading"); time.Sleep(5 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("waited in vain for the load: %s", p.errors.String())
			}
		}
		return p
	}

	t.Run("run into a server", func(t *testing.T) {
		// A load goes on where the killed one stopped; when it comes to its end, the next
		// one is that of another graph.
		ended := 0
		graph := func() string { return fmt.Sprint("runs", ended) }
		for killed := 0; killed < *runKills/3; {
			p := loading(t, graph())
			time.Sleep(time.Duration(moment.Int64N(int64(3 * time.Second))))
			_ = p.Process.Kill() // it may have ended
			switch code := p.end(); code {
			case -1:
				killed++
			case 0:
				check(t, "--store", store, "--graph", graph())
				ended++
			default:
				t.Fatalf("exit code %d: %s", code, p.errors.String())
			}
		}
		t.Logf("%d loads were killed; %d came to their end between them", *runKills/3, ended)
		mustEnd(t, 0, dir, "run", "--store", store, "--graph", graph(), "--state", "peace.db.state", "all.jsonl")
		check(t, "--store", store, "--graph", graph())
	})

	t.Run("server", func(t *testing.T) {
		for i := range *serverKills {
			graph := fmt.Sprint("server", i)
			p := loading(t, graph)
			time.Sleep(time.Duration(moment.Int64N(int64(3 * time.Second))))
			server.kill()
			down := time.Now()
			server.script("start")
			t.Logf("kill %d: the server was back after %v", i, time.Since(down).Round(time.Second))
			if code := p.end(); code != 0 {
				t.Errorf("the run that waited ended with %d: %s", code, p.errors.String())
			}
			t.Logf("the run says %s", p.errors.String())
			check(t, "--store", store, "--graph", graph)
			again := mustEnd(t, 0, dir, "run", "--store", store, "--graph", graph, "--state", "peace.db.state", "all.jsonl").out.String()
			if !strings.Contains(again, "nothing to change") {
				t.Errorf("the next run did something:\n%s", again)
			}
		}
	})
}
