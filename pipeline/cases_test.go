package pipeline_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backchannel/pipeline/fold"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/read"
	"backchannel/schema"
)

// cases holds texts that were written for this project. Beside NAME.txt, .html or
// .jsonl stand NAME.want, what a careful reader finds in it, and NAME.got, what
// the program finds: both a fact a line.
const cases = "../testdata/cases"

// A line of NAME.got begins with what has become of the fact.
const (
	agreed = "= " // the reader and the program find it
	missed = "- " // only the reader
	extra  = "+ " // only the program
)

// checkCases takes each case from its file through the whole story and the fold,
// and compares its graph with NAME.got; with -update it rewrites that.
func checkCases(t *testing.T) {
	for _, name := range caseNames(t) {
		t.Run(name, func(t *testing.T) {
			var got string
			for _, line := range compareCase(t, name) {
				got += line + "\n"
			}
			golden := filepath.Join(cases, name+".got")
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

// measureCases counts the facts of all cases, status and all.
func measureCases(t *testing.T) string {
	tally := map[string]int{}
	names := caseNames(t)
	for _, name := range names {
		for _, line := range compareCase(t, name) {
			tally[line[:2]]++
		}
	}
	hit := tally[agreed]
	gold, said := hit+tally[missed], hit+tally[extra]
	p, r := float64(hit)/float64(max(said, 1)), float64(hit)/float64(max(gold, 1))
	return fmt.Sprintf("%d texts     facts      P %.3f R %.3f F1 %.3f  (%d of %d found, %d said)\n", len(names), p, r, 2*p*r/max(p+r, 1e-9), hit, gold, said)
}

func caseNames(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(cases, "*.want"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s: %v", cases, err)
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(f), ".want"))
	}
	return names
}

// compareCase returns the lines of NAME.got.
func compareCase(t *testing.T, name string) []string {
	t.Helper()
	wanted, err := os.ReadFile(filepath.Join(cases, name+".want"))
	if err != nil {
		t.Fatal(err)
	}
	onto, err := schema.Diplomacy()
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
	for _, f := range loadtest.Facts(mustGraph(t, onto, name)) {
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

// mustGraph is the graph of a case alone.
func mustGraph(t *testing.T, o *schema.Ontology, name string) schema.Graph {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(cases, name+".[thj]*")) // .txt, .html, .jsonl
	if err != nil || len(files) != 1 {
		t.Fatalf("want one text for %s.want, have %q", name, files)
	}
	var records []schema.Record
	for doc, err := range read.Documents(t.Context(), read.Options{}, files) {
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, schema.NewRecord(mustRead(t, doc), ""))
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
