package main

import (
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"backchannel/pipeline/load"
	"backchannel/pipeline/run"
)

// summarize closes a run: for people on standard output, or as one line where
// lines are JSON.
func (p *session) summarize(s run.Summary) {
	g := p.projected
	entities, relations, counts := g.Entities, g.Relations, g.Written
	all := s.Extracting + g.Folding + g.Loading
	if p.cfg.Quiet {
		return
	}
	if p.json() {
		phases := slog.GroupValue(
			slog.Float64(string(run.Reading), s.Extracting.Seconds()), slog.Float64(string(run.Folding), g.Folding.Seconds()), slog.Float64(string(run.Loading), g.Loading.Seconds()))
		p.log.Info("done", "documents", s.Documents, "sentences", s.Sentences, "tokens", s.Tokens,
			"new", s.New, "changed", s.Changed, "unchanged", s.Unchanged, "gone", s.Gone, "failed", s.Lost(),
			"entities", total(entities), "relations", total(relations), "by_type", relations,
			"written", counts.Writes(), "seconds", all.Seconds(), "phase_seconds", phases, "stage_seconds", stageSeconds(p.meter.Clock.Spent()))
		return
	}
	w := p.stdout
	fmt.Fprintf(w, "\nRead %s: %s.\n", count(s.Read(), "document"), strings.Join(parts(s), ", "))
	fmt.Fprintf(w, "\n  %s · %s · %s · %s · %s\n",
		count(s.Documents, "document"), count(s.Sentences, "sentence"), count(s.Tokens, "token"), plural(total(entities), "entity", "entities"), count(total(relations), "relation"))
	bars(w, "entities", entities)
	bars(w, "relations", relations)
	skipped(w, s)
	fmt.Fprintf(w, "\n  %s in all: %s reading and extracting, %s folding, %s loading\n",
		short(all), short(s.Extracting), short(g.Folding), short(g.Loading))
	fmt.Fprintf(w, "  %s: %s\n", p.cfg.Store, written(counts))
	p.next(w)
}

func parts(s run.Summary) []string {
	var out []string
	for _, x := range []struct {
		n    int
		what string
	}{
		{s.New, "new"}, {s.Changed, "changed"}, {s.Unchanged, "as before"}, {s.Gone, "gone since"},
		{s.Twice, "read twice"}, {s.Lost(), "skipped"},
	} {
		if x.n > 0 {
			out = append(out, humanize.Comma(int64(x.n))+" "+x.what)
		}
	}
	if out == nil {
		return []string{"nothing there"}
	}
	return out
}

func total(tally map[string]int) int {
	n := 0
	for _, c := range tally {
		n += c
	}
	return n
}

// bars draws a tally, the largest first.
func bars(w io.Writer, title string, tally map[string]int) {
	if len(tally) == 0 {
		return
	}
	names := slices.SortedFunc(maps.Keys(tally), func(a, b string) int {
		return cmp.Or(cmp.Compare(tally[b], tally[a]), cmp.Compare(a, b))
	})
	most := tally[names[0]]
	fmt.Fprintf(w, "\n  %s\n", title)
	for _, name := range names {
		n := tally[name]
		fmt.Fprintf(w, "    %-18s %7s  %s\n", name, humanize.Comma(int64(n)), strings.Repeat("█", max(1, n*30/most)))
	}
}

// listed is how many skipped documents the summary names.
const listed = 10

func skipped(w io.Writer, s run.Summary) {
	if len(s.Failures) > 0 {
		fmt.Fprintf(w, "\n  skipped\n")
	}
	for i, f := range s.Failures {
		if i == listed {
			fmt.Fprintf(w, "    … and %d more, all of them in the state file\n", s.Lost()-i)
			break
		}
		fmt.Fprintf(w, "    %s\n", f)
		if f.Hint != "" {
			fmt.Fprintf(w, "      hint: %s\n", f.Hint)
		}
	}
	if s.Kept > 0 {
		fmt.Fprintf(w, "\n  %s not seen this time and kept: an input could not be read to its end\n", count(s.Kept, "document"))
	}
	if s.Listed > 0 {
		fmt.Fprintf(w, "\n  %s not seen this time and kept: a list does not say what is gone, unless with --prune\n", count(s.Listed, "document"))
	}
}

func written(c load.Counts) string {
	if c.Writes() == 0 {
		return "nothing to change"
	}
	return fmt.Sprintf("%s and %s; new %d, changed %d, deleted %d", count(c.Nodes, "node"), count(c.Edges, "edge"),
		c.NodesNew+c.EdgesNew, c.NodesChanged+c.EdgesChanged, c.NodesDeleted+c.EdgesDeleted)
}

// count is a number and what it counts: "1 document", "2,000 documents".
func count(n int, one string) string { return plural(n, one, one+"s") }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return humanize.Comma(int64(n)) + " " + many
}

func short(d time.Duration) string {
	switch {
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return d.Round(time.Second).String()
}

// next says where to look next.
func (p *session) next(w io.Writer) {
	command, at := os.Args[0], ""
	if filepath.IsAbs(command) {
		command = filepath.Base(command)
	}
	if p.cfg.Store != "backchannel.db" {
		at = " --store " + p.cfg.Store
	}
	lines := [][2]string{{command + " ask" + at, "lists the questions"}}
	if name := p.projected.Busiest; name != "" {
		lines = append(lines, [2]string{fmt.Sprintf("%s ask%s everything-about %q", command, at, name), "who did most here"})
	}
	lines = append(lines, [2]string{command + " show FILE", "shows how a text was read, and why"})
	fmt.Fprintf(w, "\nLook next:\n")
	width := 0
	for _, line := range lines {
		width = max(width, len(line[0]))
	}
	for _, line := range lines {
		fmt.Fprintf(w, "  %-*s   %s\n", width, line[0], line[1])
	}
}
