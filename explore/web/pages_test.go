package web_test

import (
	"encoding/xml"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// views are all that the page can show, with what shows that it stands.
var views = []struct{ name, hash, stands string }{
	{"start", "#/", ".relation"},
	{"found", "#/search?q=arica", ".passages li"},
	{"person", arriagada, ".relation"},
	{"state", "#/entity/Q298", ".relation"},
	{"document", "#/document/denial-oslo", ".said"},
	{"begin", "#/graph", ".picker"},
	{"graph", "#/graph?ids=person%2Fcamila-arriagada,Q298&select=Q298", ".canvas[data-settled]"},
	{"path", "#/graph?path=Q20,person%2Fhelena-moura", ".canvas[data-settled]"},
	{"questions", "#/questions", ".questions a"},
	{"question", "#/questions/who-met-whom", "tbody tr"},
	{"missing", "#/nothing", "[role=alert]"},
}

// Axe (axe-core, by Deque) finds nothing serious on any page, in light and dark,
// on a wide screen and a narrow one; nothing there is wider than the screen.
func TestAccessible(t *testing.T) {
	axe, err := os.ReadFile("testdata/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, mustServe(t, news), "")
	b.do(chromedp.Evaluate[chromedp.Void](string(axe) + "; void 0"))
	for _, v := range views {
		b.turn("#/none-of-them")
		b.turn(v.hash)
		for _, look := range []struct {
			scheme        string
			width, height int64
		}{{"light", 1280, 800}, {"dark", 360, 740}} {
			b.media(look.scheme)
			b.size(look.width, look.height)
			b.until(fmt.Sprintf("document.querySelector(%q)", v.stands))
			if v.name == "person" && look.width > 1000 {
				b.click(".relation .open")
				b.until("document.querySelector('.evidence figure')")
			}
			found := eval[[]struct {
				ID, Impact, Help string
				Where            []string
			}](b, `axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}).then((r) => r.violations.map((v) => ({id: v.id, impact: v.impact, help: v.help, where: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? ''))})))`)
			for _, f := range found {
				if f.Impact == "serious" || f.Impact == "critical" {
					t.Errorf("%s, %s, %d wide: %s (%s): %s\n\t%s", v.name, look.scheme, look.width, f.ID, f.Impact, f.Help, strings.Join(f.Where, "\n\t"))
				} else {
					t.Logf("%s, %s, %d wide: %s (%s): %s", v.name, look.scheme, look.width, f.ID, f.Impact, f.Help)
				}
			}
			b.fits(v.name)
		}
	}
}

// Everything is reached with the keyboard, and is seen and named where it is.
func TestKeyboard(t *testing.T) {
	b := open(t, mustServe(t, news), "#/nothing")
	b.do(chromedp.Navigate("about:blank"), chromedp.Navigate(b.base))
	b.settle()
	here := func() string {
		t.Helper()
		return eval[string](b, `document.activeElement.outerHTML.slice(0, 120)`)
	}
	b.press(kb.Tab)
	if have := here(); !strings.Contains(have, `class="skip"`) || !eval[bool](b, `document.activeElement.getBoundingClientRect().top >= 0`) {
		t.Errorf("the first Tab is at %s", have)
	}
	b.press(kb.Enter)
	if !eval[bool](b, `document.activeElement.id === 'main'`) {
		t.Errorf("the skip link leads to %s", here())
	}
	// Through the whole page: each stop has a name and an outline.
	for _, v := range views {
		b.turn(v.hash)
		b.until(fmt.Sprintf("document.querySelector(%q)", v.stands))
		eval[any](b, `document.activeElement.blur()`)
		want := eval[int](b, `[...document.querySelectorAll('main a[href], main button:not([disabled]), main input, main select, main summary, main [tabindex="0"]')].filter((e) => e.checkVisibility() && e.getClientRects().length > 0).length`)
		seen := 0
		for range min(want, 25) {
			b.press(kb.Tab)
			stop := eval[struct {
				In, Outlined, Named bool
				HTML                string
			}](b, `(() => { const e = document.activeElement, s = getComputedStyle(e); return {in: Boolean(e.closest('main')), html: e.outerHTML.slice(0, 160),
  outlined: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1, named: Boolean((e.ariaLabel || e.innerText || e.labels?.[0]?.innerText || e.getAttribute('aria-labelledby') || '').trim())} })()`)
			if !stop.In {
				continue // the bar
			}
			if seen++; !stop.Outlined || !stop.Named {
				t.Errorf("%s: outlined %v, named %v: %s", v.name, stop.Outlined, stop.Named, stop.HTML)
			}
		}
		if seen == 0 {
			t.Errorf("%s: Tab reaches nothing of %d", v.name, want)
		}
	}

	// From a question to a sentence without a mouse.
	b.turn("#/questions/who-met-whom")
	b.until("document.querySelector('tbody tr')")
	eval[any](b, `document.getElementById('main').focus()`)
	for range 40 {
		b.press(kb.Tab)
		if eval[bool](b, `document.activeElement.id === 'p-name'`) {
			break
		}
	}
	b.press("Helena Moura" + kb.Enter)
	b.until(`document.querySelectorAll('tbody tr').length === 1 && location.hash.includes('name=Helena')`)
	b.press("/")
	if !eval[bool](b, `document.activeElement.id === 'p-name'`) {
		t.Error("a slash within a field goes to the search")
	}
	eval[any](b, `document.activeElement.blur()`)
	b.press("/moura")
	b.until(`document.querySelector('#hits:not([hidden]) [role=option]')`)
	b.press(kb.Escape)
	b.until(`document.querySelector('#hits[hidden]')`)
	b.press(kb.ArrowDown)
	b.until(`document.querySelector('#hits [aria-selected=true]')?.innerText.includes('Helena Moura')`)
	b.press(kb.Enter)
	b.until(`document.querySelector('h1')?.innerText === 'Helena Moura' && document.querySelector('.relation')`)
	for range 40 {
		b.press(kb.Tab)
		if eval[bool](b, `document.activeElement.classList.contains('open')`) {
			break
		}
	}
	b.press(kb.Enter)
	b.until(`document.querySelector('.evidence .read')`)
	for range 10 {
		b.press(kb.Tab)
		if eval[bool](b, `document.activeElement.classList.contains('read')`) {
			break
		}
	}
	b.press(kb.Enter)
	b.until(`location.hash.startsWith('#/document/') && document.querySelector('.said.here')`)
}

// Every question is answered, as a table, as a graph and in Cypher.
func TestQuestions(t *testing.T) {
	b := open(t, mustServe(t, news), "#/questions")
	names := eval[[]string](b, `[...document.querySelectorAll('.questions a')].map((a) => a.getAttribute('href'))`)
	if len(names) < 10 {
		t.Fatalf("%d questions", len(names))
	}
	given := map[string]string{"name": "Chile", "other": "Bolivia", "from": "Hugo Condori", "to": "Helena Moura", "place": "Lima", "month": "2031-03"}
	answered := 0
	for _, hash := range names {
		b.turn(hash)
		for _, field := range eval[[]string](b, `[...document.querySelectorAll('.ask input')].map((i) => i.name)`) {
			if v, ok := given[field]; ok && eval[bool](b, fmt.Sprintf(`document.getElementById('p-%s').required`, field)) {
				b.click("#p-" + field)
				b.press(v)
			}
		}
		b.click(".ask button")
		b.until(`document.querySelector('.answer').innerText !== '' && !document.querySelector('.answer').innerText.startsWith('Fill')`)
		if have := b.text(".answer"); strings.Contains(have, "rows") || strings.Contains(have, "1 row") {
			answered++
		} else if have != "No row." {
			t.Errorf("%s: %s", hash, have)
		}
		if cypher := eval[string](b, `document.querySelector('.cypher code').textContent`); !strings.Contains(cypher, "MATCH") || strings.Contains(cypher, "$") {
			t.Errorf("%s: %s", hash, cypher)
		}
	}
	if answered < len(names)-1 {
		t.Errorf("%d of %d questions have an answer", answered, len(names))
	}
	b.turn("#/questions/who-met-whom?name=Helena%20Moura")
	b.until(`document.querySelectorAll('tbody tr').length === 1`)
	eval[any](b, `[...document.querySelectorAll('.answer button')].find((b) => b.innerText === 'Show as a graph').click()`)
	b.until(`location.hash.startsWith('#/graph?ids=') && document.querySelector('.canvas[data-settled]')`)
	eval[any](b, `document.querySelector('.listing').open = true`)
	b.until(`document.querySelector('.listing tbody')?.innerText.includes('Tomas Mamani')`)
}

// What is shown comes as files: planned is dashed, what is denied is crossed, and
// more sources make a thicker line.
func TestFiles(t *testing.T) {
	b := open(t, mustServe(t, news), "#/graph?ids=person%2Fcamila-arriagada")
	b.until(`document.querySelector('.canvas[data-settled]')`)
	var entities, relations int
	if _, err := fmt.Sscanf(b.text(".state"), "%d entities, %d relations", &entities, &relations); err != nil {
		t.Fatal(err)
	}

	var svg struct {
		Paths []struct {
			Width float64 `xml:"stroke-width,attr"`
			Dash  string  `xml:"stroke-dasharray,attr"`
			Title string  `xml:"title"`
			D     string  `xml:"d,attr"`
		} `xml:"path"`
		Texts []string `xml:"text"`
	}
	if err := xml.Unmarshal([]byte(b.saved("Save as SVG")), &svg); err != nil {
		t.Fatal(err)
	}
	width := func(title string) float64 {
		for _, p := range svg.Paths {
			if p.Title == title {
				return p.Width
			}
		}
		t.Errorf("no line %q", title)
		return 0
	}
	one, three := width("Camila Arriagada met with Jorge Salcedo (actual, 1)"), width("Camila Arriagada met with Lucia Quispe (actual, 3)")
	if three < one+1 {
		t.Errorf("a line of three sources is %v wide, of one %v", three, one)
	}
	negated, crosses := 0, 0
	for _, p := range svg.Paths {
		switch {
		case strings.Contains(p.Title, "(planned") && p.Dash == "", strings.Contains(p.Title, "(actual") && p.Dash != "":
			t.Errorf("%s has the dash %q", p.Title, p.Dash)
		case strings.Contains(p.Title, "(negated"):
			negated++
		case p.Title == "" && strings.Count(p.D, "l") == 2:
			crosses++
		}
	}
	if negated != 2 || crosses != 2 {
		t.Errorf("%d negated lines and %d crosses, want those of the meeting with Lucia Quispe and of Oslo", negated, crosses)
	}
	if !slices.Contains(svg.Texts, "Camila Arriagada") {
		t.Errorf("the names are %q", svg.Texts)
	}

	if lines := strings.Split(strings.TrimSpace(b.saved("Save the relations as CSV")), "\r\n"); len(lines) != relations+1 || !strings.HasPrefix(lines[0], "from,from_name,type,") {
		t.Errorf("CSV has %d lines for %d relations: %s", len(lines), relations, lines[0])
	}
	var graphml struct {
		XMLName xml.Name   `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
		Nodes   []struct{} `xml:"graph>node"`
		Edges   []struct{} `xml:"graph>edge"`
	}
	if err := xml.Unmarshal([]byte(b.saved("Save as GraphML")), &graphml); err != nil || len(graphml.Nodes) != entities || len(graphml.Edges) != relations {
		t.Errorf("GraphML has %d nodes and %d edges, want %d and %d: %v", len(graphml.Nodes), len(graphml.Edges), entities, relations, err)
	}
	if png := b.saved("Save as PNG"); !strings.HasPrefix(png, "data:image/png;base64,iVBOR") || len(png) < 20_000 {
		t.Errorf("PNG: %d bytes, %.40s", len(png), png)
	}
}

// Without WebGL the graph is drawn still, and answers to keys and clicks.
func TestWithoutWebGL(t *testing.T) {
	b := open(t, mustServe(t, news), "")
	eval[any](b, `(() => { const real = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith('webgl') ? null : real.call(this, kind, ...rest) } })()`)
	b.turn("#/graph?ids=person%2Fcamila-arriagada")
	b.until(`document.querySelector('.canvas[data-settled]')`)
	if have := b.text(".canvas"); !strings.Contains(have, "no WebGL") {
		t.Errorf("the canvas says %q", have)
	}
	if !eval[bool](b, `(() => { const c = document.querySelector('.canvas canvas'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i] > 0) n++; return n > 500 })()`) {
		t.Error("nothing is drawn")
	}
	b.do(chromedp.Focus(chromedp.CSS(".canvas")))
	b.press(kb.ArrowRight)
	b.until(`document.querySelector('.panel h2 a')`)
}
