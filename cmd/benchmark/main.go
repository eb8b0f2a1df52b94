// Benchmark measures the program, its stages and its peers on the same texts, and
// writes docs/BENCHMARKS.md and docs/SCALE.md with their plots:
//
//	benchmark                                    what has not been measured yet
//	benchmark -parts all                         everything, an hour or two
//	benchmark -parts growth -sizes 1000,10000
//	benchmark -parts ""                          the pages again, from what was measured
//
// What was measured is kept in docs/benchmarks.json, part by part, so a run that
// was stopped goes on with the parts that are missing, and a size of the growth part
// that was measured once by hand stays. The texts are those of cmd/corpus, made
// from the data that stand beside the project. What is absent on the machine (Java,
// Maven, a Neo4j) is left out, and the pages say so.
//
// Seconds of CPU (user and system, of all threads of a process) stand beside those
// of the clock: other work on the machine shows in the latter.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

const kept = "docs/benchmarks.json"

// parts are what can be measured, in this order.
var parts = []struct {
	name string
	run  func(context.Context, *bench) error
}{
	{"start", start},
	{"stages", stages},
	{"filters", filters},
	{"whole", whole},
	{"peers", peers},
	{"growth", growth},
	{"load", loading},
	{"import", bulk},
}

// Results is what docs/benchmarks.json holds.
type Results struct {
	Measured map[string]Circumstances `json:"measured"`         // by part
	Absent   map[string]string        `json:"absent,omitempty"` // by part: what of it could not be measured, and why
	Models   *Models                  `json:"models,omitempty"`
	Start    []Command                `json:"start,omitempty"`
	Stages   []Rate                   `json:"stages,omitempty"`
	Filters  []Command                `json:"filters,omitempty"`
	Whole    []Rate                   `json:"whole,omitempty"`
	Peers    []Rate                   `json:"peers,omitempty"`
	Growth   []Growth                 `json:"growth,omitempty"`
	Load     []Loading                `json:"load,omitempty"`
	Beside   *Beside                  `json:"beside,omitempty"`
	Import   *Import                  `json:"import,omitempty"`
}

// Circumstances are where and with what a part was measured.
type Circumstances struct {
	Day    string  `json:"day"`
	Commit string  `json:"commit"`
	CPU    string  `json:"cpu"`
	Cores  int     `json:"cores"`
	Go     string  `json:"go"`
	Busy   float64 `json:"busy"` // processes that wanted to run in the minute before the part began
}

// bench is a run of this program.
type bench struct {
	Results
	data   string // folder of the data beside the project
	sizes  []int  // documents of the growth part
	dir    string // for texts and stores
	binary string // the program, built as it is released
	commit string // that it was built from
	self   string // this program, for parts that run in a process of their own
	tokens map[string]int
}

func main() {
	// What runs stages or a peer within a process is a process of its own, so that its
	// memory and time are told apart.
	if len(os.Args) == 4 && os.Args[1] == "within" {
		exit(within(os.Args[2], os.Args[3]))
	}
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.name
	}
	what := flag.String("parts", "missing", `which parts to measure: all, missing, or some of `+strings.Join(names, ","))
	data := flag.String("data", "../shared/data", "folder of the data beside the project")
	sizes := flag.String("sizes", "1000,3000,10000,30000,100000", "documents of the growth part; other sizes measured before are kept")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	exit(perform(ctx, *what, *data, *sizes))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "benchmark:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func perform(ctx context.Context, what, data, sizes string) (err error) {
	b := &bench{data: data, tokens: map[string]int{}}
	if b.Results, err = recall(); err != nil {
		return err
	}
	wanted, err := chosen(what, b.Measured)
	if err != nil {
		return err
	}
	for s := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return fmt.Errorf("-sizes %s: %q is no number of documents", sizes, s)
		}
		b.sizes = append(b.sizes, n)
	}
	if b.dir, err = os.MkdirTemp("", "backchannel-bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	if len(wanted) > 0 {
		if err := b.build(ctx); err != nil {
			return err
		}
	}
	for _, p := range parts {
		if !slices.Contains(wanted, p.name) {
			continue
		}
		say("%s…", p.name)
		found := circumstances()
		found.Commit = b.commit
		delete(b.Absent, p.name)
		if err := p.run(ctx, b); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		b.Measured[p.name] = found
		if err := b.keep(); err != nil {
			return err
		}
	}
	return b.print()
}

// chosen is the parts that -parts names.
func chosen(what string, measured map[string]Circumstances) (names []string, err error) {
	listed := strings.FieldsFunc(what, func(r rune) bool { return r == ',' })
	for _, p := range parts {
		_, done := measured[p.name]
		if what == "all" || what == "missing" && !done || slices.Contains(listed, p.name) {
			names = append(names, p.name)
		}
	}
	if what != "all" && what != "missing" && len(names) != len(listed) {
		return nil, fmt.Errorf("-parts %s: one of them is no part", what)
	}
	return names, nil
}

func say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%s %s\n", time.Now().Format(time.TimeOnly), fmt.Sprintf(format, args...))
}

// lacks notes what of a part cannot be measured on this machine.
func (b *bench) lacks(part, why string) {
	say("%s: left out: %s", part, why)
	b.Absent[part] = why
}

func recall() (Results, error) {
	r := Results{Measured: map[string]Circumstances{}, Absent: map[string]string{}}
	data, err := os.ReadFile(kept)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return r, fmt.Errorf("%s: %w", kept, err)
	}
	return r, nil
}

func (b *bench) keep() error {
	data, err := json.MarshalIndent(b.Results, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(kept, append(data, '\n'), 0o644)
}

// build makes the program as make build does.
func (b *bench) build(ctx context.Context) error {
	b.binary = filepath.Join(b.dir, "backchannel")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", b.binary, "./cmd/backchannel")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	// The last that changed the program, not its tests or documents.
	if out, err := exec.CommandContext(ctx, "git", "log", "-1", "--format=%h", "--", "cmd/backchannel", "pipeline", "schema", "go.mod", ":!*_test.go").Output(); err == nil {
		b.commit = strings.TrimSpace(string(out))
	}
	return nil
}

// texts makes a file of n documents of cmd/corpus.
func (b *bench) texts(ctx context.Context, n int) (string, error) {
	file := filepath.Join(b.dir, fmt.Sprintf("texts-%d.jsonl", n))
	if _, err := os.Stat(file); err == nil {
		return file, nil
	}
	out, err := os.Create(file)
	if err != nil {
		return "", err
	}
	defer out.Close()
	cmd := exec.CommandContext(ctx, "go", "run", "./cmd/corpus", "-documents", strconv.Itoa(n), "-data", b.data)
	cmd.Stdout, cmd.Stderr = out, os.Stderr
	if err := cmd.Run(); err != nil {
		os.Remove(file)
		return "", fmt.Errorf("make %d texts: %w", n, err)
	}
	return file, out.Close()
}

func circumstances() Circumstances {
	c := Circumstances{Day: time.Now().UTC().Format(time.DateOnly), Cores: runtime.NumCPU(), Go: strings.TrimPrefix(runtime.Version(), "go")}
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		minute, _, _ := strings.Cut(string(load), " ")
		c.Busy, _ = strconv.ParseFloat(minute, 64) // 0 where it is unknown
	}
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return c
	}
	for line := range strings.Lines(string(info)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			c.CPU = strings.TrimSpace(value)
			break
		}
	}
	return c
}
