package relations

import (
	"strings"

	"backchannel/schema"
)

// gardenPath mends the commonest garden path of a parser of English: a past tense read
// as a participle ("Poland's premier conferred with officials" like "the premier
// elected in May"), which leaves a sentence of prose without a finite verb. The
// participle becomes the root and the noun its subject.
func (s *sentence) gardenPath() {
	section := s.doc.Sections[s.doc.Sentences[s.index].Section]
	if section.Kind != schema.Body || s.text.actor >= 0 || s.word(s.end-1) != "." {
		return
	}
	root, verb := -1, -1
	for t := s.first; t < s.end; t++ {
		switch h := s.head(t); {
		case h < 0:
			root = t
		case s.tag(t).Dep == "cop" || s.tag(t).XPOS == "VBD" && s.tag(t).Dep == "aux":
			if s.head(t) == root {
				return
			}
		}
	}
	if root < 0 || !s.is(root, "NOUN") && !s.is(root, "PROPN") {
		return
	}
	for t := root + 1; t < s.end; t++ {
		h := s.head(t)
		if h != root && (h < 0 || s.head(h) != root || s.tag(h).Dep != "conj") {
			continue
		}
		if s.tag(t).Dep == "cop" {
			return
		}
		if verb < 0 && s.tag(t).Dep == "acl" && s.tag(t).XPOS == "VBN" && pastTense(s.word(t)) && s.word(t-1) != "," {
			verb = t
		}
	}
	if verb < 0 {
		return
	}
	for t := verb + 1; t < s.end; t++ {
		if strings.EqualFold(s.word(t), "by") && s.tag(t).Dep == "case" && s.head(t) >= 0 && s.head(s.head(t)) == verb {
			return
		}
	}
	for t := s.first; t < s.end; t++ {
		if s.head(t) == root && t != verb && (t > verb || s.tag(t).Dep == "punct") {
			s.link(t, verb, s.tag(t).Dep)
		}
	}
	s.link(verb, -1, "root")
	s.link(root, verb, "nsubj")
	tag := &s.text.tags[verb]
	tag.XPOS, tag.Feats = "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
}

// pastTense reports a participle that is a past tense as well.
func pastTense(word string) bool {
	w := strings.ToLower(word)
	return strings.HasSuffix(w, "ed") || samePast[w]
}

// samePast are the irregular past tenses that are participles too.
var samePast = set("bent", "bet", "bid", "bound", "bought", "bred", "brought", "broadcast", "built", "burnt", "burst", "cast", "caught", "clung", "cost", "cut",
	"dealt", "dug", "fed", "felt", "fought", "forecast", "found", "had", "heard", "held", "hit", "hung", "hurt", "kept", "knelt", "laid", "leant", "learnt", "led",
	"left", "lent", "let", "lit", "lost", "made", "meant", "met", "misread", "misled", "offset", "overheard", "paid", "put", "quit", "read", "rebuilt", "rid", "said", "sat",
	"sent", "set", "shed", "shot", "shut", "slept", "slid", "slung", "sold", "sought", "sped", "spent", "split", "spread", "stood", "struck", "stuck", "strung", "stung",
	"swept", "swung", "taught", "thought", "thrust", "told", "understood", "upheld", "upset", "wed", "wept", "won", "wound", "withheld", "withstood")

// fronted gives a finite verb without a subject the name before it that the parser
// took for an apposition to what stands before the comma: "In Nairobi, President
// Mohamud thanked Kenya".
func (s *sentence) fronted() {
	for _, i := range s.text.in[s.index] {
		m := s.doc.Mentions[i]
		if m.Kind != schema.Named || m.First == s.first {
			continue
		}
		v := m.End
		for s.has(v) && (s.is(v, "AUX") || s.is(v, "ADV") || s.is(v, "PART")) {
			v++
		}
		if !s.has(v) || !s.is(v, "VERB") || s.head(v) >= 0 && !s.depIs(v, "ccomp", "parataxis") || !isAny(s.tag(v).XPOS, "VBD", "VBZ", "VBP", "VBN", "VB", "VBG") {
			continue
		}
		if v == m.End && !isAny(s.tag(v).XPOS, "VBD", "VBZ", "VBP") {
			continue
		}
		node := s.node(m)
		place := s.head(node)
		if place < s.first || place >= m.First || !s.depIs(node, "appos", "nmod", "conj") || !s.depIs(place, "obl", "advmod", "nmod") || !s.below(place, v) || s.subjectOf(v) >= 0 {
			continue
		}
		comma := false
		for t := place + 1; t < m.First; t++ {
			comma = comma || s.word(t) == ","
		}
		if comma {
			s.link(node, v, "nsubj")
		}
	}
}

