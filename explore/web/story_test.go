package web_test

import (
	"fmt"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const arriagada = "#/entity/person%2Fcamila-arriagada"

// rows are the relations that a list shows.
func (b *tab) rows() []string {
	b.t.Helper()
	return eval[[]string](b, `[...document.querySelectorAll('.relation')].map((r) => [r.className.split(' ')[1], r.querySelector('time').innerText, r.querySelector('.fact').innerText.replace(/\s+/g, ' ').trim()].join(' | '))`)
}

// From a name that is typed to the sentence in its document.
func TestStory(t *testing.T) {
	b := open(t, mustServe(t, news), "")
	if have := b.text("h1"); !strings.Contains(have, "24 documents") {
		t.Errorf("the first page begins with %q", have)
	}
	if have := b.text(".lede + .columns .relations"); !strings.Contains(have, "Andres Valdivieso met with") || !strings.Contains(have, "20 May 2031") {
		t.Errorf("planned: %s", have)
	}
	b.press("/arria")
	b.until(`document.querySelector('#hits:not([hidden]) [role=option] mark')?.innerText === 'Arria'`)
	b.press(kb.ArrowDown + kb.Enter)
	b.until(`location.hash === '` + arriagada + `' && document.querySelector('h1').innerText === 'Camila Arriagada'`)
	b.until(`document.querySelector('.relation')`)
	if have := b.text(".offices"); !strings.Contains(have, "Foreign Minister of") || !strings.Contains(have, "Chile") {
		t.Errorf("offices: %s", have)
	}

	// A meeting that three papers tell of.
	const geneva = `[...document.querySelectorAll('.relation')].find((r) => /met with\s+Lucia Quispe\s+in\s+Geneva/.test(r.innerText))`
	if !eval[bool](b, `Boolean(`+geneva+`)`) {
		t.Fatalf("no meeting in Geneva among %q", b.rows())
	}
	eval[any](b, geneva+`.setAttribute('id', 'geneva')`)
	if have := b.text("#geneva .open"); !strings.HasPrefix(have, "3 sources") {
		t.Errorf("the button says %q", have)
	}
	b.click("#geneva .open")
	b.until(`document.querySelectorAll('#geneva figure').length === 3`)
	if have := eval[string](b, `[...document.querySelectorAll('#geneva mark.trigger')].map((m) => m.innerText).join(' ')`); have != "met met met" {
		t.Errorf("triggers %q", have)
	}
	sentence := b.text("#geneva blockquote")
	b.click("#geneva .read")
	b.until(`location.hash.startsWith('#/document/') && document.querySelector('.said.here')`)
	if have := b.text(".said.here"); have != sentence {
		t.Errorf("the document shows %q, the entity %q", have, sentence)
	}
	if !eval[bool](b, `(() => { const box = document.querySelector('.said.here').getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight })()`) {
		t.Error("the sentence is out of sight")
	}

	// What is marked says what it is.
	hover := func(css string) string {
		t.Helper()
		eval[any](b, fmt.Sprintf(`document.querySelector(%q).dispatchEvent(new MouseEvent('mouseenter'))`, css))
		return b.text(".tip:not([hidden])")
	}
	if have := hover(`.mention[data-entity="person/camila-arriagada"]`); !strings.Contains(have, "Camila Arriagada") || !strings.Contains(have, "person") {
		t.Errorf("the note of a person says %q", have)
	}
	if have := hover(`.mention.country`); !strings.Contains(have, "country") || !strings.Contains(have, "Q298") {
		t.Errorf("the note of a country says %q", have)
	}
	if have := hover(".trigger"); !strings.Contains(have, "met with") || !strings.Contains(have, "actual") || !strings.Contains(have, ":") && !strings.Contains(have, "/") {
		t.Errorf("the note of a trigger says %q", have)
	}
}

// What was denied is struck, on its page and in its document.
func TestNegated(t *testing.T) {
	b := open(t, mustServe(t, news), arriagada+"?status=negated")
	b.until(`document.querySelector('.relation')`)
	for _, r := range b.rows() {
		if !strings.HasPrefix(r, "negated | ") {
			t.Errorf("among the negated: %s", r)
		}
	}
	const struck = `getComputedStyle(document.querySelector(%q)).textDecorationLine`
	if have := eval[string](b, fmt.Sprintf(struck, ".relation .verb")); have != "line-through" {
		t.Errorf("the verb is drawn with %q", have)
	}
	b.turn("#/document/denial-oslo")
	for _, css := range []string{".text .trigger", ".said-list .negated .verb"} {
		if have := eval[string](b, fmt.Sprintf(struck, css)); !strings.Contains(have, "line-through") {
			t.Errorf("%s is drawn with %q", css, have)
		}
	}
}

// What was not read for facts stands in its place, much of it folded, and can be hidden.
func TestFurniture(t *testing.T) {
	b := open(t, mustServe(t, news), "#/document/denial-oslo")
	b.until(`document.querySelector('.text .furniture')`)
	have := eval[[]string](b, `[...document.querySelectorAll('.text > *')].map((e) => e.className + ' ' + e.innerText.split('\n')[0])`)
	want := []string{
		"furniture Skip to main content · Home · World · Business · Sport · Sign in (8 lines)", " SANTIAGO, Feb 25 -", ` "I did not meet Lucia Quispe," Arriagada said.`, "furniture Sign up for our free weekly newsletter",
	}
	if !slices.EqualFunc(have, want, strings.HasPrefix) {
		t.Errorf("the text is %q, want %q", have, want)
	}
	const colour = `getComputedStyle(document.querySelector('.text > %s')).color`
	if eval[string](b, fmt.Sprintf(colour, ".furniture")) == eval[string](b, fmt.Sprintf(colour, "p:not(.furniture)")) {
		t.Error("it has the colour of the text")
	}
	b.click(".text summary")
	b.until(`/By Marta Quiroga/.test(document.querySelector('details.furniture').innerText)`)
	b.click("#furniture")
	b.until(`[...document.querySelectorAll('.furniture')].every((e) => !e.checkVisibility())`)
}

// The lists and the time filter what an entity's page shows, and stand in its address.
func TestFilterEntity(t *testing.T) {
	b := open(t, mustServe(t, news), arriagada)
	b.until(`document.querySelector('.relation')`)
	all := b.rows()
	check := func(what string, query map[string]string, fits func(row string) bool) {
		t.Helper()
		want := 0
		for _, r := range all {
			if fits(r) {
				want++
			}
		}
		if want == 0 || want == len(all) {
			t.Fatalf("%s: %d of %d rows fit, this filters nothing", what, want, len(all))
		}
		b.until(fmt.Sprintf(`document.querySelectorAll('.relation').length === %d`, want))
		for _, r := range b.rows() {
			if !fits(r) {
				t.Errorf("%s: %s", what, r)
			}
		}
		at, _ := url.ParseQuery(eval[string](b, `location.hash.split('?')[1] ?? ''`))
		for key, value := range query {
			if value != "" && at.Get(key) != value || value == "" && !at.Has(key) {
				t.Errorf("%s: the address has %v", what, at)
			}
		}
	}
	choose := func(label, value string) {
		t.Helper()
		eval[any](b, fmt.Sprintf(`(() => { const s = document.querySelector('select[aria-label=%q]'); s.value = %q; s.dispatchEvent(new Event('change')) })()`, label, value))
	}
	choose("type", "MET_WITH")
	check("type", map[string]string{"type": "MET_WITH"}, func(r string) bool { return strings.Contains(r, "met with") })
	choose("status", "planned")
	check("type and status", map[string]string{"type": "MET_WITH", "status": "planned"}, func(r string) bool { return strings.Contains(r, "met with") && strings.HasPrefix(r, "planned") })
	choose("type", "")
	choose("status", "")
	b.until(fmt.Sprintf(`document.querySelectorAll('.relation').length === %d`, len(all)))

	b.click(`button[aria-label^="Only with Lucia Quispe"]`)
	check("with", map[string]string{"with": "person/lucia-quispe"}, func(r string) bool { return strings.Contains(r, "Lucia Quispe") })
	b.click(".chip")
	b.until(fmt.Sprintf(`document.querySelectorAll('.relation').length === %d`, len(all)))

	// The brush, from before March to the end of the chart.
	box := eval[map[string]float64](b, `(() => { const o = document.querySelector('.brush .overlay').getBoundingClientRect(); const march = [...document.querySelectorAll('.axis .tick')].find((t) => t.textContent === 'March').getBoundingClientRect(); return {y: o.y + o.height / 2, from: march.x + march.width / 2 - 2, to: o.right - 2} })()`)
	b.do(chromedp.MouseEvent(chromedp.MousePressed, box["from"], box["y"], chromedp.ButtonLeft, chromedp.ClickCount(1)),
		chromedp.MouseEvent(chromedp.MouseMoved, box["from"]+40, box["y"], chromedp.ButtonLeft),
		chromedp.MouseEvent(chromedp.MouseMoved, box["to"], box["y"], chromedp.ButtonLeft),
		chromedp.MouseEvent(chromedp.MouseReleased, box["to"], box["y"], chromedp.ButtonLeft, chromedp.ClickCount(1)))
	check("brush", map[string]string{"from": "", "to": ""}, func(r string) bool { return !strings.Contains(r, "Feb 2031") && !strings.Contains(r, "holds office") })
	if have := eval[string](b, `document.querySelector('input[type=date]').value`); !strings.HasPrefix(have, "2031-02-2") {
		t.Errorf("the field of the brush has %q", have)
	}
}

// A path between two, from the form to the drawing.
func TestPath(t *testing.T) {
	b := open(t, mustServe(t, news), "#/graph")
	for _, name := range []string{"Hugo Condori", "Helena Moura"} {
		b.click(fmt.Sprintf(`.two .picker:nth-child(%d) input`, map[string]int{"Hugo Condori": 1, "Helena Moura": 2}[name]))
		b.press(name)
		b.until(fmt.Sprintf(`document.querySelector('.picker [role=listbox]:not([hidden]) [aria-selected=true]')?.innerText.includes(%q)`, name))
		b.press(kb.Enter)
	}
	b.until(`location.hash.startsWith('#/graph?path=') && document.querySelector('.canvas[data-settled]')`)
	eval[any](b, `document.querySelector('.listing').open = true`)
	b.until(`document.querySelectorAll('.listing tbody tr').length > 0`)
	have := b.text(".listing tbody")
	for _, name := range []string{"Hugo Condori", "Helena Moura", "Chile", "Brazil"} {
		if !strings.Contains(have, name) {
			t.Errorf("%s is not on the path:\n%s", name, have)
		}
	}
	b.turn("#/graph?path=person%2Fhugo-condori,person%2Fnobody")
	b.until(`document.querySelector('main').innerText.includes('no such entity')`)
	b.expect("404")
}

// The graph grows from what is chosen, and its filters take away.
func TestGraph(t *testing.T) {
	b := open(t, mustServe(t, news), "#/graph?ids=person%2Fcamila-arriagada")
	count := func() (entities, relations int) {
		t.Helper()
		if _, err := fmt.Sscanf(b.text(".state"), "%d entities, %d relations", &entities, &relations); err != nil {
			t.Fatalf("%q: %v", b.text(".state"), err)
		}
		return entities, relations
	}
	few, few2 := count()
	b.click(".canvas")
	b.press(kb.ArrowRight + kb.ArrowRight)
	b.until(`document.querySelector('.panel h2 a')`)
	chosen := b.text(".panel h2")
	b.press("e")
	b.until(fmt.Sprintf(`parseInt(document.querySelector('.state').innerText) > %d`, few))
	more, more2 := count()
	if more2 <= few2 || !strings.Contains(eval[string](b, "location.hash"), "%2C") {
		t.Errorf("%s brought %d entities and %d relations to %d and %d; the address is %s", chosen, more, more2, few, few2, eval[string](b, "location.hash"))
	}
	box := func(label string) {
		t.Helper()
		eval[any](b, fmt.Sprintf(`[...document.querySelectorAll('.filters-body label')].find((l) => l.innerText.trim().startsWith(%q)).querySelector('input').click()`, label))
	}
	box("met in")
	_, less := count()
	if less >= more2 || !strings.Contains(eval[string](b, "location.hash"), "hide=MET_IN") {
		t.Errorf("without \"met in\": %d of %d relations at %s", less, more2, eval[string](b, "location.hash"))
	}
	box("actual")
	if _, planned := count(); planned == 0 || planned >= less {
		t.Errorf("without what was: %d of %d relations", planned, less)
	}
	eval[any](b, `(() => { const r = document.querySelector('input[type=range]'); r.value = 0.95; r.dispatchEvent(new Event('input')) })()`)
	if _, sure := count(); sure >= less {
		t.Errorf("with a score of 0.95: %d relations", sure)
	}
}

// The address of a view gives the same view to somebody else.
func TestAddress(t *testing.T) {
	base := mustServe(t, news)
	b := open(t, base, "#/graph?ids=person%2Fcamila-arriagada,Q298&hide=MET_IN")
	b.until(`document.querySelector('.canvas[data-settled]')`)
	// An entity is drawn aside, another one chosen, and the camera comes nearer.
	at := eval[[]float64](b, fmt.Sprintf(`(() => {
  const title = [...new DOMParser().parseFromString(%q, 'image/svg+xml').querySelectorAll('circle > title')].find((t) => t.textContent === 'Lucia Quispe (person)');
  const box = document.querySelector('.canvas').getBoundingClientRect();
  return [box.x + Number(title.parentElement.getAttribute('cx')), box.y + Number(title.parentElement.getAttribute('cy'))];
})()`, b.saved("Save as SVG")))
	b.do(chromedp.DragAndDropXY(at[0], at[1], at[0]+60, at[1]-40, 4))
	b.until(`location.hash.includes('pins=person%2Flucia-quispe')`)
	b.do(chromedp.Focus(chromedp.CSS(".canvas")))
	b.press(kb.ArrowLeft)
	b.press("++")
	time.Sleep(400 * time.Millisecond) // the camera comes to rest
	hash := ""
	for deadline := time.Now().Add(10 * time.Second); !strings.Contains(hash, "camera=") || !strings.Contains(hash, "select="); {
		if hash = eval[string](b, "location.hash"); time.Now().After(deadline) {
			t.Fatalf("the address lacks the camera or the selection: %s", hash)
		}
	}
	other := open(t, base, hash)
	other.until(`document.querySelector('.canvas[data-settled]')`)
	time.Sleep(300 * time.Millisecond)
	for _, css := range []string{".state", ".panel", ".filters-body"} {
		if x, y := b.text(css), other.text(css); x == "" || x != y {
			t.Errorf("%s is\n%s\nand elsewhere\n%s", css, x, y)
		}
	}
	checkSameDrawing(t, b.saved("Save as SVG"), other.saved("Save as SVG"))
	if now := eval[string](other, "location.hash"); now != hash {
		t.Errorf("the address became\n%s from\n%s", now, hash)
	}
	// So do those of the other pages.
	for _, hash := range []string{
		arriagada + "?type=MET_WITH&status=planned", arriagada + "?from=2031-03-01&to=2031-04-30", "#/document/geneva-wire?at=33-60", "#/questions/who-met-whom?name=Ingrid+Solberg&limit=3", "#/search?q=pipeline",
	} {
		b.turn("#/")
		b.turn(hash)
		b.until(`document.querySelector('.relation, .said, tbody tr, .passages li')`)
		other.do(chromedp.Navigate("about:blank"), chromedp.Navigate(base+hash))
		other.settle()
		other.until(`document.querySelector('.relation, .said, tbody tr, .passages li')`)
		other.until(fmt.Sprintf(`document.querySelector('main').innerText === %q`, b.text("main")))
	}
}

var figures = regexp.MustCompile(`\d+\.\d+`)

// checkSameDrawing compares two drawings; the camera of an address is rounded, so
// nothing may be more than a pixel aside.
func checkSameDrawing(t *testing.T, x, y string) {
	t.Helper()
	if figures.ReplaceAllString(x, "#") != figures.ReplaceAllString(y, "#") {
		t.Errorf("the drawings differ:\n%.2000s\n%.2000s", x, y)
		return
	}
	ys := figures.FindAllString(y, -1)
	for i, f := range figures.FindAllString(x, -1) {
		a, _ := strconv.ParseFloat(f, 64)
		b, _ := strconv.ParseFloat(ys[i], 64)
		if math.Abs(a-b) > 1 {
			t.Errorf("figure %d of the drawing is %v and elsewhere %v", i, a, b)
			return
		}
	}
}

// saved is what a button of the graph hands out as a file: text, or of a picture
// its data address.
func (b *tab) saved(label string) string {
	b.t.Helper()
	return eval[string](b, fmt.Sprintf(`new Promise((done, fail) => {
  const old = URL.createObjectURL;
  const late = setTimeout(() => fail(new Error('nothing is saved')), 10000);
  URL.createObjectURL = (blob) => {
    URL.createObjectURL = old;
    clearTimeout(late);
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    if (blob.type.startsWith('image/png')) reader.readAsDataURL(blob);
    else reader.readAsText(blob);
    return old.call(URL, blob);
  };
  document.querySelector('[aria-label=%q]').click();
})`, label))
}
