package entities

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// view is one document at work: its words, and the mentions found so far.
type view struct {
	doc      *schema.Document
	gaz      *gazetteer.Index
	words    []string // of each token
	low      []string // the same in small letters
	in       []int    // sentence of each token
	style    []style  // of each sentence
	taken    []bool   // tokens that stand in a name
	found    []schema.Mention
	ordinary func(word string) bool // whether running text writes the word small
}

// style says what a capital is worth in a sentence.
type style uint8

const (
	prose     style = iota // capitals begin names
	titleCase              // "Kerry, Lavrov Will Meet"
	capitals               // "KERRY, LAVROV TO MEET"
	place                  // a dateline: only places
)

func newView(doc *schema.Document, gaz *gazetteer.Index) *view {
	v := &view{
		doc: doc, gaz: gaz,
		words: make([]string, len(doc.Tokens)), low: make([]string, len(doc.Tokens)), in: make([]int, len(doc.Tokens)),
		style: make([]style, len(doc.Sentences)), taken: make([]bool, len(doc.Tokens)),
	}
	for i, t := range doc.Tokens {
		v.words[i] = t.Of(doc.Text)
		v.low[i] = strings.ToLower(v.words[i])
	}
	for i, s := range doc.Sentences {
		for t := s.First; t < s.End; t++ {
			v.in[t] = i
		}
		v.style[i] = styleOf(v.words[s.First:s.End])
		if doc.Sections[s.Section].Kind == schema.Dateline {
			v.style[i] = place
		}
	}
	return v
}

// styleOf looks at words that prose would write small: those of four letters or
// more, the first one left out.
func styleOf(words []string) style {
	upper, capital, small := 0, 0, 0
	for i, w := range words {
		switch {
		case utf8.RuneCountInString(w) < 4 || !letters(w):
		case isUpper(w):
			upper++
		case capitalized(w):
			if i > 0 {
				capital++
			}
		default:
			small++
		}
	}
	switch {
	case small == 0 && upper > 1 && upper > capital:
		return capitals
	case capital > 2 && small*4 < capital && !closed(words[len(words)-1]):
		return titleCase
	}
	return prose
}

// closed reports a mark that ends a sentence of prose; headlines have none.
func closed(w string) bool { return w == "." || w == "!" || w == "?" }

// read reports whether the sentence is looked at for more than places.
func (v *view) read(sentence int) bool {
	return v.style[sentence] != place && v.section(sentence).Read()
}

func (v *view) section(sentence int) schema.Section {
	return v.doc.Sections[v.doc.Sentences[sentence].Section]
}

func (v *view) tag(t int) schema.Tag { return v.doc.Tags[t] }
func (v *view) lower(t int) string   { return v.low[t] }

// first and end are the bounds of the sentence that a token stands in.
func (v *view) first(t int) int { return v.doc.Sentences[v.in[t]].First }
func (v *view) end(t int) int   { return v.doc.Sentences[v.in[t]].End }

// word is the word at t in small letters, or "" outside the sentence of at.
func (v *view) word(t, at int) string {
	if t < v.first(at) || t >= v.end(at) {
		return ""
	}
	return v.lower(t)
}

// joined reports that no white space stands between token t and the one before.
func (v *view) joined(t int) bool {
	return t > 0 && v.doc.Tokens[t-1].End == v.doc.Tokens[t].Start
}

// add puts a mention over tokens [first, end) on the list.
func (v *view) add(m schema.Mention) {
	m.Span = schema.Span{Start: v.doc.Tokens[m.First].Start, End: v.doc.Tokens[m.End-1].End}
	m.Sentence = v.in[m.First]
	m.Head = v.head(m.First, m.End)
	v.found = append(v.found, m)
}

// head is the token of a span whose governor stands outside of it; when several
// do, the last one before a preposition.
func (v *view) head(first, end int) int {
	head := -1
	for t := first; t < end; t++ {
		if h := v.tag(t).Head; (h < first || h >= end) && v.tag(t).UPOS != "PUNCT" {
			if head >= 0 && v.tag(t).UPOS != "PROPN" && v.tag(t).UPOS != "NOUN" {
				continue
			}
			head = t
		}
	}
	if head < 0 {
		return end - 1
	}
	return head
}

// take marks tokens as standing in a name.
func (v *view) take(first, end int) {
	for t := first; t < end; t++ {
		v.taken[t] = true
	}
}

func (v *view) free(first, end int) bool {
	for t := first; t < end; t++ {
		if v.taken[t] {
			return false
		}
	}
	return true
}

// finish sorts the mentions: by first token, the longer before those nested in it.
func (v *view) finish() []schema.Mention {
	slices.SortStableFunc(v.found, func(a, b schema.Mention) int {
		if a.First != b.First {
			return a.First - b.First
		}
		return b.End - a.End
	})
	return slices.CompactFunc(v.found, func(a, b schema.Mention) bool { return a.First == b.First && a.End == b.End })
}

func capitalized(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// isUpper reports letters, none of them small.
func isUpper(w string) bool {
	seen := false
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		seen = seen || unicode.IsUpper(r)
	}
	return seen
}

func letters(w string) bool {
	return strings.IndexFunc(w, unicode.IsLetter) >= 0
}

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
