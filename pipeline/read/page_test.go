package read

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"sort"
	"strings"
	"testing"
	"unicode"

	"backchannel/schema"

	"golang.org/x/net/html"
)

const pagesFile = "../../../shared/data/boilerplate/readability-pages.tar.gz"

type testPage struct{ source, expected, title string }

// testPages opens Mozilla's Readability test pages, or skips the test.
func testPages(t *testing.T) map[string]testPage {
	t.Helper()
	f, err := os.Open(pagesFile)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not there: extraction is not measured", strings.TrimPrefix(pagesFile, "../../"))
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]testPage{}
	for files := tar.NewReader(z); ; {
		h, err := files.Next()
		if err == io.EOF {
			return pages
		}
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(files)
		if err != nil {
			t.Fatal(err)
		}
		name := path.Dir(h.Name)
		p := pages[name]
		switch path.Base(h.Name) {
		case "source.html":
			p.source = string(b)
		case "expected.html":
			p.expected = string(b)
		case "expected-metadata.json":
			var m struct{ Title string }
			if err := json.Unmarshal(b, &m); err != nil {
				t.Fatal(err)
			}
			p.title = m.Title
		}
		pages[name] = p
	}
}

func wordsOf(s string) map[string]int {
	m := map[string]int{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		m[strings.ToLower(w)]++
	}
	return m
}

func total(m map[string]int) (n int) {
	for _, c := range m {
		n += c
	}
	return n
}

func common(a, b map[string]int) (n int) {
	for w, c := range a {
		n += min(c, b[w])
	}
	return n
}

// TestReadability measures the extraction on pages whose article is known: the
// share of the article's words that are kept, and of the kept words that do not
// belong to it. The headline belongs to it.
func TestReadability(t *testing.T) {
	pages := testPages(t)
	var names []string
	for name := range pages {
		names = append(names, name)
	}
	sort.Strings(names)
	expected, found, kept := 0, 0, 0
	for _, name := range names {
		p := pages[name]
		root, err := html.Parse(strings.NewReader(p.expected))
		if err != nil {
			t.Fatal(err)
		}
		want := wordsOf(render(root) + "\n" + p.title)
		doc, err := page(schema.Document{}, p.source)
		if err != nil {
			t.Logf("%s: %v", name, err)
		}
		got := wordsOf(doc.Text + "\n" + p.title)
		both := common(want, got)
		expected += total(want)
		kept += total(got)
		found += both
		if both*100 < total(want)*95 || both*100 < total(got)*95 {
			t.Logf("%-45s %5d words, %5d of them kept, %5d wrongly", name, total(want), both, total(got)-both)
		}
	}
	recall, wrong := float64(found)/float64(expected), float64(kept-found)/float64(kept)
	t.Logf("%d pages: %.3f of the article's words kept, %.3f of the kept words wrong", len(pages), recall, wrong)
	if recall < 0.95 || wrong > 0.03 {
		t.Errorf("kept %.3f, wrong %.3f; want at least 0.95 and at most 0.03", recall, wrong)
	}
}
