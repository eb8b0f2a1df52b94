package pipeline_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"backchannel/pipeline/read"
	"backchannel/pipeline/segment"
	"backchannel/pipeline/stage"
	"backchannel/schema"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// webPage is one of Mozilla's Readability test pages: what the browser gets and
// what of it is the article.
type webPage struct{ source, article, title string }

func mustReadPages(t *testing.T) map[string]webPage {
	t.Helper()
	f, err := os.Open(filepath.Join(shared, "data/boilerplate/readability-pages.tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]webPage{}
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
			p.article = stripHTML(t, string(b))
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

// stripHTML leaves what a browser shows of a page, and nothing that says which of
// it is the article: a line for each block, blank lines between them.
func stripHTML(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return strip(root)
}

var hiddenStyle = regexp.MustCompile(`display:\s*none|visibility:\s*hidden`)

func strip(root *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		block := false
		switch n.Type {
		case html.CommentNode:
			return
		case html.TextNode:
			b.WriteString(strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) {
					return ' '
				}
				return r
			}, n.Data))
			return
		case html.ElementNode:
			for _, a := range n.Attr {
				if a.Key == "hidden" || a.Key == "style" && hiddenStyle.MatchString(a.Val) {
					return
				}
			}
			switch n.DataAtom {
			case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe:
				return
			case atom.Br:
				b.WriteString("\n")
				return
			case atom.Td, atom.Th, atom.A, atom.Button:
				b.WriteString(" ")
			case atom.Abbr, atom.B, atom.Cite, atom.Code, atom.Em, atom.Font, atom.I, atom.Kbd, atom.Q, atom.S, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var:
			default:
				block = true
				b.WriteString("\n\n")
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if block {
			b.WriteString("\n\n")
		}
	}
	walk(root)
	return b.String()
}

// bag counts the words of a text.
type bag map[string]int

func bagOf(texts ...string) bag {
	m := bag{}
	for _, text := range texts {
		for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			m[strings.ToLower(w)]++
		}
	}
	return m
}

func (b bag) size() (n int) {
	for _, c := range b {
		n += c
	}
	return n
}

func (b bag) common(other bag) (n int) {
	for w, c := range b {
		n += min(c, other[w])
	}
	return n
}

// mustReadOwnPages reads the pages of testdata, which are made up after news sites
// and official ones; an attribute marks the elements that are the article.
func mustReadOwnPages(t *testing.T) map[string]webPage {
	t.Helper()
	files, _ := filepath.Glob("../testdata/pages/*.html")
	if len(files) == 0 {
		t.Fatal("no pages in testdata")
	}
	pages := map[string]webPage{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		var article strings.Builder
		for n := range root.Descendants() {
			if i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "data-article" }); i >= 0 {
				n.Attr = slices.Delete(n.Attr, i, i+1)
				article.WriteString(strip(n) + "\n")
			}
		}
		var source strings.Builder
		if err := html.Render(&source, root); err != nil {
			t.Fatal(err)
		}
		pages[filepath.Base(file)] = webPage{source: source.String(), article: article.String()}
	}
	return pages
}

// measureFurniture takes pages through read and segment, as they are and stripped
// of their HTML, and counts words: those of the article that are kept, and those
// kept that are not the article's. The headline belongs to the article; pages that
// are not English are left out.
func measureFurniture(t *testing.T) string {
	var out strings.Builder
	for _, set := range []struct {
		name  string
		pages map[string]webPage
	}{{"Readability", mustReadPages(t)}, {"our own", mustReadOwnPages(t)}} {
		for _, form := range []read.Format{read.HTML, read.Text} {
			want, said, right, n := 0, 0, 0, 0
			for _, name := range slices.Sorted(maps.Keys(set.pages)) {
				article, got, ok := pageWords(t, form, set.name+" "+name, set.pages[name])
				if !ok {
					continue
				}
				n++
				want, said, right = want+article.size(), said+got.size(), right+article.common(got)
			}
			fmt.Fprintf(&out, "%-12s %-4s %2d pages: %.3f of the article kept, %.3f of what is kept is not the article's  (%d of %d words, %d kept)\n",
				set.name, form, n, float64(right)/float64(want), float64(said-right)/float64(said), right, want, said)
		}
	}
	return out.String()
}

// pageWords are the words of a page's article and those that are kept of it; ok
// is false where the page is not English.
func pageWords(t *testing.T, form read.Format, name string, p webPage) (article, got bag, ok bool) {
	list := strings.Contains(*errs, "furniture")
	source := p.source
	if form == read.Text {
		source = stripHTML(t, source)
	}
	doc, err := segmented(t, form, source)
	if err != nil {
		if list {
			t.Logf("%s %s: %v", form, name, err)
		}
		return nil, nil, false
	}
	var kept []string
	for _, s := range doc.Sections {
		if s.Kind != schema.Boilerplate {
			kept = append(kept, s.Of(doc.Text))
		}
	}
	article, got = bagOf(p.article, p.title), bagOf(append(kept, p.title)...)
	both := article.common(got)
	if list && (both < article.size() || both < got.size()) {
		t.Logf("%s %-40s %5d words: %4d lost, %4d kept wrongly", form, name, article.size(), article.size()-both, got.size()-both)
		for _, s := range doc.Sections {
			words := bagOf(s.Of(doc.Text))
			if in := words.common(article); s.Kind == schema.Boilerplate == (in*2 > words.size()) {
				t.Logf("    %s: %.120q", s.Kind, s.Of(doc.Text))
			}
		}
		for line := range strings.Lines(p.article) {
			if words := bagOf(line); words.common(got)*2 < words.size() {
				t.Logf("    lost: %.120q", line)
			}
		}
	}
	return article, got, true
}

// segmented reads a page or a text and cuts it into sections.
func segmented(t *testing.T, form read.Format, source string) (schema.Document, error) {
	t.Helper()
	for doc, err := range read.Documents(t.Context(), read.Options{Format: form, Stdin: strings.NewReader(source)}, []string{"-"}) {
		if err != nil {
			return doc, err
		}
		return stage.Apply(t.Context(), segment.New(), doc)
	}
	return schema.Document{}, errors.New("nothing was read")
}
