package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backchannel/pipeline/load"
	"backchannel/pipeline/load/facts"
	"backchannel/pipeline/load/loadtest"
	"backchannel/pipeline/load/neo4j/neo4jtest"
	"backchannel/pipeline/load/sqlite"
	"backchannel/schema"
)

func openSQLite(t *testing.T, g schema.Graph) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	mustSync(t, store, g)
	return store
}

func mustSync(t *testing.T, store load.Store, g schema.Graph) {
	t.Helper()
	if _, err := load.Sync(t.Context(), store, load.Of(g), ""); err != nil {
		t.Fatal(err)
	}
}

func leaveOut(t *testing.T, missing string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal("CI must run this test. " + missing)
	}
	t.Skip("SKIPPED: " + missing)
}

func mustWrite(t *testing.T, format string, store Store) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Formats[format](t.Context(), store, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// read has the program that a format is meant for read it, and returns what
// scripts/interop/read.py says about it.
func read(t *testing.T, format string, file []byte, into any) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "export."+format)
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	python(t, into, "read.py", format, path)
}

// python runs a script of scripts/interop, which prints JSON.
func python(t *testing.T, into any, args ...string) {
	t.Helper()
	const folder = "../../../scripts/"
	path, err := exec.Command(folder+"python.sh", "interop", folder+"interop/requirements.txt").Output()
	if err != nil {
		leaveOut(t, "no Python with the packages of scripts/interop/requirements.txt: "+stderr(err))
	}
	args[0] = folder + "interop/" + args[0]
	said, err := exec.Command(strings.TrimSpace(string(path)), args...).Output()
	if err != nil {
		t.Fatalf("%v: %s", args, stderr(err))
	}
	if err := json.Unmarshal(said, into); err != nil {
		t.Fatal(err)
	}
}

func stderr(err error) string {
	if e, ok := err.(*exec.ExitError); ok {
		return string(e.Stderr)
	}
	return err.Error()
}

// networkx reads every entity and every relation of the GraphML.
func TestGraphML(t *testing.T) {
	g := hostile()
	var have struct {
		Nodes map[string]map[string]any
		Edges [][]any
	}
	read(t, "graphml", mustWrite(t, "graphml", openSQLite(t, g)), &have)
	entities, relations := 0, 0
	for _, n := range g.Nodes {
		if n.Labels[0] != schema.LabelEntity {
			continue
		}
		entities++
		id, name := markable(n.ID), markable(n.Props["name"].(string))
		if node := have.Nodes[id]; node["label"] != name || node["type"] != n.Labels[1] || node["mentions"] != float64(n.Props["mentions"].(int64)) {
			t.Errorf("node %.60q: networkx has %v", id, node)
		}
	}
	for _, e := range g.Edges {
		if !load.IsRelation(e.Type) {
			continue
		}
		relations++
		if !slices.ContainsFunc(have.Edges, func(h []any) bool {
			return h[0] == markable(e.From) && h[1] == markable(e.To) && h[2] == e.Type && h[3] == float64(e.Props["sources"].(int64))
		}) {
			t.Errorf("edge %.60q is missing", e.ID)
		}
	}
	if len(have.Nodes) != entities || len(have.Edges) != relations {
		t.Errorf("networkx has %d nodes and %d edges, the graph %d and %d", len(have.Nodes), len(have.Edges), entities, relations)
	}
}

// markable is a text as XML can hold it.
func markable(s string) string {
	return strings.NewReplacer("\u0001", "\ufffd", "\u0007", "\ufffd").Replace(s)
}

// rdflib reads the JSON-LD: every event with its ends and sentence, and the links.
func TestJSONLD(t *testing.T) {
	store := openSQLite(t, hostile())
	var have struct {
		Same    [][2]string
		Names   []string
		Actions [][4]string
	}
	read(t, "jsonld", mustWrite(t, "jsonld", store), &have)
	if !slices.Contains(have.Same, [2]string{"urn:backchannel:Q159", "http://www.wikidata.org/entity/Q159"}) {
		t.Errorf("Russia does not lead to Wikidata: %v", have.Same)
	}
	var want [][4]string
	for e, err := range facts.Events(t.Context(), store) {
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range e.Evidence {
			want = append(want, [4]string{e.Subject.Name, e.Object.Name, e.Status, v.Sentence})
		}
	}
	order := func(a, b [4]string) int { return slices.Compare(a[:], b[:]) }
	slices.SortFunc(want, order)
	slices.SortFunc(have.Actions, order)
	if d := cmp.Diff(want, have.Actions); d != "" || len(want) < 20 {
		t.Errorf("of %d events rdflib has (-want +have):\n%s", len(want), d)
	}
}

// The library of FollowTheMoney accepts each entity with all its values, and every
// entity that another one names is there.
func TestFTM(t *testing.T) {
	var have struct {
		Count              map[string]int
		Dangling, Captions []string
	}
	g := hostile()
	read(t, "ftm", mustWrite(t, "ftm", openSQLite(t, g)), &have)
	if len(have.Dangling) > 0 {
		t.Errorf("named but not there: %v", have.Dangling)
	}
	want, pairs := map[string]int{}, map[string]bool{}
	for _, n := range g.Nodes {
		switch n.Labels[len(n.Labels)-1] {
		case "Person", "Organization":
			want[n.Labels[1]]++
		case "Country":
			want["Territory"]++
		case "City", "Place":
			want["Address"]++
		case "Document":
			want["Article"]++
		case "Agreement", "Occasion":
			want["Event"]++
		case "Event":
			want["Event"]++
			if n.Props["status"] != "negated" {
				want["UnknownLink"]++
			}
		}
	}
	for _, e := range g.Edges {
		switch e.Type {
		case "HOLDS_OFFICE":
			want["Position"]++
			want["Occupancy"]++
		case schema.EdgeFromChunk:
			document, _, _ := strings.Cut(e.To, "#")
			pairs[e.From+document] = true
		}
	}
	want["Mention"] = len(pairs)
	if d := cmp.Diff(want, have.Count); d != "" {
		t.Errorf("entities by schema, -want +have:\n%s", d)
	}
	if !slices.Contains(have.Captions, "John Kerry met with Sergei Lavrov") {
		t.Errorf("no meeting of Kerry and Lavrov: %q", have.Captions)
	}
}

