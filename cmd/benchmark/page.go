package main

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/dustin/go-humanize"
)

//go:embed pages
var pages embed.FS

// print writes the pages and their plots from what was measured, and nothing of its
// own.
func (b *bench) print() error {
	for name, svg := range b.plots() {
		file := filepath.Join("docs", "benchmarks", name+".svg")
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(svg), 0o644); err != nil {
			return err
		}
	}
	all, err := template.New("").Funcs(template.FuncMap{
		"figure": figure, "ms": func(s float64) string { return figure(1000 * s) }, "bytes": func(n int64) string { return humanize.IBytes(uint64(n)) },
		"comma": func(n int) string { return humanize.Comma(int64(n)) }, "perCPU": func(tokens int, u Used) string { return figure(float64(tokens) / u.CPU) },
		"perWall": func(n int, u Used) string { return figure(float64(n) / u.Wall) }, "usd": usd,
		"size": func(n int64) string { return humanize.Bytes(uint64(n)) }, "assumed": func() Assumptions { return assumed },
	}).ParseFS(pages, "pages/*")
	if err != nil {
		return err
	}
	for _, page := range []string{"BENCHMARKS.md", "SCALE.md"} {
		if page == "SCALE.md" && len(b.Growth) == 0 {
			say("docs/SCALE.md is not written: it reckons from the growth part, which is not measured")
			continue
		}
		var out bytes.Buffer
		if err := all.ExecuteTemplate(&out, page, b); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join("docs", page), out.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// figure prints a number with as many digits as a measurement has.
func figure(v float64) string {
	switch a := math.Abs(v); {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "–"
	case a >= 1000:
		unit := math.Pow(10, math.Floor(math.Log10(a))-2)
		return humanize.Commaf(math.Round(v/unit) * unit)
	case a >= 100:
		return fmt.Sprintf("%.0f", v)
	case a >= 10:
		return fmt.Sprintf("%.1f", v)
	case a >= 1:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.3f", v)
}

// Day is the last on which a part was measured.
func (b *bench) Day() string {
	day := ""
	for _, c := range b.Measured {
		day = max(day, c.Day)
	}
	return day
}

// Machine is where the part that was measured last ran.
func (b *bench) Machine() Circumstances {
	var last Circumstances
	for _, p := range parts {
		if c, ok := b.Measured[p.name]; ok && c.Day >= last.Day {
			last = c
		}
	}
	return last
}

// Filtered is the number of documents that the filters read.
func (*bench) Filtered() int { return filtered }

// Part is a part's circumstances as a line under its table.
func (b *bench) Part(name string) string {
	c, ok := b.Measured[name]
	if !ok {
		return "Not measured yet: `go run ./cmd/benchmark -parts " + name + "`."
	}
	line := fmt.Sprintf("Measured on %s, commit %s; %.1f processes wanted to run on %d cores in the minute before.", c.Day, c.Commit, c.Busy, c.Cores)
	if why := b.Absent[name]; why != "" {
		line += " **Left out: " + why + ".**"
	}
	return line
}

// rate finds one of a list; false where it was not measured.
func rate(list []Rate, name string, workers int) (Rate, bool) {
	i := slices.IndexFunc(list, func(r Rate) bool { return r.Name == name && r.Workers == workers })
	if i < 0 {
		return Rate{}, false
	}
	return list[i], true
}

// Asked is a demand and whether it is met.
type Asked struct{ What, Limit, Found, Met string }

// Demands compares what was asked with what was measured.
func (b *bench) Demands() (all []Asked) {
	add := func(what, limit string, measured bool, found float64, unit string, met bool) {
		a := Asked{what, limit, "not measured", "–"}
		if measured {
			a.Found, a.Met = figure(found)+unit, "**no**"
			if met {
				a.Met = "yes"
			}
		}
		all = append(all, a)
	}
	ours, ok := rate(b.Whole, runningWhole, 1)
	add("whole chain, read … fold, SQLite: tokens a second of CPU", "≥ 28,000, aim 80,000", ok, ours.PerCPU(), "", ours.PerCPU() >= 28_000)

	chain, ok1 := rate(b.Peers, runningWhole, 1)
	core, ok2 := rate(b.Peers, corenlpDefault, 1)
	times := chain.PerCPU() / core.PerCPU()
	add("the same beside CoreNLP's chain, per core, on the same texts in the same run", "≥ 100 ×", ok1 && ok2, times, " ×", times >= 100)
	add("its memory as a part of CoreNLP's", "≤ 0.1", ok1 && ok2, chain.Memory/core.Memory, "", chain.Memory <= core.Memory/10)
	for _, pair := range [][2]string{{extracting, extractingTwo}, {runningWhole, runningTwo}} {
		two, ok1 := rate(b.Whole, pair[0], 2)
		apart, ok2 := rate(b.Whole, pair[1], 1)
		r := ratio(two.Walls, apart.Walls)
		add("`"+pair[0]+"` with two workers beside two processes with half of the texts each", "≥ 0.93 ×", ok1 && ok2, r, " × by the clock, "+figure(apart.CPU/two.CPU)+" × by CPU", r >= 0.93)
	}
	span := "1,000 … 100,000 documents"
	if n := len(b.Growth); n > 0 {
		span = humanize.Comma(int64(b.Growth[0].Documents)) + " … " + humanize.Comma(int64(b.Growth[n-1].Documents)) + " documents"
	}
	e := b.Exponent()
	add("growth of CPU time, exponent over "+span, "≤ 1.05", len(b.Growth) > 1, e, "", e <= 1.05)
	low, high, runs := b.steadyMemory()
	add("memory of `run` from 10,000 documents on, largest by smallest", "≤ 1.20", runs > 1, high/low, "", high <= 1.2*low)
	add("the most memory of them", "< 1,000 MB", runs > 0, high*1.048576, " MB", high*1.048576 < 1000)
	slowest := Command{}
	for _, c := range b.Start {
		if c.Wall > slowest.Wall {
			slowest = c
		}
	}
	add("start-up of the slowest filter (`"+slowest.Name+"`)", "< 150 ms", len(b.Start) > 0, 1000*slowest.Wall, " ms", slowest.Wall < 0.15)
	return all
}

// ratio is the median of how much faster the first was than the second, round by
// round: rounds follow each other closely, so other work falls on both.
func ratio(walls, others []float64) float64 {
	var all []float64
	for i := range min(len(walls), len(others)) {
		all = append(all, others[i]/walls[i])
	}
	if len(all) == 0 {
		return math.NaN()
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// steadyMemory is the least and the most memory of the runs over at least 10,000
// documents, and how many they are.
func (b *bench) steadyMemory() (low, high float64, runs int) {
	for _, g := range b.Growth {
		if g.Documents >= 10_000 {
			runs++
			high = max(high, g.Memory)
			low = min(cmp.Or(low, g.Memory), g.Memory)
		}
	}
	return low, high, runs
}

// MemoryRatio is the peak memory of the largest run beside that of 10,000 documents; 0
// where either was not measured.
func (b *bench) MemoryRatio() float64 {
	for _, g := range b.Growth {
		if largest := b.Largest(); g.Documents == 10_000 && largest.Documents > g.Documents {
			return largest.Memory / g.Memory
		}
	}
	return 0
}

// Exponent is the power of the number of documents by which CPU time grows.
func (b *bench) Exponent() float64 {
	return exponent(b.Growth, func(g Growth) float64 { return g.CPU })
}

// Exponents tells by which power other things grow.
func (b *bench) Exponents() (all []struct {
	What  string
	Power float64
}) {
	if len(b.Growth) < 2 {
		return nil
	}
	for _, of := range []struct {
		what string
		y    func(Growth) float64
	}{
		{"CPU time", func(g Growth) float64 { return g.CPU }},
		{"memory", func(g Growth) float64 { return g.Memory }},
		{"entities", func(g Growth) float64 { return float64(g.Entities) }},
		{"nodes", func(g Growth) float64 { return float64(g.Nodes) }},
		{"edges", func(g Growth) float64 { return float64(g.Edges) }},
		{"edges of the largest hub", func(g Growth) float64 { return float64(g.Hub) }},
		{"size of the store", func(g Growth) float64 { return float64(g.Store) }},
		{"size of the state", func(g Growth) float64 { return float64(g.State) }},
	} {
		all = append(all, struct {
			What  string
			Power float64
		}{of.what, exponent(b.Growth, of.y)})
	}
	return all
}

// StageRow is a stage with one worker and with two.
type StageRow struct {
	Name     string
	One, Two Rate
}

// StageRows puts the rates with one and two workers side by side.
func (b *bench) StageRows() (rows []StageRow) {
	for _, r := range b.Stages {
		if r.Workers == 1 {
			two, _ := rate(b.Stages, r.Name, 2)
			rows = append(rows, StageRow{r.Name, r, two})
		}
	}
	return rows
}

// Times is how many times as fast as CoreNLP's chain a peer is, per core.
func (b *bench) Times(r Rate) string {
	core, ok := rate(b.Peers, corenlpDefault, 1)
	if !ok {
		return "–"
	}
	return figure(r.PerCPU() / core.PerCPU())
}

func usd(v float64) string {
	if v >= 10 {
		return "$" + strings.TrimSuffix(figure(v), ".0")
	}
	return fmt.Sprintf("$%.2f", v)
}
