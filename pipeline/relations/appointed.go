package relations

import "backchannel/schema"

// appointing verbs take a person and the office as two complements, and parsers take
// the two for one noun: "France appointed Michel Barnier prime minister".
var appointing = set("appoint", "elect", "reelect", "re-elect", "name", "nominate", "designate", "choose", "make", "declare", "crown", "proclaim", "pick", "select", "install")

// appointees parts the person from the office: the person becomes the object, the
// office the predicate.
func (s *sentence) appointees() {
	for _, i := range s.text.in[s.index] {
		m := s.doc.Mentions[i]
		if m.Type != schema.Person || m.Kind != schema.Named || !s.has(m.End) || s.word(m.End) == "," {
			continue
		}
		office := s.head(m.Head)
		if office < m.End || !s.is(office, "NOUN") || !s.depIs(m.Head, "compound", "nmod") || !s.depIs(office, "obj") {
			continue
		}
		if v := s.head(office); v >= 0 && v < m.First && appointing[s.lemma(v)] && s.link(m.Head, v, "obj") {
			s.link(office, v, "xcomp")
		}
	}
}

// actingOffices makes "acting" a modifier of the office behind it: "became acting
// president" is no gerund with an object.
func (s *sentence) actingOffices() {
	for t := s.first; t+1 < s.end; t++ {
		if s.tag(t).XPOS != "VBG" || s.lemma(t) != "act" {
			continue
		}
		office := -1
		for o := t + 1; o < s.end && o < t+4; o++ {
			if s.head(o) == t && s.is(o, "NOUN") && s.depIs(o, "obj") {
				office = o
			}
		}
		if office < 0 {
			continue
		}
		above, dep := s.head(t), s.tag(t).Dep
		for c := s.first; c < s.end; c++ {
			if s.head(c) == t {
				s.link(c, office, s.tag(c).Dep)
			}
			if s.head(c) == office && c > office && s.depIs(c, "obl") {
				s.link(c, office, "nmod")
			}
		}
		s.link(office, above, dep)
		s.link(t, office, "amod")
		s.text.tags[t].UPOS = "ADJ"
	}
}
