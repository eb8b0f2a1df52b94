package entities

import (
	"strings"
	"unicode/utf8"

	"backchannel/schema"
)

// spread takes words that the document elsewhere shows to name a person or an
// organization: "Kerry" in a headline over "John Kerry met …".
func (v *view) spread() {
	type form struct {
		typ   schema.EntityType
		score float64
	}
	forms := map[string]form{}
	for _, m := range v.found {
		if m.Kind != schema.Named || m.Score < 0.6 {
			continue
		}
		switch {
		case m.Type == schema.Person:
			if w := v.words[m.End-1]; utf8.RuneCountInString(w) > 2 && capitalized(w) {
				forms[strings.ToLower(w)] = form{m.Type, m.Score}
			}
		case m.Type == schema.Organization && m.End-m.First == 1 && utf8.RuneCountInString(v.words[m.First]) > 2:
			forms[v.lower(m.First)] = form{m.Type, m.Score}
		}
	}
	for i, s := range v.doc.Sentences {
		if !v.read(i) {
			continue
		}
		for t := s.First; t < s.End; t++ {
			if v.taken[t] || !capitalized(v.words[t]) {
				continue
			}
			f, ok := forms[v.lower(t)]
			if !ok || strings.HasPrefix(v.tag(t).XPOS, "VB") && v.style[i] != prose || t == s.First && v.tag(t).UPOS != "PROPN" && v.tag(t).UPOS != "NOUN" {
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
