package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"backchannel": main})
}

// TestScripts runs what a user could type: testdata/script/*.txtar.
func TestScripts(t *testing.T) {
	const pattern = "testdata/script/*.txtar"
	if files, err := filepath.Glob(pattern); err != nil || len(files) == 0 {
		t.Fatalf("no scripts in %s: %v", pattern, err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Dir(pattern),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup:               passServer,
		Condition: func(name string) (bool, error) {
			if name == "neo4j" {
				return hasServer()
			}
			return false, fmt.Errorf("no condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"fill":  fill,
			"bytes": writeBytes,
		},
	})
}

// passServer lets scripts reach the Neo4j of the tests, each with a graph of its
// own: $NEO4J_URI, $NEO4J_USER, BACKCHANNEL_NEO4J_PASSWORD and BACKCHANNEL_GRAPH.
func passServer(env *testscript.Env) error {
	if has, err := hasServer(); !has {
		return err
	}
	for _, name := range serverVariables {
		env.Setenv(name, os.Getenv(name))
	}
	graph, remove := newGraph()
	env.Setenv("BACKCHANNEL_NEO4J_PASSWORD", os.Getenv("NEO4J_PASSWORD"))
	env.Setenv("BACKCHANNEL_GRAPH", graph)
	t := env.T()
	env.Defer(func() {
		if err := remove(); err != nil {
			t.Log("clean up graph "+graph, err)
		}
	})
	return nil
}

// exits runs a command and checks its exit code, which scripts cannot say
// otherwise: exits 2 backchannel run --workers many
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// fill writes a file of so many megabytes in one line: fill FILE 200 "text "
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: fill FILE MEGABYTES TEXT")
	}
	mb, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	block := []byte(strings.Repeat(args[2], 1<<20/len(args[2])))
	for range mb {
		_, err := f.Write(block)
		ts.Check(err)
	}
	ts.Check(f.Close())
}

// writeBytes writes a file with the bytes of a Go string: bytes FILE 'caf\xe9'
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE TEXT")
	}
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}
