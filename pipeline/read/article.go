package read

import (
	"cmp"
	"strings"
	"unicode"

	"backchannel/schema"

	"github.com/RadhiFadlillah/whatlanggo"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// leastProse is how many words stand in a row in an article, at least.
const leastProse = 60

// longestProse is the number of words of the longest stretch of sentences in a
// page that no headline with a link interrupts. In an article that is the article;
// in a list of articles each teaser ends at the next headline.
func longestProse(n *html.Node) int {
	longest, here := 0, 0
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.ElementNode && silent[n.DataAtom]:
			return
		case n.Type == html.ElementNode && heading[n.DataAtom]:
			if find(n, atom.A) != nil || n.Parent != nil && n.Parent.DataAtom == atom.A {
				here = 0
			}
			return
		case n.Type == html.ElementNode && (n.DataAtom == atom.P || n.DataAtom == atom.Pre):
			here += sentenceWords(n)
			longest = max(longest, here)
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return longest
}

var (
	heading = map[atom.Atom]bool{atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true}
	silent  = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true, atom.Nav: true, atom.Footer: true, atom.Form: true}
)

// sentenceWords counts the words of a paragraph that ends like a sentence, those
// of its links left out when they are all that it has.
func sentenceWords(p *html.Node) int {
	text := strings.TrimSpace(plain(p))
	if text == "" || !strings.ContainsAny(text[max(0, len(text)-8):], ".!?:;") {
		return 0
	}
	words := len(strings.FieldsFunc(text, unicode.IsSpace))
	linked := 0
	for a := range p.Descendants() {
		if a.Type == html.ElementNode && a.DataAtom == atom.A {
			linked += len(strings.Fields(plain(a)))
		}
	}
	if linked*2 > words {
		return 0
	}
	return words
}

// fewWords is too little to tell a language by.
const fewWords = 20

// foreign names the language of a document that is not in English, "" where it is
// or may be: the text says it, and where that is short or leaves a doubt, the page.
func foreign(doc schema.Document) string {
	info := whatlanggo.Detect(doc.Text)
	declared, _, _ := strings.Cut(strings.ToLower(doc.Source.Language), "-")
	declared, _, _ = strings.Cut(declared, "_")
	switch {
	case info.Lang == whatlanggo.Eng || info.Lang < 0 && declared == "":
		return ""
	case info.IsReliable() && len(strings.Fields(doc.Text)) >= fewWords:
		return cmp.Or(info.Lang.Iso6391(), info.Lang.String())
	case declared == "en" || declared == "":
		return ""
	}
	return declared
}
