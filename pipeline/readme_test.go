package pipeline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"backchannel/explore"
	"backchannel/pipeline/fold"
	"backchannel/pipeline/load"
	"backchannel/pipeline/load/neo4j"
	"backchannel/pipeline/load/neo4j/neo4jtest"
	"backchannel/pipeline/load/sqlite"
	"backchannel/pipeline/read"
	"backchannel/schema"
)

const readme = "../README.md"

// lineWidth is how many columns the answers in the README have.
const lineWidth = 120

// A block of the README begins with what is asked; behind it stands the answer.
var block = regexp.MustCompile("(?ms)^```(console|cypher|text)\n(.*?)^```\n")

// checkReadme holds the README's answers against those of the program, in both
// stores, and its figures against testdata/score.txt; with -update it rewrites them.
// It follows upon the measures, which write the figures.
func checkReadme(t *testing.T) {
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	g := casesGraph(t)
	file, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "example.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	mustLoad(t, file, g)
	server, graph := openServer(t)
	if server != nil {
		mustLoad(t, server, g)
	}

	kinds := map[string]int{}
	got := block.ReplaceAllStringFunc(string(data), func(old string) string {
		m := block.FindStringSubmatch(old)
		kinds[m[1]]++
		question, _, _ := strings.Cut(m[2], "\n")
		var answer string
		switch m[1] {
		case "console":
			args := strings.Fields(strings.TrimPrefix(question, "$ bin/backchannel ask --store bin/example.db "))
			table, err := explore.Ask(t.Context(), file, args[0], nil)
			if err != nil || len(table.Rows) == 0 {
				t.Fatalf("%s: %d rows, %v", question, len(table.Rows), err)
			}
			answer = write(t, table)
		case "cypher":
			if server == nil {
				return old
			}
			query, _, _ := strings.Cut(m[2], "\n\n")
			question = strings.TrimSuffix(query, "\n") + "\n"
			columns, rows, err := server.Query(t.Context(), strings.ReplaceAll(query, "'example'", "'"+graph+"'"), nil)
			if err != nil || len(rows) == 0 {
				t.Fatalf("%s: %d rows, %v", query, len(rows), err)
			}
			answer = write(t, explore.Table{Columns: columns, Rows: rows})
		case "text":
			answer = figuresOf(t, "events,aside", "events", "history", "trips")
		}
		return "```" + m[1] + "\n" + question + "\n" + answer + "```\n"
	})
	if kinds["console"] != 3 || kinds["cypher"] != 3 || kinds["text"] != 1 {
		t.Errorf("the README has other blocks than this test knows: %v", kinds)
	}
	if got == string(data) {
		return
	}
	if !*update {
		t.Errorf("%s does not say what the program says now (go test ./pipeline -run TestScore -update, with NEO4J_URI for the Cypher)", readme)
		return
	}
	if err := os.WriteFile(readme, []byte(got), 0o644); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, table explore.Table) string {
	t.Helper()
	var b strings.Builder
	if err := table.Write(&b, lineWidth); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// figuresOf are the lines of testdata/score.txt about these gold files.
func figuresOf(t *testing.T, names ...string) string {
	t.Helper()
	data, err := os.ReadFile(scores)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, name := range names {
		for line := range strings.Lines(string(data)) {
			if strings.HasPrefix(line, fmt.Sprintf("%-12s ", name)) {
				b.WriteString(line)
			}
		}
	}
	if b.Len() == 0 {
		t.Fatalf("%s has no figures of %v", scores, names)
	}
	return b.String()
}

// casesGraph is the graph of testdata/cases as "backchannel run testdata/cases"
// makes it.
func casesGraph(t *testing.T) schema.Graph {
	t.Helper()
	onto, err := schema.Diplomacy()
	if err != nil {
		t.Fatal(err)
	}
	g, _, err := fold.Fold(func(yield func(schema.Record, error) bool) {
		for doc, err := range read.Documents(t.Context(), read.Options{}, []string{cases}) {
			if err != nil {
				t.Fatal(err)
			}
			if !yield(schema.NewRecord(mustRead(t, doc), ""), nil) {
				return
			}
		}
	}, onto, fold.Rulings{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func mustLoad(t *testing.T, store load.Store, g schema.Graph) {
	t.Helper()
	if _, err := load.Sync(t.Context(), store, load.Of(g), ""); err != nil {
		t.Fatal(err)
	}
}

// openServer opens the Neo4j of NEO4J_URI with a graph of the test's own, and nil
// where there is none; in CI there must be one.
func openServer(t *testing.T) (server *neo4j.Store, graph string) {
	t.Helper()
	if os.Getenv("NEO4J_URI") == "" && os.Getenv("CI") != "true" {
		t.Log("the README's Cypher is not checked: NEO4J_URI is not set")
		return nil, ""
	}
	return neo4jtest.Open(t, "the README's Cypher", schema.Graph{})
}
