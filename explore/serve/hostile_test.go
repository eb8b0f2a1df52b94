package serve_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"backchannel/explore/serve"
	"backchannel/pipeline/load/loadtest"
	"backchannel/schema"
)

// hostile is the story with what somebody may put into a text.
func hostile(t testing.TB) *serve.Server {
	t.Helper()
	g := loadtest.Story()
	rename := map[string]string{
		"person/john-kerry":     "<script>alert('Kerry')</script>",
		"person/sergei-lavrov":  "\u202eLavrov\u2066 \u200fالوزير\u2069",
		"person/barack-obama":   strings.Repeat("Obama ", 10_000/6) + "end",
		"person/vladimir-putin": strings.Repeat("x", 10_000),
	}
	for i, n := range g.Nodes {
		if name, ok := rename[n.ID]; ok {
			g.Nodes[i].Props["name"] = name
		}
		if n.ID == "geneva" {
			g.Nodes[i].Props["title"] = `</script><script>alert("title")</script>`
			g.Nodes[i].Props["uri"] = "javascript:alert(1)"
		}
	}
	const odd = `org/"; DROP TABLE entities; --/../%00?#` + "\u202e"
	g.Nodes = append(g.Nodes, schema.Node{ID: odd, Labels: []string{schema.LabelEntity, "Organization"}, Props: map[string]any{"name": odd, "aliases": []string{"", "'", "\x00", "🕊️"}}})
	g.Edges = append(g.Edges, schema.Edge{ID: "CRITICIZED|odd", Type: "CRITICIZED", From: odd, To: "Q159", Props: map[string]any{
		"event": "no such event", "status": "odd status", "start": "not a date", "score": 0.5,
	}}, schema.Edge{ID: "HOLDS_OFFICE|odd", Type: "HOLDS_OFFICE", From: odd, To: "Q159", Props: map[string]any{
		"status": "actual", "title": strings.Repeat("Minister ", 1000), "chunks": []string{"no such chunk"},
	}})
	path := filepath.Join(t.TempDir(), "graph.db")
	mustWrite(t, path, g)
	return mustServe(t, serve.Options{Store: path})
}

// Hostile content comes out as it is, within JSON that holds no tag.
func TestHostileContent(t *testing.T) {
	s := hostile(t)
	odd := url.PathEscape(`org/"; DROP TABLE entities; --/../%00?#` + "\u202e")
	for _, path := range []string{
		"start", "search?q=script", "search?q=obama", "search?q=lavrov", "search?q=x", "entity/person%2Fjohn-kerry", "entity/person%2Fbarack-obama", "entity/person%2Fvladimir-putin/relations",
		"document/geneva", "document/amman", "graph?ids=person%2Fjohn-kerry&depth=3", "entity/" + odd, "entity/" + odd + "/relations", "graph?ids=Q159,person%2Fbarack-obama",
		"path?from=person%2Fbarack-obama&to=Q1520", "questions/who-met-whom", "event/HOLDS_OFFICE%7Codd",
	} {
		w := ask(s, "/api/"+path)
		body := w.Body.String()
		if w.Code != 200 || !json.Valid(w.Body.Bytes()) || strings.ContainsAny(body, "<>") || !utf8.ValidString(body) {
			t.Errorf("%s: %d %.300s", path, w.Code, body)
		}
		if !strings.HasPrefix(path, "entity/person%2Fbarack-obama") && !strings.HasPrefix(path, "entity/person%2Fvladimir") && !strings.HasPrefix(path, "questions") && len(body) > 30_000 {
			t.Errorf("%s: %d bytes, long names are not cut", path, len(body))
		}
	}
	if e := mustGet[serve.Entity](t, s, "/api/entity/person%2Fsergei-lavrov"); e.Name != "\u202eLavrov\u2066 \u200fالوزير\u2069" {
		t.Errorf("name %q", e.Name)
	}
	if e := mustGet[serve.Entity](t, s, "/api/entity/person%2Fvladimir-putin"); len(e.Name) != 10_000 {
		t.Errorf("the page's name has %d letters", len(e.Name))
	}
	if d := mustGet[serve.Document](t, s, "/api/document/geneva"); d.Title != `</script><script>alert("title")</script>` {
		t.Errorf("title %q", d.Title)
	}
	for _, q := range []string{"lavrov", "الوزير", "obama", "xxxxxxxx"} {
		found := mustGet[serve.Search](t, s, "/api/search?q="+url.QueryEscape(q))
		if len(found.Entities) == 0 {
			t.Errorf("%q finds nobody", q)
			continue
		}
		hit := found.Entities[0]
		name := hit.Name
		if hit.Alias != "" {
			name = hit.Alias
		}
		for _, h := range hit.Highlights {
			if h.Start < 0 || h.End <= h.Start || h.End > utf8.RuneCountInString(name) {
				t.Errorf("%q: highlight %v of a name of %d code points", q, h, utf8.RuneCountInString(name))
			}
		}
	}
}

