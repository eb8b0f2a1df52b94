package entities

import (
	"slices"
	"strings"
	"unicode/utf8"

	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// known is what the gazetteer finds at some token.
type known struct {
	first, end int
	cands      []schema.Candidate
}

// listed returns what the gazetteer knows in a sentence, longest first from the
// left.
func (v *view) listed(s schema.Sentence) []known {
	var out []known
	for t := s.First; t < s.End; {
		w := v.words[t]
		if r, _ := utf8.DecodeRuneInString(w); !capitalized(w) && !(r >= '0' && r <= '9') {
			t++
			continue
		}
		n, cands := v.gaz.Longest(v.words[t:s.End])
		if n == 0 || len(cands) == 0 || n == 1 && strings.HasSuffix(w, "$") {
			t++
			continue
		}
		for n > 1 && v.loose(t, n, cands[0]) {
			if n, cands = v.gaz.Longest(v.words[t : t+n-1]); n == 0 {
				break
			}
		}
		if n == 0 {
			t++
			continue
		}
		n = v.beforeComma(t, n, cands)
		if k := v.beforeTitle(t, n); k < n {
			if n, cands = v.gaz.Longest(v.words[t : t+k]); n == 0 {
				t += max(k, 1)
				continue
			}
		}
		out = append(out, known{t, t + n, cands})
		t += n
	}
	return out
}

// loose reports a listed name that in this sentence is a description: "Russian
// forces", "U.S. Embassy".
func (v *view) loose(t, n int, c schema.Candidate) bool {
	if c.Type != schema.Organization && c.Type != schema.Place {
		return false
	}
	return !capitalized(v.words[t+n-1]) && !isDigits(v.words[t+n-1]) && v.style[v.in[t]] == prose || v.service(t, t+n)
}

// beforeComma cuts "Doha, Qatar" before the comma: two names, of which the
// second helps to read the first. "Washington, D.C." stays whole.
func (v *view) beforeComma(t, n int, cands []schema.Candidate) int {
	comma := slices.Index(v.words[t:t+n], ",")
	if comma < 1 {
		return n
	}
	rest := v.words[t+comma+1 : t+n]
	m, wider := v.gaz.Longest(rest)
	if m == len(rest) && (wider[0].Type == schema.Country || wider[0].Type == schema.Place) && wider[0].ID != cands[0].ID {
		return comma
	}
	return n
}

// beforeTitle cuts "U.S. Secretary of State" before the title: lists of pages hold
// offices too.
func (v *view) beforeTitle(t, n int) int {
	for u := t; u < t+n; u++ {
		if k, kind := v.gaz.TitleKind(v.words[u : t+n]); u+k == t+n && k > 0 && kind == gazetteer.OfficeTitle && (u > t || k > 1) {
			return u - t
		}
	}
	return n
}

// fromList takes a name that only the gazetteer knows, where it is sure (rule 4).
func (v *view) fromList(k known) {
	c := k.cands[0]
	style := v.style[v.in[k.first]]
	words := k.end - k.first
	if c.Type == schema.Organization {
		if end := v.overOrgan(k.first, k.end); end > k.end && v.free(k.first, end) {
			v.take(k.first, end)
			v.add(schema.Mention{First: k.first, End: end, Type: c.Type, Kind: schema.Named, Score: 0.7})
			return
		}
	}
	m := schema.Mention{First: k.first, End: k.end, Type: c.Type, Kind: schema.Named, Score: 0.8}
	xpos := v.tag(k.first).XPOS
	name := xpos == "NNP" || xpos == "NNPS"
	switch {
	case style == place && c.Type != schema.Country && c.Type != schema.City && c.Type != schema.Place:
		return
	case c.Role == "demonym":
		if !v.people(c) {
			return
		}
		if words == 1 && strings.HasPrefix(xpos, "VB") || style == capitals && utf8.RuneCountInString(v.words[k.first]) < 4 {
			return
		}
		m.Kind = schema.Demonym
	case c.Type == schema.Country:
		if words == 1 && (isUpper(v.words[k.first]) && style != capitals || name || style != prose || k.first > v.first(k.first)) {
			break
		}
		if words == 1 && strings.HasPrefix(xpos, "VB") {
			return
		}
	case words > 1:
		if !v.capitalWords(k.first, k.end) || c.Type == schema.Person && style != prose && words < 2 {
			return
		}
		if c.Type == schema.City && style != prose && c.Prior < 0.5 {
			return
		}
	case c.Role == "acronym":
		if style == capitals || !v.acronym(k.first) {
			return
		}
	case c.Type == schema.City || c.Type == schema.Organization || c.Type == schema.Place:
		if v.gaz.IsGiven(v.words[k.first]) && c.Prior < 0.9 {
			return
		}
		if c.Type == schema.Organization && c.Prior > 0.9 && style != capitals && v.acronym(k.first) {
			break // "G20"
		}
		if !name && !(c.Type == schema.Organization && c.Prior > 0.9 && strings.HasPrefix(xpos, "JJ")) || c.Role == gazetteer.Media || c.Prior < 0.5 || utf8.RuneCountInString(v.words[k.first]) < 4 || v.beside(k.first, k.end) {
			return
		}
	default:
		return
	}
	if v.word(k.end, k.first) == "$" && v.joined(k.end) { // "US$ 5"
		return
	}
	if v.warName(k) || c.Type == schema.Organization && v.inTitle(k.first, k.end) {
		return
	}
	m.Candidates = readings(k.cands, c.Type)
	if c.Type == schema.Country || c.Type == schema.City || c.Type == schema.Place {
		m.Candidates = locations(k.cands)
	}
	if c.Type == schema.Person {
		m.Title = v.titleBefore(k.first)
	}
	v.take(k.first, k.end)
	v.add(m)
	if m.Type == schema.Organization {
		v.nested(k.first, k.end)
	}
}

// acronym reports a word of capitals that is no word shouted: "EU", not "NOW".
func (v *view) acronym(t int) bool {
	w := v.words[t]
	return isUpper(w) && utf8.RuneCountInString(w) > 1 && !v.ordinary(w)
}

// warName reports a nationality in the name of a war: "Korean War", "Russo-
// Ukrainian War".
func (v *view) warName(k known) bool {
	if v.word(k.end, k.first) != "war" {
		return false
	}
	return capitalized(v.words[k.end]) || v.word(k.first-1, k.first) == "-" && strings.HasSuffix(v.word(k.first-2, k.first), "o")
}

// beside reports capitalized words right beside a span: a longer name of which
// only a part is known.
func (v *view) beside(first, end int) bool {
	near := func(t int) bool {
		return t >= v.first(first) && t < v.end(first) && capitalized(v.words[t]) && strings.HasPrefix(v.tag(t).XPOS, "NNP") && !v.taken[t]
	}
	return near(first-1) || near(end)
}

func (v *view) capitalWords(first, end int) bool {
	n := 0
	for t := first; t < end; t++ {
		if capitalized(v.words[t]) {
			n++
		}
	}
	return n > 1
}
