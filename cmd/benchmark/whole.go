package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

const rounds = 5

// What the rates of the parts whole and peers are called.
const (
	extracting     = "extract"
	extractingTwo  = "extract, two processes"
	runningWhole   = "run into SQLite"
	runningTwo     = "run into SQLite, two processes"
	corenlpDefault = "CoreNLP 4.5.10"
	corenlpLean    = "CoreNLP 4.5.10, coarse names"
)

// whole measures the program as a process: with one worker, with two, and as two
// processes side by side with half of the texts each. They take turns, so that what
// else the machine does falls on all of them.
func whole(ctx context.Context, b *bench) error {
	file, err := b.texts(ctx, batched)
	if err != nil {
		return err
	}
	halves, err := b.halve(file)
	if err != nil {
		return err
	}
	n, err := b.count(ctx, file)
	if err != nil {
		return err
	}
	one := []string{file}
	ways := []struct {
		name    string
		workers int
		files   []string
		command []string
	}{
		{extracting, 1, one, []string{"extract"}},
		{extracting, 2, one, []string{"extract"}},
		{extractingTwo, 1, halves, []string{"extract"}},
		{runningWhole, 1, one, []string{"run", "--quiet"}},
		{runningWhole, 2, one, []string{"run", "--quiet"}},
		{runningTwo, 1, halves, []string{"run", "--quiet"}},
	}
	taken := make([][]Used, len(ways))
	for range rounds {
		for i, w := range ways {
			u, err := b.together(ctx, w.files, append(w.command, "--workers", strconv.Itoa(w.workers)))
			if err != nil {
				return err
			}
			taken[i] = append(taken[i], u)
		}
	}
	b.Whole = nil
	for i, w := range ways {
		r := Rate{Name: w.name, Workers: w.workers, Documents: batched, Tokens: n}
		for _, u := range taken[i] {
			r.Walls = append(r.Walls, u.Wall)
		}
		r.Used = median(taken[i])
		r.Wall = slices.Min(r.Walls)
		b.Whole = append(b.Whole, r)
	}
	return nil
}

// together runs one process for each file, at once. Seconds of CPU and memory are the
// sums.
func (b *bench) together(ctx context.Context, files, args []string) (Used, error) {
	dir, err := os.MkdirTemp(b.dir, "run")
	if err != nil {
		return Used{}, err
	}
	defer os.RemoveAll(dir)
	type ended struct {
		Used
		error
	}
	all := make(chan ended)
	start := time.Now()
	for i, file := range files {
		go func() {
			args := append(slices.Clone(args), "--store", filepath.Join(dir, fmt.Sprint(i, ".db")), file)
			u, err := measure(ctx, nil, io.Discard, b.binary, args...)
			all <- ended{u, err}
		}()
	}
	var sum Used
	var failed error
	for range files {
		e := <-all
		sum.CPU += e.CPU
		sum.Memory += e.Memory
		if e.error != nil {
			failed = e.error
		}
	}
	sum.Wall = time.Since(start).Seconds()
	return sum.round(), failed
}

// halve cuts a file of lines into two, every other line each.
func (b *bench) halve(file string) (files []string, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var half [2]bytes.Buffer
	n := 0
	for line := range bytes.Lines(data) {
		half[n%2].Write(line)
		n++
	}
	for i := range half {
		name := fmt.Sprintf("%s.%d.jsonl", strings.TrimSuffix(file, ".jsonl"), i)
		if err := os.WriteFile(name, half[i].Bytes(), 0o644); err != nil {
			return nil, err
		}
		files = append(files, name)
	}
	return files, nil
}