// Whatever is asked, the answer is clean JSON and the visitor's fault or nothing
// found, never the program's.
func TestHostileRequests(t *testing.T) {
	s := hostile(t)
	bad := []string{
		"'", `"`, `";`, "'; DROP TABLE entities; --", "\x00", "a\x00b", "%", "*", "\"*", "(", ")", "a OR", "NEAR(", "col:umn", "^", "-", "+", "{", "\\", "\\u0027",
		"\u202e", "\xff\xfe", strings.Repeat("a", 5000), strings.Repeat("a ", 2500), "🕊️", "ﷺ", "\u0301", "a\u0301\u0301\u0301", "𝔊𝔢𝔫𝔢𝔳𝔞", "../..", "%2e%2e%2f",
	}
	for _, b := range bad {
		q, p := url.QueryEscape(b), url.PathEscape(b)
		for path, codes := range map[string][]int{
			"search?q=" + q:                      {200, 400},
			"entity/" + p:                        {404},
			"entity/" + p + "/relations":         {404},
			"event/" + p:                         {404},
			"document/" + p:                      {404},
			"graph?ids=" + q:                     {404, 400},
			"path?from=Q159&to=" + q:             {404},
			"questions/" + p:                     {404},
			"questions/who-met-whom?name=" + q:   {200},
			"questions/who-met-whom?limit=" + q:  {400},
			"questions/who-met-whom?" + q + "=1": {400},
			"questions/shortest-path?name=" + q + "&other=russia": {200, 400},
			"entity/Q159/relations?with=" + q:                     {200},
			"entity/Q159/relations?type=" + q:                     {400},
			"entity/Q159/relations?status=" + q:                   {400},
			"entity/Q159/relations?from=" + q:                     {400},
			"entity/Q159/relations?cursor=" + q:                   {400},
			"entity/Q159/relations?limit=" + q:                    {400},
			"entity/Q159/relations?min_score=" + q:                {400},
			"graph?ids=Q159&depth=" + q:                           {400},
		} {
			checkClean(t, s, "/api/"+path, codes...)
		}
	}
	for path, code := range map[string]int{
		"search?q=a&limit=0": 400, "search?q=a&limit=-1": 400, "search?q=a&limit=101": 400, "search?q=a&limit=1e9": 400, "search?q=a&limit=99999999999999999999": 400,
		"search": 200, "search?q=": 200, "search?q=%zz": 200,
		"entity/Q159/relations?limit=501": 400, "entity/Q159/relations?min_score=2": 400, "entity/Q159/relations?min_score=NaN": 400, "entity/Q159/relations?min_score=-0.1": 400,
		"entity/Q159/relations?cursor=-1--1": 400, "entity/Q159/relations?cursor=99999999-1": 200, "entity/Q159/relations?from=2016-13": 400, "entity/Q159/relations?from=9999&to=0001": 200,
		"graph": 400, "graph?ids=,": 404, "graph?ids=Q159&depth=0": 400, "graph?ids=Q159&depth=4": 400, "graph?ids=Q159&limit=10001": 400, "graph?ids=" + strings.Repeat("Q,", 501): 400,
		"path": 400, "path?from=Q159": 400, "path?from=Q159&to=Q159": 200, "questions/between?name=russia": 400, "questions/who-met-whom?limit=5001": 400,
		"questions/who-met-whom?limit=99999": 400, "questions/who-met-whom?limit=5000": 200, "questions/who-met-whom?name=a&name=b": 400, "nothing": 404, "": 404, "entity/": 404, "entity": 404,
	} {
		checkClean(t, s, "/api/"+path, code)
	}
}

func checkClean(t *testing.T, s *serve.Server, path string, codes ...int) {
	t.Helper()
	w := ask(s, path)
	ok := false
	for _, c := range codes {
		ok = ok || w.Code == c
	}
	if ok && (w.Code == 301 || w.Code == 307) {
		return
	}
	if !ok || !json.Valid(w.Body.Bytes()) || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
		t.Errorf("%.120q: %d, want %v: %.200s", path, w.Code, codes, w.Body)
	}
	if w.Code >= 400 {
		var p serve.Problem
		if json.Unmarshal(w.Body.Bytes(), &p) != nil || p.Error == "" {
			t.Errorf("%.120q: no reason: %.200s", path, w.Body)
		}
	}
}

// Whoever has 100,000 relations is shown in pages and pictures of bounded size.
func TestHub(t *testing.T) {
	s := mustServe(t, serve.Options{Store: hub(t, 2_000, 110_000, 100_000, true)})
	list := mustGet[serve.Relations](t, s, "/api/entity/Q1/relations?limit=500")
	if list.Total < 100_000 || len(list.Relations) != 500 || list.Next == "" {
		t.Errorf("%d of %d, next %q", len(list.Relations), list.Total, list.Next)
	}
	e := mustGet[serve.Entity](t, s, "/api/entity/Q1")
	sum := 0
	for _, b := range e.Timeline {
		sum += b.Count
	}
	if sum < 100_000 || len(e.Timeline) > 10_000 || len(e.Partners) != 15 {
		t.Errorf("%d relations in %d buckets, %d partners", sum, len(e.Timeline), len(e.Partners))
	}
	g := mustGet[serve.Graph](t, s, "/api/graph?ids=Q1")
	if !g.Truncated || len(g.Edges) != 2000 || len(g.Nodes) > 2001 {
		t.Errorf("%d edges, %d nodes", len(g.Edges), len(g.Nodes))
	}
	seen := map[string]bool{}
	for _, e := range g.Edges {
		if seen[e.ID] {
			t.Fatal(fmt.Sprint("twice: ", e.ID))
		}
		seen[e.ID] = true
	}
}
