package read

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tidy makes the tree of a page easier to read for the extractor: what the page
// hides is taken out, markup within a sentence gives way to its words (the
// extractor loses the space beside it), and text that stands bare in a block,
// parted by line breaks as pages of the nineties did, becomes paragraphs.
func tidy(n *html.Node) {
	var next *html.Node
	for c := n.FirstChild; c != nil; c = next {
		next = c.NextSibling
		if c.Type == html.ElementNode && hidden(c) {
			n.RemoveChild(c)
			continue
		}
		tidy(c)
		if c.Type == html.ElementNode && markup[c.DataAtom] && !holdsBlock(c) {
			unwrap(c)
		}
	}
	mergeText(n)
	switch n.DataAtom {
	case atom.Body, atom.Div, atom.Article, atom.Section, atom.Main, atom.Td, atom.Blockquote, atom.Center:
		paragraphs(n)
	}
	if !markup[n.DataAtom] {
		breaks(n)
	}
}

// lineBreak stands for a single <br>, which the extractor would leave out
// together with the space that it makes. It is Unicode's symbol for a newline,
// and not the newline itself because it has to pass for a word.
const lineBreak = '␤'

func breaks(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isBreak(c) {
			text := &html.Node{Type: html.TextNode, Data: " " + string(lineBreak) + " "}
			n.InsertBefore(text, c)
			n.RemoveChild(c)
			c = text
		}
	}
	mergeText(n)
}

// markup are the elements whose words alone matter.
var markup = map[atom.Atom]bool{
	atom.Abbr: true, atom.B: true, atom.Big: true, atom.Cite: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Ins: true, atom.Mark: true,
	atom.S: true, atom.Small: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Tt: true, atom.U: true, atom.Var: true,
}

// unwrap puts what an element holds in its place.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	n.Parent.RemoveChild(n)
}

func mergeText(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.TextNode || c.NextSibling == nil || c.NextSibling.Type != html.TextNode {
			continue
		}
		var b strings.Builder // one text may be in very many pieces
		b.WriteString(c.Data)
		for next := c.NextSibling; next != nil && next.Type == html.TextNode; next = c.NextSibling {
			b.WriteString(next.Data)
			n.RemoveChild(next)
		}
		c.Data = b.String()
	}
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "style":
			style := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// phrasing are the elements that stand within a paragraph.
var phrasing = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true, atom.Code: true, atom.Del: true, atom.Dfn: true, atom.Em: true,
	atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true, atom.Mark: true, atom.Q: true, atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true,
	atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true, atom.Br: true,
}

func isPhrase(n *html.Node) bool {
	return n.Type == html.TextNode || n.Type == html.ElementNode && phrasing[n.DataAtom] && !holdsBlock(n)
}

func holdsBlock(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (!phrasing[c.DataAtom] || holdsBlock(c)) {
			return true
		}
	}
	return false
}

// cellWords tells the cells that lay a page out from those of a table.
const cellWords = 40

// paragraphs wraps the bare text of a block in paragraphs; two line breaks end
// one. A block whose only content is a short phrase is left as it is: a button,
// a label.
func paragraphs(n *html.Node) {
	least := 8
	if n.DataAtom == atom.Td {
		least = cellWords
	}
	var run []*html.Node
	flush := func(before *html.Node) {
		for len(run) > 0 && isBreak(run[len(run)-1]) {
			n.RemoveChild(run[len(run)-1])
			run = run[:len(run)-1]
		}
		words := 0
		for _, c := range run {
			words += len(strings.FieldsFunc(plain(c), unicode.IsSpace))
		}
		if words >= least || words > 0 && len(run) > 1 && before != nil && least < cellWords {
			p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
			for _, c := range run {
				n.RemoveChild(c)
				p.AppendChild(c)
			}
			breaks(p)
			n.InsertBefore(p, before)
		}
		run = nil
	}
	var next *html.Node
	for c := n.FirstChild; c != nil; c = next {
		next = c.NextSibling
		switch {
		case !isPhrase(c):
			flush(c)
		case len(run) > 0 && isBreak(c) && endsInBreak(run):
			flush(c)
			run = append(run, c)
		case len(run) == 0 && c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		default:
			run = append(run, c)
		}
		if len(run) == 1 && isBreak(run[0]) {
			n.RemoveChild(run[0])
			run = nil
		}
	}
	flush(nil)
}

func isBreak(n *html.Node) bool { return n.Type == html.ElementNode && n.DataAtom == atom.Br }

// endsInBreak looks past white space for a line break at the end of the run.
func endsInBreak(run []*html.Node) bool {
	for i := len(run) - 1; i >= 0; i-- {
		if isBreak(run[i]) {
			return true
		}
		if run[i].Type != html.TextNode || strings.TrimSpace(run[i].Data) != "" {
			return false
		}
	}
	return false
}
