package web_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A row is a node or an edge, as backchannel dump and load have them.
type row struct {
	ID     string         `json:"id"`
	Labels []string       `json:"labels,omitempty"`
	Type   string         `json:"type,omitempty"`
	From   string         `json:"from,omitempty"`
	To     string         `json:"to,omitempty"`
	Props  map[string]any `json:"props"`
}

// mustLoad puts rows into a new store.
func mustLoad(t testing.TB, rows []row) string {
	t.Helper()
	needBrowser(t)
	path := filepath.Join(t.TempDir(), "graph.db")
	for _, nodes := range []bool{true, false} {
		var in bytes.Buffer
		enc := json.NewEncoder(&in)
		for _, r := range rows {
			if (len(r.Labels) > 0) == nodes {
				if err := enc.Encode(r); err != nil {
					t.Fatal(err)
				}
			}
		}
		load := exec.Command(program, "load", "--quiet", "--store", path, map[bool]string{true: "--nodes", false: "--edges"}[nodes])
		load.Stdin = &in
		if out, err := load.CombinedOutput(); err != nil {
			t.Fatalf("load: %v\n%s", err, out)
		}
	}
	return path
}

// mustDump reads the rows of a store.
func mustDump(t testing.TB, store string) []row {
	t.Helper()
	needBrowser(t)
	out, err := exec.Command(program, "dump", "--store", store).Output()
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var r row
		if err := dec.Decode(&r); errors.Is(err, io.EOF) {
			return rows
		} else if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
}

// What somebody puts into a text stays text: no tag, no turned direction, no name
// that pushes the page apart.
func TestHostile(t *testing.T) {
	const title = `</script><script>alert("title")</script><img src=x onerror=alert(1)>`
	names := map[string]string{
		"Camila Arriagada":  "<script>alert('Arriagada')</script>",
		"Lucia Quispe":      "\u202eQuispe\u2066 \u200fالوزير\u2069",
		"Tomas Mamani":      strings.Repeat("Mamani ", 10_000/7) + "end",
		"Andres Valdivieso": strings.Repeat("x", 10_000),
		"Oslo":              `=HYPERLINK("http://evil.example","Oslo")`,
	}
	oslo := ""
	rows := mustDump(t, news)
	for _, r := range rows {
		name, _ := r.Props["name"].(string)
		if other, ok := names[name]; ok && r.Labels[0] == "Entity" {
			r.Props["name"] = other
			if name == "Oslo" {
				oslo = r.ID
			}
		}
		if r.ID == "denial-oslo" {
			r.Props["title"], r.Props["uri"] = title, "javascript:alert(1)"
		}
	}
	b := open(t, mustServe(t, mustLoad(t, rows)), "")
	scripts := eval[int](b, "document.scripts.length")
	look := func(hash string) {
		t.Helper()
		b.turn("#/none-of-them")
		b.turn(hash)
		for _, width := range []int64{1280, 360} {
			b.size(width, 800)
			b.until(`document.querySelector('.relation, .said, .find, tbody tr, .answer p, .canvas[data-settled], .bars')`)
			if n := eval[int](b, "document.scripts.length"); n != scripts || eval[bool](b, "Boolean(document.querySelector('main img, main script, main iframe, [onerror]'))") {
				t.Errorf("%s: a tag has come to life", hash)
			}
			b.fits(hash)
			if high := eval[int](b, "document.documentElement.scrollHeight"); high > 12_000 {
				t.Errorf("%s: %d pixels high", hash, high)
			}
			if loose := eval[[]string](b, `(() => {
  const out = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (/[\u202a-\u202e\u2066-\u2069\u0590-\u08ff]/.test(walk.currentNode.data) && !walk.currentNode.parentElement.closest('bdi, [dir=auto], option, .unseen, code')) out.push(walk.currentNode.parentElement.outerHTML.slice(0, 200));
  return out })()`); len(loose) > 0 {
				t.Errorf("%s: this turns what stands beside it: %s", hash, loose)
			}
		}
	}
	for _, hash := range []string{
		"#/", "#/entity/person%2Fcamila-arriagada", "#/entity/person%2Flucia-quispe", "#/entity/person%2Ftomas-mamani", "#/entity/person%2Fandres-valdivieso", "#/entity/" + url.PathEscape(oslo), "#/document/denial-oslo", "#/document/okafor-lapaz",
		"#/search?q=arriagada", "#/search?q=x", "#/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E%E2%80%AE", "#/questions/who-met-whom", "#/questions/who-met-whom?name=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&limit=nothing",
		"#/graph?ids=person%2Fcamila-arriagada,person%2Flucia-quispe,person%2Ftomas-mamani,person%2Fandres-valdivieso&select=person%2Flucia-quispe",
		"#/graph?ids=Q298&camera=%3Cscript%3E,NaN,1e999&pins=a%7Cb%7Cc,Q298%7C1e999%7C0&from=%22&min_score=x",
	} {
		look(hash)
	}
	b.size(1280, 800)
	b.turn("#/document/denial-oslo")
	if have := b.text("h1"); have != title {
		t.Errorf("the title is %q", have)
	}
	if eval[bool](b, `Boolean(document.querySelector('a[href^="javascript"]'))`) {
		t.Error("an address that is a program is a link")
	}
	b.turn("#/entity/person%2Fandres-valdivieso")
	if n := eval[int](b, `document.querySelector('h1').innerText.length`); n < 100 || n > 1000 {
		t.Errorf("a name of 10,000 letters is shown with %d", n)
	}

	b.turn("#/graph?ids=person%2Fcamila-arriagada,person%2Flucia-quispe,person%2Ftomas-mamani,person%2Fandres-valdivieso")
	b.until(`document.querySelector('.canvas[data-settled]')`)
	for _, label := range []string{"Save as SVG", "Save as GraphML"} {
		text := b.saved(label)
		for dec := xml.NewDecoder(strings.NewReader(text)); ; {
			token, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", label, err)
			}
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "script" {
				t.Errorf("%s: a script", label)
			}
		}
		if len(text) > 1_000_000 {
			t.Errorf("%s: %d bytes", label, len(text))
		}
	}
	if csv := b.saved("Save the relations as CSV"); strings.Contains(csv, `,"=HYPERLINK`) || !strings.Contains(csv, `'=HYPERLINK`) {
		t.Error("a name in the CSV is a formula")
	}
}

