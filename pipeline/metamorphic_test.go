package pipeline_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"backchannel/pipeline/fold"
	"backchannel/pipeline/run"
	"backchannel/schema"

	"github.com/google/go-cmp/cmp"
)

func init() {
	measures = append(measures, measure{"laws: changes of a text whose effect on the graph is known", "", measureLaws})
}

// The tests of this file change texts in a way whose effect on the graph is known
// beforehand, and compare. They need nobody to say what the graph should be.

// mustTexts are the texts of testdata/cases and, where they stand beside the
// repository, the seeds, by name.
func mustTexts(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, pattern := range []string{filepath.Join(cases, "*.txt"), filepath.Join(shared, "seeds", "*.txt")} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			texts[filepath.Base(file)] = string(text)
		}
	}
	if len(texts) < 10 {
		t.Fatalf("only %d texts", len(texts))
	}
	return texts
}

// mustGraphOf is the graph of documents in the order of their names.
func mustGraphOf(t *testing.T, texts map[string]string) schema.Graph {
	t.Helper()
	var records []schema.Record
	for name, text := range texts {
		records = append(records, schema.NewRecord(mustRead(t, schema.Document{ID: name, Text: text, Source: schema.Source{Published: "2016-09-30"}}), ""))
	}
	return mustFoldRecords(t, records)
}

