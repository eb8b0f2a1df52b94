package pipeline_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backchannel/pipeline"
	"backchannel/pipeline/fold"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/read"
	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// A suite holds texts that were written for this project, read with one ontology.
// Beside NAME.txt, .html or .jsonl stand NAME.want, what a careful reader finds in
// it, and NAME.got, what the program finds: both a fact a line.
//
// The names of gazetteer are known besides.
type suite struct{ folder, ontology, gazetteer string }

const cases = "../testdata/cases"

var suites = []suite{
	{cases, "diplomacy", ""},
	{"../testdata/business", "business", "companies.csv"},
}

// A line of NAME.got begins with what has become of the fact.
const (
	agreed = "= " // the reader and the program find it
	missed = "- " // only the reader
	extra  = "+ " // only the program
)

// checkCases takes each case from its file through the whole story and the fold,
// and compares its graph with NAME.got; with -update it rewrites that.
func checkCases(t *testing.T) {
	for _, s := range suites {
		for _, name := range s.names(t) {
			t.Run(filepath.Base(s.folder)+"/"+name, func(t *testing.T) {
				var got string
				for _, line := range s.compare(t, name) {
					got += line + "\n"
				}
				golden := filepath.Join(s.folder, name+".got")
				if *update {
					if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
					return
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("got\n%swant\n%s(go test ./pipeline -run TestScore -update, and read the diff)", got, want)
				}
			})
		}
	}
}

// measureCases counts the facts of all cases, status and all, by suite.
func measureCases(t *testing.T) string {
	var out string
	for _, s := range suites {
		out += s.measure(t)
	}
	return out
}

func (s suite) measure(t *testing.T) string {
	tally := map[string]int{}
	names := s.names(t)
	for _, name := range names {
		for _, line := range s.compare(t, name) {
			tally[line[:2]]++
		}
	}
	hit := tally[agreed]
	gold, said := hit+tally[missed], hit+tally[extra]
	p, r := float64(hit)/float64(max(said, 1)), float64(hit)/float64(max(gold, 1))
	return fmt.Sprintf("%-9s %2d texts     facts      P %.3f R %.3f F1 %.3f  (%d of %d found, %d said)\n", s.ontology, len(names), p, r, 2*p*r/max(p+r, 1e-9), hit, gold, said)
}

func (s suite) names(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(s.folder, "*.want"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s: %v", s.folder, err)
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(f), ".want"))
	}
	return names
}

// compare returns the lines of NAME.got.
func (s suite) compare(t *testing.T, name string) []string {
	t.Helper()
	wanted, err := os.ReadFile(filepath.Join(s.folder, name+".want"))
	if err != nil {
		t.Fatal(err)
	}
	onto, _, err := schema.Shipped(s.ontology)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	open := map[string]string{} // what is wanted and not found yet, by its key
	for line := range strings.Lines(string(wanted)) {
		if line = strings.TrimSpace(line); line != "" {
			open[keyOf(t, onto, line)] = line
		}
	}
	for _, f := range loadtest.Facts(s.graph(t, onto, name)) {
		mark, key := extra, keyOf(t, onto, f.Core())
		if _, wanted := open[key]; wanted {
			mark = agreed
			delete(open, key)
		}
		lines = append(lines, mark+f.String())
	}
	for _, line := range open {
		lines = append(lines, missed+line)
	}
	slices.SortFunc(lines, func(a, b string) int { return cmp.Or(cmp.Compare(a[2:], b[2:]), cmp.Compare(a, b)) })
	return lines
}

// keyOf is what two ways to write one fact have in common: case and accents aside,
// the ends of a symmetric relation in the order of their names.
func keyOf(t *testing.T, o *schema.Ontology, core string) string {
	t.Helper()
	kind, rest, ok := strings.Cut(core, " ")
	relation := slices.IndexFunc(o.Relations, func(r schema.RelationType) bool { return r.Name == kind })
	subject, rest, arrow := strings.Cut(rest, " -> ")
	at := strings.LastIndexByte(rest, ' ')
	if !ok || relation < 0 || !arrow || at < 0 {
		t.Fatalf("%q is no fact: TYPE SUBJECT -> OBJECT STATUS", core)
	}
	ends := []string{schema.Slug(subject), schema.Slug(rest[:at])}
	if o.Relations[relation].Symmetric {
		slices.Sort(ends)
	}
	return kind + " " + strings.Join(ends, " ") + rest[at:]
}

// graph is the graph of a case alone.
func (s suite) graph(t *testing.T, o *schema.Ontology, name string) schema.Graph {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(s.folder, name+".[thj]*")) // .txt, .html, .jsonl
	if err != nil || len(files) != 1 {
		t.Fatalf("want one text for %s.want, have %q", name, files)
	}
	gaz, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	if s.gazetteer != "" {
		rows, err := os.Open(filepath.Join(s.folder, s.gazetteer))
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		if gaz, err = gaz.With(rows, s.gazetteer); err != nil {
			t.Fatal(err)
		}
	}
	stages, err := pipeline.Story(o, gaz)
	if err != nil {
		t.Fatal(err)
	}
	var records []schema.Record
	for doc, err := range read.Documents(t.Context(), read.Options{}, files) {
		if err != nil {
			t.Fatal(err)
		}
		if doc, err = pipeline.Read(t.Context(), stages, doc); err != nil {
			t.Fatal(err)
		}
		records = append(records, schema.NewRecord(doc, ""))
	}
	g, _, err := fold.Fold(func(yield func(schema.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}, o, fold.Rulings{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}
