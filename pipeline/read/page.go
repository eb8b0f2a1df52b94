package read

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"backchannel/schema"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page takes the article out of a web page. The text begins with the headline;
// blank lines stand between the paragraphs, and a line break within one stays a
// line break. Where the extractor finds no article, as in a page of one sentence,
// the whole body is taken: segment knows furniture.
func page(doc schema.Document, text string) (schema.Document, error) {
	doc, _, err := extract(doc, text)
	return doc, err
}

// mostNodes is how many elements and texts a page may have. Pages of newspapers have
// some thousands; what the extractor does grows with their square.
const mostNodes = 100_000

// errNoText is a page without words.
var errNoText = errors.New("its body holds no text")

// extract is page, and says how many words of prose stand in a row in it.
func extract(doc schema.Document, text string) (_ schema.Document, prose int, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the extractor failed: %v", p)
		}
	}()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return doc, 0, fmt.Errorf("broken HTML: %w", err)
	}
	nodes := 0
	for range root.Descendants() {
		if nodes++; nodes > mostNodes {
			return doc, 0, fmt.Errorf("it has more than %d elements", mostNodes)
		}
	}
	tidy(root)
	bodyNode := find(root, atom.Body)
	body := render(bodyNode)
	if !strings.ContainsFunc(body, unicode.IsLetter) {
		return doc, 0, errNoText
	}
	prose = longestProse(bodyNode)
	result, err := trafilatura.ExtractDocument(root, trafilatura.Options{
		EnableFallback:  true,
		ExcludeComments: true,
		Focus:           trafilatura.Balanced,
		HtmlDateMode:    trafilatura.Fast,
	})
	article := ""
	if err == nil && result != nil {
		article = render(result.ContentNode)
		doc.Source = source(doc.Source, result.Metadata)
	}
	// From a page of a few words the extractor may take them twice.
	if !strings.ContainsFunc(article, unicode.IsLetter) || len(article) > len(body) {
		article = body
	} else {
		article = fill(bodyNode, article, doc.Source.Title)
	}
	if title := strings.TrimSpace(doc.Source.Title); title != "" && !strings.Contains(fold(firstLines(article, 3)), fold(title)) {
		article = title + "\n\n" + article
	}
	if doc.Source.Language == "" {
		doc.Source.Language = attribute(find(root, atom.Html), "lang")
	}
	doc.Text = article
	return doc, prose, nil
}

// source takes over what the page says of itself.
func source(s schema.Source, m trafilatura.Metadata) schema.Source {
	s.Title, s.Author, s.Language = m.Title, m.Author, m.Language
	s.Publisher = m.Sitename
	if s.Publisher == "" {
		s.Publisher = m.Hostname
	}
	if !m.Date.IsZero() {
		s.Published = schema.DayOf(m.Date)
	}
	// The address of a whole site is not that of the page.
	if u, err := url.Parse(m.URL); err == nil && u.IsAbs() && strings.Trim(u.Path, "/") != "" {
		s.URI = m.URL
	}
	return s
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func firstLines(s string, n int) string {
	end := 0
	for range n {
		i := strings.IndexByte(s[end:], '\n')
		if i < 0 {
			return s
		}
		end += i + 1
		for end < len(s) && s[end] == '\n' {
			end++
		}
	}
	return s[:end]
}

func find(n *html.Node, a atom.Atom) *html.Node {
	if n == nil || n.DataAtom == a {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if f := find(c, a); f != nil {
			return f
		}
	}
	return nil
}

func attribute(n *html.Node, key string) string {
	if n != nil {
		for _, a := range n.Attr {
			if a.Key == key {
				return a.Val
			}
		}
	}
	return ""
}

// render writes the text of a tree: blocks are parted by blank lines, the items
// of a list and the rows of a table by line breaks.
func render(n *html.Node) string {
	var w writer
	if n != nil {
		w.node(n)
	}
	return strings.TrimSpace(w.b.String())
}

// writer puts white space between pieces of text only when more text follows.
type writer struct {
	b       strings.Builder
	pending string // "", " ", "\n" or "\n\n"
}

func (w *writer) space(s string) {
	if len(s) > len(w.pending) || s == "\n" && w.pending == " " {
		w.pending = s
	}
}

func (w *writer) text(s string) {
	if s == "" {
		return
	}
	if w.b.Len() > 0 {
		w.b.WriteString(w.pending)
	}
	w.pending = ""
	w.b.WriteString(s)
}

func (w *writer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.words(n.Data)
		return
	case html.CommentNode, html.DoctypeNode:
		return
	}
	// Nodes that the extractor made have a name only.
	kind := n.DataAtom
	if kind == 0 {
		kind = atom.Lookup([]byte(n.Data))
	}
	edge := ""
	switch kind {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Button, atom.Select, atom.Head, atom.Textarea:
		return
	case atom.Br:
		w.newline()
		return
	case atom.Pre:
		w.space("\n\n")
		w.text(strings.TrimSpace(plain(n)))
		w.space("\n\n")
		return
	case atom.P, atom.Div, atom.Article, atom.Section, atom.Header, atom.Footer, atom.Main, atom.Aside, atom.Nav, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Blockquote, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Figure, atom.Figcaption, atom.Form, atom.Hr, atom.Address, atom.Body, atom.Details, atom.Summary, atom.Caption:
		edge = "\n\n"
	case atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Option:
		edge = "\n"
	case atom.Td, atom.Th:
		edge = " "
	}
	if edge != "" {
		w.space(edge)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
	if edge != "" {
		w.space(edge)
	}
}

// words writes text with its white space brought down to single spaces.
func (w *writer) words(s string) {
	for s != "" {
		n := strings.IndexFunc(s, func(r rune) bool { return isBlank(r) || r == lineBreak })
		switch {
		case n < 0:
			w.text(s)
			return
		case n > 0:
			w.text(s[:n])
			s = s[n:]
		case isBlank(rune(s[0])):
			w.space(" ")
			s = s[1:]
		default:
			w.newline()
			s = s[len(string(lineBreak)):]
		}
	}
}

// newline is a line break; two of them part paragraphs.
func (w *writer) newline() {
	if w.pending == "\n" {
		w.space("\n\n")
	} else {
		w.space("\n")
	}
}

func isBlank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

// plain is the text of a tree as it stands.
func plain(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(plain(c))
	}
	return b.String()
}