func mustFoldRecords(t *testing.T, records []schema.Record) schema.Graph {
	t.Helper()
	onto, err := schema.Diplomacy()
	if err != nil {
		t.Fatal(err)
	}
	g, _, err := fold.Fold(func(yield func(schema.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}, onto, fold.Rulings{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// told is a graph in lines that know no ids and no offsets: what it says, and in
// which chunk. Aliases and the texts of chunks stand there where words is set.
func told(t *testing.T, g schema.Graph, words bool) []string {
	t.Helper()
	onto, err := schema.Diplomacy()
	if err != nil {
		t.Fatal(err)
	}
	name := map[string]string{}
	for _, n := range g.Nodes {
		name[n.ID] = n.ID // of chunks and documents
		if l := n.Labels[0]; l == schema.LabelEntity || l == schema.LabelEvent {
			name[n.ID] = fmt.Sprint(n.Props["name"])
		}
	}
	// The ends of a symmetric type stand in the order of their ids.
	symmetric := func(kind string) bool {
		r, _ := onto.Relation(kind)
		return r.Symmetric
	}
	either := map[string]bool{}
	for _, e := range g.Edges {
		if event, ok := e.Props["event"].(string); ok && symmetric(e.Type) {
			ends := []string{name[e.From], name[e.To]}
			slices.Sort(ends)
			name[event], either[event] = e.Type+" "+strings.Join(ends, " "), true
		}
	}
	var lines []string
	add := func(line string, props map[string]any, names ...string) {
		for _, p := range names {
			if v, ok := props[p]; ok {
				line += fmt.Sprintf(" %s=%v", p, v)
			}
		}
		lines = append(lines, line)
	}
	for _, n := range g.Nodes {
		props := []string{"iso3", "mentions", "first_seen", "last_seen", "index", "type", "status", "start", "end", "precision", "sources"}
		if n.Labels[0] == schema.LabelChunk {
			props = []string{"index"}
		}
		if words {
			props = append(props, "aliases", "text")
		}
		add(strings.Join(n.Labels, ":")+" "+name[n.ID], n.Props, props...)
	}
	for _, e := range g.Edges {
		from, to, kind := name[e.From], name[e.To], e.Type
		switch {
		case symmetric(kind):
			from, to = min(from, to), max(from, to)
		case either[e.To] && (kind == schema.EdgeSubject || kind == schema.EdgeObject):
			kind = "END"
		}
		add(fmt.Sprintf("%s -%s-> %s", from, kind, to), e.Props, "mentions", "status", "title", "start", "end", "sources", "chunks", "trigger", "rule", "speaker")
	}
	// Offsets are no part of what an edge of evidence says.
	for i, l := range lines {
		if strings.Contains(l, schema.EdgeEvidencedBy) {
			lines[i] = offsets.ReplaceAllString(l, "")
		}
	}
	slices.Sort(lines)
	return lines
}

var offsets = regexp.MustCompile(` (start|end)=\d+`)

func checkSame(t *testing.T, want, got []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the graph changed (-before +after):\n%s", diff)
	}
}

// measureLaws counts the texts whose graph changes as it must, law by law.
func measureLaws(t *testing.T) string {
	texts := mustTexts(t)
	var out strings.Builder
	for _, law := range []struct {
		name  string
		check func(t *testing.T, file, text string) (tried int, broken []string)
	}{
		{"a person renamed everywhere: the graph is renamed, and nothing else", renamed},
		{"United States written US: the same graph", shortCountry},
		{"a paragraph about others at the end: nothing else changes", unrelated},
	} {
		tried, held := 0, 0
		for _, file := range slices.Sorted(maps.Keys(texts)) {
			n, broken := law.check(t, file, texts[file])
			tried, held = tried+n, held+n-len(broken)
			if strings.Contains(*errs, "laws") {
				for _, b := range broken {
					t.Logf("%s: %s: %s", law.name, file, b)
				}
			}
		}
		fmt.Fprintf(&out, "%s: %d of %d\n", law.name, held, tried)
	}
	return out.String()
}

// surnames are common ones, so that a renamed person is as good a person.
var surnames = []string{"Novak", "Sanders", "Keller", "Romero", "Larsen", "Fischer"}

// renamed gives each person of a text whom the gazetteers do not know another
// surname: those known are under another name nobody's minister.
func renamed(t *testing.T, file, text string) (tried int, broken []string) {
	t.Helper()
	doc := mustRead(t, schema.Document{ID: file, Text: text, Source: schema.Source{Published: "2016-09-30"}})
	before := told(t, mustGraphOf(t, map[string]string{file: text}), false)
	for _, e := range doc.Entities {
		words := strings.Fields(e.Name)
		from := words[len(words)-1]
		if e.Type != schema.Person || e.Link != "" || len(words) < 2 || len(from) < 4 || slices.ContainsFunc(doc.Entities, func(o schema.Entity) bool {
			return o.ID != e.ID && strings.Contains(o.Name, from)
		}) {
			continue
		}
		to := surnames[tried%len(surnames)]
		tried++
		rename := func(s string) string {
			for _, c := range [][2]string{{from, to}, {strings.ToUpper(from), strings.ToUpper(to)}} {
				s = regexp.MustCompile(`\b`+regexp.QuoteMeta(c[0])+`\b`).ReplaceAllString(s, c[1])
			}
			return s
		}
		var want []string
		for _, line := range before {
			want = append(want, rename(line))
		}
		slices.Sort(want)
		got := told(t, mustGraphOf(t, map[string]string{file: rename(text)}), false)
		if diff := cmp.Diff(resorted(want), resorted(got)); diff != "" {
			broken = append(broken, e.Name+" is "+to+"\n"+diff)
		}
	}
	return tried, broken
}

// resorted puts the words of the lines of symmetric relations in order: their ends
// stand by name.
func resorted(lines []string) []string {
	var out []string
	for _, l := range lines {
		words := strings.Fields(l)
		slices.Sort(words)
		out = append(out, strings.Join(words, " "))
	}
	slices.Sort(out)
	return out
}

func shortCountry(t *testing.T, file, text string) (tried int, broken []string) {
	t.Helper()
	short := strings.NewReplacer("United States", "US", "UNITED STATES", "US").Replace(text)
	if short == text {
		return 0, nil
	}
	if diff := cmp.Diff(told(t, mustGraphOf(t, map[string]string{file: text}), false), told(t, mustGraphOf(t, map[string]string{file: short}), false)); diff != "" {
		broken = append(broken, diff)
	}
	return 1, broken
}

func unrelated(t *testing.T, file, text string) (tried int, broken []string) {
	t.Helper()
	const paragraph = "\n\nPresident Gudrun Helgadottir of Iceland visited Malta.\n"
	before := told(t, mustGraphOf(t, map[string]string{file: text}), false)
	after := told(t, mustGraphOf(t, map[string]string{file: text + paragraph}), false)
	for _, l := range before {
		if !slices.Contains(after, l) {
			broken = append(broken, "lost: "+l)
		}
	}
	for _, l := range after {
		ours := strings.Contains(l, "Iceland") || strings.Contains(l, "Malta") || strings.Contains(l, "Helgadottir")
		if !ours && !slices.Contains(before, l) && !strings.HasPrefix(l, "Chunk ") && !strings.Contains(l, "NEXT_CHUNK") && !strings.Contains(l, "FROM_DOCUMENT") {
			broken = append(broken, "came: "+l)
		}
	}
	if len(broken) > 1 {
		broken = []string{strings.Join(broken, "\n")}
	}
	return 1, broken
}

// TestFurnitureAroundText puts what pages say about themselves around a text: the
// graph is the same.
func TestFurnitureAroundText(t *testing.T) {
	const top = "Skip to main content\n\nHome\n\nWorld\n\nPolitics\n\nOpinion\n\nSign in\n\nSubscribe from $1 a week\n\n"
	const bottom = "\n\nSign up for our free weekly newsletter\n\nGet the day's top stories from Russia, China and the United States in your inbox.\n\nRelated articles\n\nIsrael recalls its envoy from Chad\n\nPutin visits Beijing\n\n" +
		"Share on Facebook\n\nWe use cookies to improve your experience. By continuing you accept our cookie policy.\n\n© 2016 The Harbour Gazette. All rights reserved.\n"
	for file, text := range mustTexts(t) {
		t.Run(file, func(t *testing.T) {
			want := told(t, mustGraphOf(t, map[string]string{file: text}), true)
			checkSame(t, want, told(t, mustGraphOf(t, map[string]string{file: top + text}), true))
			checkSame(t, want, told(t, mustGraphOf(t, map[string]string{file: text + bottom}), true))
			checkSame(t, want, told(t, mustGraphOf(t, map[string]string{file: top + text + bottom}), true))
		})
	}
}

// records takes documents through the story with so many workers.
func mustRecords(t *testing.T, docs []schema.Document, workers int) []schema.Record {
	t.Helper()
	stages, err := story()
	if err != nil {
		t.Fatal(err)
	}
	var records []schema.Record
	for r := range run.Each(context.Background(), stages, workers, all(docs)) {
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		records = append(records, schema.NewRecord(r.Doc, "f"))
	}
	return records
}

func all(docs []schema.Document) iter.Seq2[schema.Document, error] {
	return func(yield func(schema.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestAloneAndInACrowd says that a document's record is the same, byte for byte,
// alone and among others, whatever their order and the number of workers; and so is
// the graph of all.
func TestAloneAndInACrowd(t *testing.T) {
	var docs []schema.Document
	for name, text := range mustTexts(t) {
		docs = append(docs, schema.Document{ID: name, Text: text})
	}
	alone := map[string]string{}
	for _, d := range docs {
		alone[d.ID] = mustJSON(t, mustRecords(t, []schema.Document{d}, 1))
	}
	graph := ""
	for _, workers := range []int{1, 2, 7} {
		rand.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		records := mustRecords(t, docs, workers)
		for _, r := range records {
			if got := mustJSON(t, []schema.Record{r}); got != alone[r.ID] {
				t.Errorf("%s, %d workers: %s", r.ID, workers, cmp.Diff(alone[r.ID], got))
			}
		}
		g := mustJSON(t, mustFoldRecords(t, records))
		if graph == "" {
			graph = g
		}
		if g != graph {
			t.Errorf("%d workers and another order give another graph", workers)
		}
	}
}
