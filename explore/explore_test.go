package explore_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"backchannel/explore"
	"backchannel/pipeline/load"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j/neo4jtest"
	"backchannel/pipeline/load/sqlite"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// asked are the questions and parameters of the golden answers.
var asked = []struct {
	name   string
	params map[string]string
}{
	{"who-met-whom", nil},
	{"who-met-whom", map[string]string{"name": "KERRY"}},
	{"who-met-whom", map[string]string{"name": "lavrov", "limit": "1"}},
	{"brokered-by", nil},
	{"brokered-by", map[string]string{"name": "Kremlin"}},
	{"agreed-on", nil},
	{"agreed-on", map[string]string{"name": "türkiye"}},
	{"threatened-by", nil},
	{"threatened-by", map[string]string{"name": "washington"}},
	{"planned", nil},
	{"planned", map[string]string{"after": "2016-08-27"}},
	{"planned", map[string]string{"name": "john kerry"}},
	{"offices", nil},
	{"offices", map[string]string{"name": "US"}},
	{"everything-about", map[string]string{"name": "Kerry"}},
	{"everything-about", map[string]string{"name": "astana"}},
	{"everything-about", map[string]string{"name": "rebels"}},
	{"everything-about", map[string]string{"name": "'; DROP TABLE entities; --"}},
	{"between", map[string]string{"name": "russia", "other": "United States"}},
	{"shortest-path", map[string]string{"name": "Sergey Lavrov", "other": "Jordanians"}},
	{"shortest-path", map[string]string{"name": "rebels", "other": "kazakhstan"}},
	{"shortest-path", map[string]string{"name": "UN", "other": "Putin"}},
	{"most-active", nil},
	{"most-active", map[string]string{"month": "2017-05", "limit": "5"}},
	{"documents-about", map[string]string{"name": "Kazakhstan"}},
	{"documents-about", map[string]string{"name": "genève"}},
}

func openSQLite(t *testing.T) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	mustSync(t, store)
	return store
}

func mustSync(t *testing.T, store load.Store) {
	t.Helper()
	if _, err := load.Sync(t.Context(), store, load.Of(loadtest.Story()), ""); err != nil {
		t.Fatal(err)
	}
}

func mustAsk(t *testing.T, store explore.Store, name string, params map[string]string) explore.Table {
	t.Helper()
	table, err := explore.Ask(t.Context(), store, name, params)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// The answers to the questions from the story of loadtest, as people see them.
func TestAnswers(t *testing.T) {
	store := openSQLite(t)
	var have strings.Builder
	seen := map[string]bool{}
	for _, a := range asked {
		seen[a.name] = true
		params, _ := json.Marshal(a.params)
		have.WriteString("# " + a.name + " " + string(params) + "\n")
		if err := mustAsk(t, store, a.name, a.params).Write(&have, 0); err != nil {
			t.Fatal(err)
		}
		have.WriteString("\n")
	}
	for _, q := range explore.Questions() {
		if !seen[q.Name] {
			t.Errorf("no test asks %s", q.Name)
		}
	}
	golden := filepath.Join("testdata", "answers.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(have.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), have.String()); d != "" {
		t.Errorf("answers differ from %s (-want +have):\n%s", golden, d)
	}
}

// Both languages give the same columns and rows from the same graph.
func TestSQLAndCypherAgree(t *testing.T) {
	server, _ := neo4jtest.Open(t, "the questions in Cypher", loadtest.Story())
	file := openSQLite(t)
	for _, a := range asked {
		params, _ := json.Marshal(a.params)
		t.Run(a.name+string(params), func(t *testing.T) {
			if d := cmp.Diff(mustAsk(t, file, a.name, a.params), mustAsk(t, server, a.name, a.params)); d != "" {
				t.Errorf("-sql +cypher:\n%s", d)
			}
		})
	}
}

// Where many paths are as short, both stores show the same one.
func TestPathsAgree(t *testing.T) {
	server, _ := neo4jtest.Open(t, "the questions in Cypher", loadtest.Story())
	file := openSQLite(t)
	g := loadtest.Random(60, 120)
	for _, store := range []load.Store{server, file} {
		if _, err := load.Sync(t.Context(), store, load.Of(g), ""); err != nil {
			t.Fatal(err)
		}
	}
	long := 0
	for i := range 20 {
		params := map[string]string{"name": fmt.Sprint("Entity ", 59-i), "other": fmt.Sprint("e", 20+i)}
		inFile := mustAsk(t, file, "shortest-path", params)
		if len(inFile.Rows) > 2 {
			long++
		}
		if d := cmp.Diff(inFile, mustAsk(t, server, "shortest-path", params)); d != "" {
			t.Errorf("%v: -sql +cypher:\n%s", params, d)
		}
	}
	if long < 5 {
		t.Errorf("only %d paths are long enough to differ", long)
	}
}

// A table fits the terminal as far as it can; what is cut says so.
func TestTableFits(t *testing.T) {
	table := explore.Table{
		Columns: []string{"date", "nothing", "who", "sentence"},
		Rows: [][]any{
			{"2016-08-26", "", "Sergei Lavrov", strings.Repeat("über alle ", 9)},
			{"2016-08-27", nil, "Omar Haddad", "short"},
		},
	}
	for width, widest := range map[int]int{0: 116, 80: 80, 40: 40, 1: 34} {
		var out strings.Builder
		if err := table.Write(&out, width); err != nil {
			t.Fatal(err)
		}
		have := 0
		for line := range strings.Lines(out.String()) {
			have = max(have, utf8.RuneCountInString(line)-1)
		}
		if have != widest {
			t.Errorf("width %d: the widest line has %d columns, want %d:\n%s", width, have, widest, out.String())
		}
		if strings.Contains(out.String(), "nothing") || strings.Contains(out.String(), "…") != (width > 0) {
			t.Errorf("width %d: an empty column is shown, or a cut is not:\n%s", width, out.String())
		}
	}
}
