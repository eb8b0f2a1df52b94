package entities

import (
	"strings"
	"unicode/utf8"

	"backchannel/schema"
)

// form is a short name that the document explains elsewhere.
type form struct {
	typ   schema.EntityType
	score float64
	full  bool // by a person's name of several words
	from  int  // token behind that name
	weak  bool // by nothing but a guess: it decides between readings and makes none
}

// spread takes words that the document elsewhere shows to name a person or an
// organization: "Kerry" in a headline over "John Kerry met …", "Xi" behind "Xi
// Jinping", and "Jordan" for Vernon Jordan where nothing says that it is the country.
func (v *view) spread() {
	forms := v.forms()
	if len(forms) == 0 {
		return
	}
	v.notPlaces(forms)
	for i, s := range v.doc.Sentences {
		if !v.read(i) {
			continue
		}
		for t := s.First; t < s.End; t++ {
			if v.taken[t] || !capitalized(v.words[t]) {
				continue
			}
			f, ok := forms[v.lower(t)]
			if !ok || f.weak || strings.HasPrefix(v.tag(t).XPOS, "VB") && v.style[i] != prose || t == s.First && v.tag(t).UPOS != "PROPN" && v.tag(t).UPOS != "NOUN" {
				continue
			}
			m := schema.Mention{First: t, End: t + 1, Type: f.typ, Kind: schema.Named, Score: f.score * 0.9}
			m.Candidates = readings(v.gaz.Lookup(v.words[t]), f.typ)
			if f.typ == schema.Person {
				m.Title = v.titleBefore(t)
			}
			v.take(t, t+1)
			v.add(m)
		}
	}
}

// forms are the last words of persons' names, the first words of names whose
// family name stands first, and organizations of one word.
func (v *view) forms() map[string]form {
	forms := map[string]form{}
	for _, m := range v.found {
		words := m.End - m.First
		known := m.Score >= 0.6 || m.Type == schema.Person && words > 1 && (len(m.Candidates) > 0 || v.gaz.IsGiven(v.words[m.First]))
		if m.Kind == schema.Named && !known && m.Type == schema.Person && words == 1 {
			if _, have := forms[v.lower(m.First)]; !have {
				forms[v.lower(m.First)] = form{typ: m.Type, score: m.Score, from: m.End, weak: true}
			}
		}
		if m.Kind != schema.Named || !known {
			continue
		}
		switch {
		case m.Type == schema.Person:
			f := form{typ: m.Type, score: max(m.Score, 0.6), full: words > 1, from: m.End}
			first, last := v.words[m.First], v.words[m.End-1]
			if utf8.RuneCountInString(last) > 2 && capitalized(last) {
				if old, have := forms[strings.ToLower(last)]; !have || f.full || old.weak {
					forms[strings.ToLower(last)] = f
				}
			}
			if words > 1 && words < 5 && letters(first) && (!v.gaz.IsSurname(last) || v.gaz.IsSurname(first) && !v.gaz.IsGiven(first)) {
				forms[strings.ToLower(first)] = f
			}
		case m.Type == schema.Organization && words == 1 && utf8.RuneCountInString(v.words[m.First]) > 2:
			forms[v.lower(m.First)] = form{typ: m.Type, score: m.Score}
		}
	}
	return forms
}

// notPlaces makes persons of places that are called like somebody of whom the
// document gave the full name before, unless it goes there.
func (v *view) notPlaces(forms map[string]form) {
	var alike []int
	there := map[string]bool{}
	for i, m := range v.found {
		if m.Kind != schema.Named || m.End-m.First != 1 || m.Type != schema.Country && m.Type != schema.City && m.Type != schema.Place {
			continue
		}
		w := v.lower(m.First)
		f, ok := forms[w]
		if !ok || f.typ != schema.Person || !f.full && len(m.Candidates) > 0 || f.from > m.First {
			continue
		}
		switch v.word(m.First-1, m.First) {
		case "in", "at", "near", "into", "across", "inside", "outside", ",":
			there[w] = true
		case "to", "from", "of":
			there[w] = there[w] || m.Type == schema.Country
		}
		alike = append(alike, i)
	}
	for _, i := range alike {
		m := &v.found[i]
		if w := v.lower(m.First); !there[w] {
			m.Type, m.Candidates = schema.Person, readings(v.gaz.Lookup(v.words[m.First]), schema.Person)
			m.Title = v.titleBefore(m.First)
		}
	}
}
