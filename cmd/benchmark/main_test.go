package main

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// some are results of every part, made up: the program takes a second for a document
// and two workers are exactly as fast as two processes.
func some() Results {
	rate := func(name string, workers int, cpu, memory float64) Rate {
		return Rate{Name: name, Workers: workers, Documents: 100, Tokens: 20_000, Used: Used{cpu, cpu, memory}, Walls: []float64{cpu, 2 * cpu, 3 * cpu}}
	}
	r := Results{
		Measured: map[string]Circumstances{"whole": {Day: "2026-11-25", CPU: "a <fast> one", Cores: 2, Commit: "abc", Busy: 1.5}},
		Absent:   map[string]string{},
		Models:   &Models{Gazetteer: Used{CPU: 0.01}},
		Start:    []Command{{Name: "extract", Used: Used{Wall: 0.1}}, {Name: "fold", Used: Used{Wall: 0.04}}},
		Stages:   []Rate{rate("tag", 1, 2, 0), rate("tag", 2, 2, 0), rate("record", 1, 1, 0)},
		Filters:  []Command{{Name: "decide", Out: 5000}},
		Whole:    []Rate{rate(extracting, 2, 1, 9), rate(extractingTwo, 1, 1, 9), rate(runningWhole, 1, 0.5, 9), rate(runningWhole, 2, 1, 9), rate(runningTwo, 1, 0.8, 9)},
		Peers:    []Rate{rate(runningWhole, 1, 0.5, 300), rate(corenlpDefault, 1, 100, 2000)},
		Load:     []Loading{{neo4jFirst, 15_000}},
		Beside:   &Beside{0.75, 0.8, 100},
		Import:   &Import{Documents: 100, Nodes: 900, Edges: 2100, Used: Used{Wall: 2}, Bytes: 1 << 20},
	}
	for _, n := range []int{1000, 10_000, 100_000} {
		r.Growth = append(r.Growth, Growth{
			Documents: n, Tokens: 200 * n, Used: Used{CPU: float64(n), Wall: float64(n), Memory: 500}, Texts: int64(1000 * n), State: int64(2000 * n), Store: int64(3000 * n),
			Entities: n, Events: n, Nodes: 4 * n, Edges: 10 * n, Text: 7 * n, Pairs: n, Hub: n / 10, HubName: "United States",
		})
	}
	return r
}