// Every event that has a type of PLOVER is coded, with its auxiliary mode, and the
// country of a person is that of the office.
func TestPLOVER(t *testing.T) {
	type actor struct{ Name, Country string }
	type record struct {
		Date      string `json:"event_date"`
		Type      string `json:"event_type"`
		Auxiliary string `json:"auxiliary_mode"`
		Quad      int    `json:"quad_code"`
		Relation  string
		Actor     actor
		Recipient actor
		Sources   []struct{ Text, Title string }
	}
	g := loadtest.Story()
	for _, n := range g.Nodes {
		if n.ID == "Q30" {
			n.Props["iso3"] = "USA"
		}
	}
	var have []record
	for line := range strings.Lines(string(mustWrite(t, "plover", openSQLite(t, g)))) {
		var r record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		if r.Quad != 1 || len(r.Sources) == 0 || r.Sources[0].Text == "" {
			t.Errorf("no class or no sentence: %s", line)
		}
		if r.Relation == "MET_WITH" && r.Actor.Name == "John Kerry" && r.Date == "2016-08-26" {
			have = append(have, r)
		}
	}
	if len(have) != 1 || have[0].Auxiliary != "future" || have[0].Actor.Country != "USA" || have[0].Recipient.Name != "Sergei Lavrov" || have[0].Type != "CONSULT" {
		t.Errorf("the planned meeting is %+v", have)
	}
}

// Neo4j itself reads the CSV: the same nodes and edges as in the graph.
func TestCSV(t *testing.T) {
	g := hostile()
	var nodes, edges bytes.Buffer
	if err := CSV(t.Context(), openSQLite(t, g), &nodes, &edges); err != nil {
		t.Fatal(err)
	}
	for what, table := range map[string]*bytes.Buffer{"nodes": &nodes, "edges": &edges} {
		rows, err := csv.NewReader(bytes.NewReader(table.Bytes())).ReadAll()
		if want := map[string]int{"nodes": len(g.Nodes), "edges": len(g.Edges)}[what]; err != nil || len(rows) != want+1 {
			t.Fatalf("%s: %d rows and a header wanted, got %d: %v", what, want, len(rows), err)
		}
	}
	server, _ := neo4jtest.Open(t, "what Neo4j reads of a CSV export", schema.Graph{})
	files := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Write(map[string][]byte{"/nodes.csv": nodes.Bytes(), "/edges.csv": edges.Bytes()}[r.URL.Path])
	}))
	defer files.Close()
	ask := func(query string) [][]any {
		t.Helper()
		_, rows, err := server.Query(t.Context(), query, map[string]any{"at": files.URL})
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	have := map[string]schema.Node{}
	for _, row := range ask("LOAD CSV WITH HEADERS FROM $at + '/nodes.csv' AS row RETURN row.id, split(row.labels, ';'), row.name, toInteger(row.mentions), row.text") {
		n := schema.Node{ID: row[0].(string), Props: map[string]any{}}
		for _, l := range row[1].([]any) {
			n.Labels = append(n.Labels, l.(string))
		}
		for i, name := range []string{"name", "mentions", "text"} {
			if v := row[2+i]; v != nil {
				n.Props[name] = v
			}
		}
		have[n.ID] = n
	}
	for _, n := range g.Nodes {
		want := schema.Node{ID: n.ID, Labels: n.Labels, Props: map[string]any{}}
		for _, name := range []string{"name", "mentions", "text"} {
			if v, ok := n.Props[name]; ok {
				want.Props[name] = v
			}
		}
		if d := cmp.Diff(want, have[n.ID]); d != "" {
			t.Errorf("node %.60q, -want +have:\n%s", n.ID, d)
		}
	}
	rows := ask("LOAD CSV WITH HEADERS FROM $at + '/edges.csv' AS row RETURN count(DISTINCT row.id), sum(toInteger(row.sources)), sum(toInteger(row.mentions))")
	var sources, mentions int64
	for _, e := range g.Edges {
		n, _ := e.Props["sources"].(int64)
		m, _ := e.Props["mentions"].(int64)
		sources, mentions = sources+n, mentions+m
	}
	if d := cmp.Diff([][]any{{int64(len(g.Edges)), sources, mentions}}, rows); d != "" {
		t.Errorf("edges, sources, mentions: -want +have\n%s", d)
	}
}

// Both stores give the same files, and the same facts.
func TestStoresAgree(t *testing.T) {
	g := hostile()
	file := openSQLite(t, g)
	server, _ := neo4jtest.Open(t, "exports of a Neo4j", g)
	for format := range Formats {
		lines := func(store Store) []string {
			return slices.Sorted(strings.Lines(strings.ReplaceAll(string(mustWrite(t, format, store)), "\n,{", "\n{")))
		}
		if d := cmp.Diff(lines(file), lines(server)); d != "" {
			t.Errorf("%s: -sqlite +neo4j:\n%s", format, d)
		}
	}
}