// subjectOf is the subject that hangs on v, or -1; it needs no list of children.
func (s *sentence) subjectOf(v int) int {
	for t := s.first; t < s.end; t++ {
		if s.head(t) == v && s.depIs(t, "nsubj", "csubj") {
			return t
		}
	}
	return -1
}

// betweens coordinates the two names behind "between" where the second one was hung
// elsewhere: "talks between the Philippine government and the rebels broke down".
func (s *sentence) betweens() {
	for b := s.first; b < s.end; b++ {
		first := s.head(b)
		if !strings.EqualFold(s.word(b), "between") || first <= b || !s.depIs(b, "case") {
			continue
		}
		for and := first + 1; and < s.end && and < first+8 && !s.is(and, "VERB") && !s.is(and, "AUX"); and++ {
			if strings.ToLower(s.word(and)) != "and" {
				continue
			}
			for t := and + 1; t < s.end && t < and+5; t++ {
				m := s.mentionAt(t)
				if m < 0 {
					if s.is(t, "VERB") || s.is(t, "AUX") {
						break
					}
					continue
				}
				second := s.node(s.doc.Mentions[m])
				for h := s.head(second); h > and; h = s.head(second) {
					if s.is(h, "VERB") || s.is(h, "AUX") {
						break
					}
					second = h
				}
				if !s.below(second, first) && s.link(second, first, "conj") && s.has(and) {
					s.link(and, second, "cc")
				}
				break
			}
			break
		}
	}
}

// whereClause mends "a part where Russia and Jordan can work together": the names
// between "where" and the verb are its subject, and what stands before "where" is not.
func (s *sentence) whereClause() {
	for w := s.first + 1; w < s.end; w++ {
		name := s.head(w)
		if !isAny(strings.ToLower(s.word(w)), "where", "when", "whereby") || name < w || s.mentionAt(name) < 0 || !s.depIs(name, "nmod", "conj", "appos", "dep") {
			continue
		}
		noun := s.head(name)
		if noun < 0 || noun > w {
			continue
		}
		if v := s.head(noun); v > name && s.depIs(noun, "nsubj") && s.is(v, "VERB") {
			s.link(name, v, "nsubj")
			s.link(w, v, "advmod")
			s.link(noun, s.head(v), s.tag(v).Dep)
			if s.head(noun) < 0 {
				s.link(v, noun, "acl:relcl")
			} else {
				s.link(noun, v, "dep")
			}
			return
		}
	}
}

// neighbouring mends "sent soldiers to neighbouring Guinea-Bissau", where a parser
// sees somebody neighbour it.
func (s *sentence) neighbouring() {
	for v := s.first; v < s.end; v++ {
		if !isAny(strings.ToLower(s.word(v)), "neighbouring", "neighboring", "surrounding", "adjoining") || !s.is(v, "VERB") {
			continue
		}
		for t := v + 1; t < s.end && t < v+5; t++ {
			if s.head(t) != v || !s.depIs(t, "obj") {
				continue
			}
			head := s.head(v)
			if head < 0 || !s.link(t, head, "obl") {
				break
			}
			for c := s.first; c < s.end; c++ {
				if s.head(c) == v && c < v {
					s.link(c, t, "case")
				} else if s.head(c) == v && c > t {
					s.link(c, head, s.tag(c).Dep)
				}
			}
			s.link(v, t, "amod")
			s.text.tags[v].UPOS = "ADJ"
			break
		}
	}
}
