package relations

import (
	"strings"
)

// enRoute takes "en route" off the name in front of it: "met with Nehru en route to
// Bangkok".
func (s *sentence) enRoute() {
	for t := s.first + 1; t+1 < s.end; t++ {
		if !strings.EqualFold(s.word(t), "en") || !strings.EqualFold(s.word(t+1), "route") {
			continue
		}
		route := t + 1
		head, dep := s.head(route), s.tag(route).Dep
		for c := s.first; c < t; c++ {
			if s.head(c) != route && s.head(c) != t || s.mentionAt(c) < 0 && !s.is(c, "VERB") {
				continue
			}
			if s.is(c, "VERB") && head < 0 {
				dep = "root"
			}
			s.link(t, route, "compound")
			s.link(c, head, dep)
			if head >= 0 {
				s.link(route, head, "advmod")
			} else {
				s.link(route, c, "advmod")
			}
			for k := s.first; k < t; k++ {
				if k != c && s.head(k) == route {
					s.link(k, c, s.tag(k).Dep)
				}
			}
			break
		}
	}
}

// openRecord mends the clauses of an official record, which begin with a verb
// whose subject is left out: "Attended Economic Summit", "State visit; met with …".
func (s *sentence) openRecord() {
	start := s.first
	for t := s.first; t < s.end; t++ {
		if s.word(t) == ";" {
			s.openClause(start, t)
			start = t + 1
		}
	}
	s.openClause(start, s.end)
}

// openClause makes the verb at the beginning of a clause its root.
func (s *sentence) openClause(start, end int) {
	in := run{start, end}
	for t := start; t < end; t++ {
		if h := s.head(t); h >= 0 && !in.has(h) && !s.depIs(t, "punct", "cc", "case", "mark") {
			s.link(t, -1, "root")
		}
	}
	v := start
	for v < end && (s.is(v, "ADV") || s.is(v, "CCONJ") || s.is(v, "PUNCT")) {
		v++
	}
	s.nounRoot(in)
	if v >= end || !s.pastForm(v) {
		return
	}
	h := s.head(v)
	if h < 0 || !in.has(h) {
		s.text.tags[v].UPOS, s.text.tags[v].XPOS = "VERB", "VBD"
		if v+1 < end && strings.EqualFold(s.word(v+1), "by") {
			s.text.tags[v].XPOS = "VBN" // "Received by Queen Elizabeth II."
		}
		for c := v + 1; c < end; c++ {
			if s.head(c) == v && s.depIs(c, "flat", "compound", "nmod", "appos", "xcomp") && !s.hasBelow(c, "case") && !s.verb(c) {
				s.link(c, v, "obj") // "Briefed King Hussein", read as a name
			}
		}
		return
	}
	if !s.depIs(v, "amod", "acl", "compound", "nmod", "flat", "nsubj", "advcl", "csubj", "dep") {
		return
	}
	// the verb takes the noun's place and governs it
	head := s.head(h)
	if head >= 0 && s.verb(h) {
		return
	}
	dep := "obj"
	if s.hasBelow(h, "case") {
		dep = "obl"
	}
	s.link(v, head, s.tag(h).Dep)
	s.text.tags[v].UPOS, s.text.tags[v].XPOS = "VERB", "VBD"
	s.link(h, v, dep)
}

// nounRoot takes the root of a clause for the noun that it can be where it is no
// past: "State Visit."
func (s *sentence) nounRoot(in run) {
	for t := in.first; t < in.end; t++ {
		if s.head(t) >= 0 || !s.is(t, "VERB") || !isAny(s.tag(t).XPOS, "VB", "VBP") || len(s.text.index.nouns[s.lemma(t)]) == 0 {
			continue
		}
		s.text.tags[t].UPOS, s.text.tags[t].XPOS = "NOUN", "NN"
		for c := in.first; c < t; c++ {
			if s.head(c) == t && s.depIs(c, "nsubj", "obj", "advmod") {
				s.link(c, t, "compound")
			}
		}
	}
}

// pastForm reports a word that can be a verb in the past, "Attended", "Met", and
// sees to its lemma, which a capital often hides: "Briefed", "Conferred".
func (s *sentence) pastForm(t int) bool {
	verb := isAny(s.tag(t).XPOS, "VBD", "VBN") && s.is(t, "VERB")
	if lemma, ok := s.text.verb(s.word(t)); ok && s.mentionAt(t) < 0 && strings.HasSuffix(s.word(t), "ed") {
		s.text.lemmas[t] = lemma
		return true
	}
	return verb
}
