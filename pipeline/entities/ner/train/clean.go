package train

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"backchannel/pipeline/entities/ner/internal/crf"
)

// conventions brings the corpora to one way of marking names: no titles in
// persons, hyphens apart as in Universal Dependencies, nationality words as Misc,
// "U.S." as a place.
type conventions struct {
	titles   map[string]bool // folded phrases, words joined by blanks
	demonyms map[string]bool
	people   map[string]bool // given and family names, folded
	phrases  map[string]crf.Kind
}

// kinds is what the lists say of a phrase.
func (c *conventions) kinds(words []string) crf.Kind {
	return c.phrases[crf.Fold(strings.Join(words, " "))]
}

// labelled is a sentence on its way from a corpus: words, names, and the words
// of which the corpus does not tell.
type labelled struct {
	words   []string
	names   []crf.Name
	unknown []bool
	gold    bool // only titles are taken out
}

func (c *conventions) sentence(l labelled) Sentence {
	l = splitHyphens(l)
	if l.unknown == nil {
		l.unknown = make([]bool, len(l.words))
	}
	var names []crf.Name
	covered := make([]bool, len(l.words))
	for _, n := range l.names {
		if !l.gold || n.Class == crf.Person {
			n = c.name(l.words, n)
		}
		if n.First >= n.End {
			continue
		}
		names = append(names, n)
		for i := n.First; i < n.End; i++ {
			covered[i] = true
		}
	}
	for i, w := range l.words {
		if covered[i] || l.unknown[i] || !c.demonyms[w] {
			continue
		}
		first := i
		if i > 0 && ofCompounds[l.words[i-1]] && !l.gold { // "South African"
			part := crf.Name{First: i - 1, End: i, Class: crf.Place}
			if k := slices.Index(names, part); k >= 0 {
				names = slices.Delete(names, k, k+1)
				covered[i-1] = false
			}
			if !covered[i-1] {
				first--
			}
		}
		names = append(names, crf.Name{First: first, End: i + 1, Class: crf.Misc})
	}
	s := NewSentence(l.words, names)
	for i, u := range l.unknown {
		if u && s.Allowed[i] == outside {
			s.Allowed[i] = anyLabel
		}
	}
	return s
}

// ofCompounds begin nationalities of two words.
var ofCompounds = map[string]bool{"South": true, "North": true, "East": true, "West": true, "Central": true, "Latin": true, "Saudi": true, "Sri": true, "Costa": true, "Puerto": true, "New": true}

// name cleans one name; an empty one is none.
func (c *conventions) name(words []string, n crf.Name) crf.Name {
	first := n.First
	switch n.Class {
	case crf.Person:
		n.First = c.StripTitle(words, n.First, n.End)
		if n.First < n.End && n.First > first && words[n.First] == "of" {
			n.First = n.End // "Emperor of Mexico"
		}
	case crf.Place, crf.Organization:
		if n.End == n.First+1 {
			switch w := words[n.First]; {
			case c.demonyms[w]:
				n.Class = crf.Misc
			case w == "U.S." || w == "US" || w == "U.S.A." || w == "USA" || w == "U.K." || w == "UK":
				n.Class = crf.Place
			}
		}
	}
	for n.End > n.First && (words[n.End-1] == "'s" || words[n.End-1] == "’s") && n.Class == crf.Place {
		n.End--
	}
	return n
}

// StripTitle returns the first word of a person's name [first, end) that belongs
// to no title; end when nothing but titles is there. A single word that is also a
// family name ("Major") stays.
func (c *conventions) StripTitle(words []string, first, end int) int {
	for first < end {
		n := 0
		for k := 1; k <= 6 && first+k <= end; k++ {
			if c.titles[crf.Fold(strings.Join(words[first:first+k], " "))] {
				n = k
			}
		}
		if n == 0 {
			return first
		}
		if first+n == end && n == 1 && c.people[crf.Fold(words[first])] {
			return first
		}
		first += n
	}
	return first
}

// splitHyphens cuts words at the hyphens between letters or digits, as Universal
// Dependencies does. Parts of a word that was no name, or only in part, are
// unknown when they are capitalized.
func splitHyphens(l labelled) labelled {
	any := false
	for _, w := range l.words {
		any = any || hyphened(w)
	}
	if !any {
		return l
	}
	out := labelled{gold: l.gold}
	at := make([]int, len(l.words)+1)
	inside := make([]bool, len(l.words))
	for _, n := range l.names {
		for i := n.First; i < n.End; i++ {
			inside[i] = true
		}
	}
	for i, w := range l.words {
		at[i] = len(out.words)
		unknown := l.unknown != nil && l.unknown[i]
		if !hyphened(w) {
			out.words = append(out.words, w)
			out.unknown = append(out.unknown, unknown)
			continue
		}
		for j, part := range strings.Split(w, "-") {
			if j > 0 {
				out.words = append(out.words, "-")
				out.unknown = append(out.unknown, unknown)
			}
			out.words = append(out.words, part)
			out.unknown = append(out.unknown, unknown || !inside[i] && capital(part))
		}
	}
	at[len(l.words)] = len(out.words)
	for _, n := range l.names {
		out.names = append(out.names, crf.Name{First: at[n.First], End: at[n.End], Class: n.Class})
	}
	return out
}

func hyphened(w string) bool {
	if !strings.Contains(w, "-") || strings.ContainsAny(w, "@/") {
		return false
	}
	for _, part := range strings.Split(w, "-") {
		r, _ := utf8.DecodeRuneInString(part)
		last, _ := utf8.DecodeLastRuneInString(part)
		if part == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r) || !unicode.IsLetter(last) && !unicode.IsDigit(last) && last != '.' {
			return false
		}
	}
	return true
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
