package relations

import "strings"

// subordinators begin a clause and are prepositions as well.
var subordinators = set("before", "after", "since", "until", "till")

// subordinate mends another garden path: the subject of a clause behind "before" or
// "after" taken for the preposition's noun ("It is unlikely that they will agree
// before Peters and Jones are expected to meet"), which leaves its verb with a whole
// finite clause for a subject. That cannot be: the noun is the subject, and the verb
// hangs on the clause that it was read into.
func (s *sentence) subordinate() {
	for m := s.first; m < s.end; m++ {
		noun := s.head(m)
		if noun < m || s.tag(m).Dep != "case" || !subordinators[strings.ToLower(s.word(m))] {
			continue
		}
		verb := s.pastAuxiliaries(s.behind(noun))
		above := noun
		for above >= 0 && (above == noun || !s.is(above, "VERB") && !s.is(above, "AUX")) {
			above = s.head(above)
		}
		if verb < 0 || above < 0 {
			continue
		}
		clause := above
		for clause >= 0 && s.head(clause) != verb {
			clause = s.head(clause)
		}
		if clause < 0 || !s.depIs(clause, "nsubj", "csubj") || !strings.Contains(s.tag(clause).Feats, "VerbForm=Fin") {
			continue
		}
		dep, top, topDep := "nsubj", s.head(verb), s.tag(verb).Dep
		if strings.HasSuffix(s.tag(clause).Dep, ":pass") {
			dep = "nsubj:pass"
		}
		s.link(clause, top, topDep)
		s.link(noun, verb, dep)
		s.link(m, verb, "mark")
		s.link(verb, above, "advcl")
	}
}

// behind is the token behind all that hangs on t.
func (s *sentence) behind(t int) int {
	last := t
	for i := t + 1; i < s.end; i++ {
		if s.below(i, t) {
			last = i
		}
	}
	return last + 1
}

// pastAuxiliaries is the verb whose auxiliaries begin at t, and -1 where none do.
func (s *sentence) pastAuxiliaries(t int) int {
	first := t
	for s.has(t) && (s.is(t, "AUX") || s.is(t, "ADV") && t > first) {
		t++
	}
	if t == first || !s.has(t) || !s.is(t, "VERB") || s.head(first) != t {
		return -1
	}
	return t
}