// An entity with 100,000 relations has a page and a graph like any other.
func TestHundredThousand(t *testing.T) {
	const relations = 100_000
	b := open(t, mustServe(t, mustLoad(t, star(relations))), "#/entity/Q0")
	b.until(`document.querySelectorAll('.relation').length === 50`)
	if have := b.text(".title"); !strings.Contains(have, "100,000 relations") {
		t.Errorf("the page says %q", have)
	}
	b.click(".more")
	b.until(`document.querySelectorAll('.relation').length === 100`)
	b.turn("#/graph?ids=Q0&limit=300")
	b.until(`document.querySelector('.canvas[data-settled]')`)
	if have := b.text(".state"); !strings.Contains(have, "more than are drawn") {
		t.Errorf("the graph says %q", have)
	}
}

// star is a graph of one entity and its relations with a fiftieth as many others.
func star(relations int) []row {
	var rows []row
	others := relations / 50
	for i := range others + 1 {
		rows = append(rows, row{ID: fmt.Sprint("Q", i), Labels: []string{"Entity", "Country"}, Props: map[string]any{"name": fmt.Sprint("State ", i), "aliases": []string{}, "mentions": 1}})
	}
	kinds, stati := []string{"MET_WITH", "SUPPORTED", "CRITICIZED"}, []string{"actual", "planned", "possible", "negated"}
	for i := range relations {
		kind := kinds[i%len(kinds)]
		rows = append(rows, row{ID: fmt.Sprint(kind, "|", i), Type: kind, From: "Q0", To: fmt.Sprint("Q", 1+i%others), Props: map[string]any{
			"event": fmt.Sprint("event/", i), "status": stati[i%len(stati)], "start": fmt.Sprintf("20%02d-%02d-%02d", i%30, 1+i%12, 1+i%28), "sources": 1 + i%5, "score": 0.8,
		}})
	}
	return rows
}
