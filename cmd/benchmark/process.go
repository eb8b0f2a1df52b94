package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Used is what a process took.
type Used struct {
	Wall   float64 `json:"wall_s"`
	CPU    float64 `json:"cpu_s"`                // user and system
	Memory float64 `json:"memory_mib,omitempty"` // the most that was resident
}

// measure runs a command to its end.
func measure(ctx context.Context, stdin io.Reader, stdout io.Writer, name string, args ...string) (Used, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, stdout, &stderr
	start := time.Now()
	err := cmd.Run()
	u := Used{Wall: time.Since(start).Seconds()}
	if err != nil {
		return u, fmt.Errorf("%s: %w\n%s", cmd, err, stderr.Bytes()[max(0, stderr.Len()-2000):])
	}
	u.CPU = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	if use, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.Memory = float64(use.Maxrss) / 1024 // KiB on Linux
	}
	return u.round(), nil
}

// round leaves what is worth keeping.
func (u Used) round() Used {
	to := func(v, digits float64) float64 { return math.Round(v*digits) / digits }
	return Used{to(u.Wall, 1e4), to(u.CPU, 1e4), to(u.Memory, 10)}
}

// spent is the time that all threads of this process have worked, and resident the
// most memory that it has held, in MiB.
func spent() (worked time.Duration, resident float64) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), float64(u.Maxrss) / 1024
}

// median is the middle one by seconds of CPU of an odd number of measurements.
func median(all []Used) Used {
	slices.SortFunc(all, func(a, b Used) int { return cmp.Compare(a.CPU, b.CPU) })
	return all[len(all)/2]
}

// Command is what one of the program's commands took.
type Command struct {
	Name string `json:"name"`
	Used
	Out int64 `json:"out_bytes,omitempty"` // size of what it printed
}

const sentence = `{"id":"1","text":"The envoys met in Oslo."}` + "\n"

// start runs each command that engines start often over one sentence or nothing: the
// time to its end is that to start and load what it needs.
func start(ctx context.Context, b *bench) error {
	b.Start = nil
	for _, c := range []struct {
		stdin string
		args  []string
	}{
		{"", []string{"version"}},
		{sentence, []string{"extract", "--input-format", "jsonl", "-"}},
		{"", []string{"rows", "--for", "names"}},
		{"", []string{"decide"}},
		{"", []string{"settle"}},
		{"", []string{"fold"}},
		{"", []string{"load", "--nodes", "--store", filepath.Join(b.dir, "start.db")}},
	} {
		var all []Used
		for range 11 {
			u, err := measure(ctx, strings.NewReader(c.stdin), io.Discard, b.binary, c.args...)
			if err != nil {
				return err
			}
			all = append(all, u)
		}
		u := median(all)
		for _, other := range all {
			u.Wall = min(u.Wall, other.Wall)
		}
		b.Start = append(b.Start, Command{Name: c.args[0], Used: u})
	}
	b.Models = new(Models)
	return b.within(ctx, "models", "", b.Models)
}

// filters makes the graph of the texts as a cluster does: filter by filter, sorted by
// key between.
func filters(ctx context.Context, b *bench) error {
	texts, err := b.texts(ctx, filtered)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp(b.dir, "filters")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b.Filters = nil
	for _, step := range []struct {
		name, script, out string
	}{
		{"extract", `"$B" extract --workers 1 "$TEXTS"`, "records"},
		{"rows --for names", `"$B" rows --for names <records`, "1"},
		{"sort", `sort 1`, "2"},
		{"decide", `"$B" decide <2`, "names"},
		{"settle", `"$B" settle <names`, "decided"},
		{"rows --for reports", `"$B" rows --for reports --decisions decided <records`, "3"},
		{"sort", `sort 3`, "4"},
		{"decide", `"$B" decide <4`, "reports"},
		{"settle", `cat names reports | "$B" settle`, "decisions"},
		{"rows", `"$B" rows --decisions decisions <records`, "6"},
		{"sort", `sort 6`, "7"},
		{"fold", `"$B" fold <7`, "graph"},
		{"load --nodes", `grep '"labels":' graph | "$B" load --nodes --store f.db`, "8"},
		{"load --edges", `grep '"from":' graph | "$B" load --edges --store f.db`, "9"},
	} {
		// The shell's children count as its own.
		u, err := measure(ctx, nil, nil, "env", "B="+b.binary, "TEXTS="+texts, "LC_ALL=C", "sh", "-ec", "cd '"+dir+"'; "+step.script+" >"+step.out)
		if err != nil {
			return err
		}
		out, err := os.Stat(filepath.Join(dir, step.out))
		if err != nil {
			return err
		}
		c := Command{Name: step.name, Used: u, Out: out.Size()}
		b.Filters = append(b.Filters, c)
	}
	return nil
}
