package web_test

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestTour goes the way of docs/TOUR.md and keeps its pictures where go test
// -artifacts -outputdir says; make screenshots brings them to docs/tour.
func TestTour(t *testing.T) {
	b := open(t, mustServe(t, news), "")
	dir := t.ArtifactDir()
	var taken []string
	take := func(name string, width, height int64, hash, stands string, steps ...string) {
		t.Helper()
		b.size(width, height)
		b.turn("#/none-of-them")
		b.turn(hash)
		b.until(fmt.Sprintf("document.querySelector(%q)", stands))
		for i := 0; i < len(steps); i += 2 {
			eval[any](b, "(() => { "+steps[i]+" })()")
			b.until(steps[i+1])
		}
		time.Sleep(300 * time.Millisecond) // what moves comes to rest
		path := filepath.Join(dir, name+".png")
		b.picture(path)
		taken = append(taken, name)
		checkPicture(t, path)
	}
	const wide, high = 1200, 760
	take("start", wide, high, "#/", ".relation")
	take("search", wide, 520, "#/", ".relation", `const q = document.querySelector('#q'); q.focus(); q.value = 'arica'; q.dispatchEvent(new Event('input'))`, `document.querySelector('#hits:not([hidden]) [role=option]')`)
	eval[any](b, `(() => { const q = document.querySelector('#q'); q.value = ''; q.blur() })()`)
	take("entity", wide, high, arriagada, ".relation",
		`[...document.querySelectorAll('.relation')].find((r) => /Lucia Quispe\s+in\s+Geneva/.test(r.innerText)).querySelector('.open').click()`, `document.querySelectorAll('figure').length === 3`,
		`scrollTo(0, 190)`, `true`)
	take("document", wide, 600, "#/document/denial-oslo", ".said", `document.querySelector('.text .trigger').dispatchEvent(new MouseEvent('mouseenter'))`, `document.querySelector('.tip:not([hidden])')`)
	take("graph", wide, high, "#/graph?ids=person%2Fcamila-arriagada,Q750&select=person%2Flucia-quispe", ".canvas[data-settled]")
	take("path", wide, 560, "#/graph?path=person%2Fhugo-condori,person%2Fhelena-moura", ".canvas[data-settled]")
	take("question", wide, high, "#/questions/who-met-whom", "tbody tr")
	b.media("dark")
	take("dark", wide, high, "#/graph?ids=Q298,Q750", ".canvas[data-settled]")
	take("narrow", 390, high, "#/entity/Q298", ".relation")

	shown := shownInTour(t)
	slices.Sort(shown)
	slices.Sort(taken)
	if !slices.Equal(shown, taken) {
		t.Errorf("docs/TOUR.md shows %s, taken are %s", strings.Join(shown, " "), strings.Join(taken, " "))
	}
}

// The tour's page shows pictures that are there, and small.
func TestTourPage(t *testing.T) {
	for _, name := range shownInTour(t) {
		checkPicture(t, filepath.Join("..", "..", "docs", "tour", name+".png"))
	}
}

func shownInTour(t *testing.T) []string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "TOUR.md"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range regexp.MustCompile(`\]\(tour/(\w+)\.png\)`).FindAllStringSubmatch(string(page), -1) {
		names = append(names, m[1])
	}
	if len(names) == 0 {
		t.Fatal("docs/TOUR.md shows no picture")
	}
	return names
}

func checkPicture(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
		return
	}
	if _, err := png.Decode(bytes.NewReader(data)); err != nil || len(data) > 200_000 {
		t.Errorf("%s: %d bytes, %v", path, len(data), err)
	}
}