func TestPages(t *testing.T) {
	// Whatever is missing, the pages can be written.
	for name, r := range map[string]Results{"all": some(), "none": {}} {
		t.Chdir(t.TempDir())
		b := &bench{Results: r}
		if err := b.keep(); err == nil {
			t.Error("there is no folder docs, and the results are kept")
		}
		if err := os.Mkdir("docs", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := b.keep(); err != nil {
			t.Fatal(err)
		}
		var err error
		if b.Results, err = recall(); err != nil {
			t.Fatal(err)
		}
		if err := b.print(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		plots, err := filepath.Glob("docs/benchmarks/*.svg")
		if err != nil || name == "all" && len(plots) != 4 {
			t.Errorf("%s: plots %v, %v", name, plots, err)
		}
		for _, plot := range plots {
			in, err := os.ReadFile(plot)
			if err != nil {
				t.Fatal(err)
			}
			dec := xml.NewDecoder(strings.NewReader(string(in)))
			for err == nil {
				_, err = dec.Token()
			}
			if !errors.Is(err, io.EOF) {
				t.Errorf("%s: %v", plot, err)
			}
		}
		for _, page := range []string{"docs/BENCHMARKS.md", "docs/SCALE.md"} {
			text, err := os.ReadFile(page)
			if name == "none" && page == "docs/SCALE.md" && errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, bad := range []string{"NaN", "Inf", "<no value>", "%!"} {
				if strings.Contains(string(text), bad) {
					t.Errorf("%s of %s has %s:\n%s", page, name, bad, text)
				}
			}
		}
	}
}

func TestDemands(t *testing.T) {
	b := &bench{Results: some()}
	var got []string
	for _, d := range b.Demands() {
		got = append(got, d.Limit+": "+d.Found+" "+d.Met)
	}
	want := []string{
		"≥ 28,000, aim 80,000: 40,000 yes", "≥ 100 ×: 200 × yes", "≤ 0.1: 0.150 **no**", "≥ 0.93 ×: 1.00 × by the clock, 1.00 × by CPU yes", "≥ 0.93 ×: 0.800 × by the clock, 0.800 × by CPU **no**",
		"≤ 1.05: 1.00 yes", "≤ 1.20: 1.00 yes", "< 1,000 MB: 524 MB yes", "< 150 ms: 100 ms yes",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	b.Growth[2].Memory = 700
	if r := b.MemoryRatio(); r != 1.4 {
		t.Errorf("memory from 500 to 700 is %v times as much", r)
	}
	if r := (&bench{Results: Results{Growth: b.Growth[:2]}}).MemoryRatio(); r != 0 {
		t.Errorf("nothing is larger than 10,000 documents, and yet %v times as much", r)
	}
	if d := b.Demands()[6]; d.Found != "1.40" || d.Met != "**no**" {
		t.Errorf("memory from 500 to 700: %+v", d)
	}
	for _, d := range (&bench{}).Demands() {
		if d.Found != "not measured" || d.Met != "–" {
			t.Errorf("nothing was measured, and %q is %s, met: %s", d.What, d.Found, d.Met)
		}
	}
}

func TestExponent(t *testing.T) {
	var all []Growth
	for _, n := range []int{10, 200, 3000, 40_000} {
		all = append(all, Growth{Documents: n, Used: Used{CPU: 7 * math.Pow(float64(n), 1.25)}})
	}
	if e := exponent(all, func(g Growth) float64 { return g.CPU }); math.Abs(e-1.25) > 1e-9 {
		t.Errorf("7 × n^1.25 grows by the power of %v", e)
	}
}

func TestProjections(t *testing.T) {
	b := &bench{Results: some()}
	p := b.Projections()[1]
	// A hundred times the largest run, which took a second a document.
	if p.Documents != 10_000_000 || math.Abs(p.Core-1e7/3600) > 1 || p.Edges != 1e8 || p.Lean != 5e7 || p.Texts != 1e10 || p.Proposals != 5e7 {
		t.Errorf("%+v", p)
	}
	if in := (200*1.2 + 1500) * 1e7 / 1e6; math.Abs(p.In-in) > 1e-6 {
		t.Errorf("%v million tokens in, want %v", p.In, in)
	}
	if bulk := 1.4e8 / 1500 / 3600; math.Abs(p.Bulk-bulk) > 1e-9 {
		t.Errorf("%v hours of import, want %v", p.Bulk, bulk)
	}
}

func TestFigure(t *testing.T) {
	for v, want := range map[float64]string{0.0123: "0.012", 1.234: "1.23", 43.21: "43.2", 436.4: "436", 28_449: "28,400", 123_456_789: "123,000,000", math.NaN(): "–"} {
		if got := figure(v); got != want {
			t.Errorf("figure(%v) = %s, want %s", v, got, want)
		}
	}
}

func TestBenchmarked(t *testing.T) {
	name, figures := benchmarked("BenchmarkLoad/first-2   1\t  5123456 ns/op\t 19524 rows/s\t 0.5 ratio\n")
	if want := map[string]float64{"ns/op": 5123456, "rows/s": 19524, "ratio": 0.5}; name != "BenchmarkLoad/first" || !maps.Equal(figures, want) {
		t.Errorf("%s, %v", name, figures)
	}
	for _, line := range []string{"", "PASS", "ok  backchannel/x 1.2s cached again"} {
		if name, figures := benchmarked(line); name != "" || figures != nil {
			t.Errorf("%q tells %v of %s", line, figures, name)
		}
	}
}

func TestChosen(t *testing.T) {
	measured := map[string]Circumstances{"start": {}, "load": {}}
	for what, want := range map[string]string{"": "", "all": "start stages filters whole peers growth load import", "missing": "stages filters whole peers growth import", "load,start": "start load"} {
		got, err := chosen(what, measured)
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("-parts %q: %v, %v", what, got, err)
		}
	}
	if _, err := chosen("start,end", measured); err == nil {
		t.Error("end is no part, and nobody said so")
	}
}
