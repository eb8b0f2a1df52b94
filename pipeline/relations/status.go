package relations

import (
	"strings"

	"backchannel/schema"
	"backchannel/schema/dates"
)

// degree is how far an event is from having happened, as the words read so far say.
type degree uint8

const (
	actual   degree = iota
	planned         // will come
	tried           // is sought or allowed: what is not even tried does not come
	possible        // may come
	negated         // did not, or will not
	refused         // ruled out or denied, which is said: what is not even ruled out may come
)

func (d degree) status() schema.Status {
	return [...]schema.Status{schema.Actual, schema.Planned, schema.Possible, schema.Possible, schema.Negated, schema.Negated}[d]
}

// not is what a negation makes of it: nobody knows what "may not" come.
func (d degree) not() degree {
	switch d {
	case negated:
		return actual
	case possible, refused:
		return possible
	}
	return negated
}

// off is what a word like "fail" or "refuse" makes of it.
func (d degree) off(lemma string) degree {
	if refusing[lemma] && d < negated {
		return refused
	}
	return d.not()
}

// at raises it to a later degree; what did not happen stays so.
func (d degree) at(least degree) degree {
	if d >= negated {
		if least < possible {
			return d
		}
		return least
	}
	return max(d, least)
}

// maybe is what a hope or a doubt makes of it, for better or worse.
func (d degree) maybe() degree { return possible }

// status reads whether the event that a trigger names happened, climbing from the
// trigger to the root of the sentence: each word on the way speaks for its own
// tense, modality and polarity, and for what it does to its complement. The climb
// ends where a word takes the event for granted: "stopped fighting", "after the
// talks", "the deal that Iran signed".
func (s *sentence) status(trigger int) schema.Status {
	var d degree
	t := trigger
	if !s.verb(t) {
		d = s.nounDegree(t, d)
	}
	from := -1
	for range depth {
		if s.predicate(t) {
			d = s.ownDegree(t, from, d)
		}
		h := s.head(t)
		if h < 0 {
			if s.verb(t) && s.infinitive(t) && s.finite(t) < 0 && d == actual {
				d = planned // a headline: "Kerry to meet Lavrov"
			}
			if s.asked(t) {
				d = d.maybe()
			}
			break
		}
		more := false
		if d, more = s.governed(t, h, d); !more {
			break
		}
		from, t = t, h
	}
	return d.status()
}

// predicate reports a word that has a subject or a tense of its own.
func (s *sentence) predicate(t int) bool {
	return s.verb(t) || s.child(t, "cop") >= 0 || s.child(t, "nsubj") >= 0
}

// finite is the auxiliary of v that carries tense, or -1.
func (s *sentence) finite(v int) int {
	for _, c := range s.children(v) {
		if s.depIs(c, "aux") && s.lemma(c) != "to" {
			return c
		}
	}
	return -1
}

// asked reports a question that leaves open whether: "Will Russia sign?", not "Why
// did Russia sign?".
func (s *sentence) asked(root int) bool {
	if s.word(s.end-1) != "?" {
		return false
	}
	for t := s.first; t < s.end; t++ {
		if isAny(strings.ToLower(s.word(t)), "why", "who", "when", "where", "how", "what", "which", "whom") && s.below(t, root) {
			return false
		}
	}
	return true
}

// ownDegree reads the auxiliaries, adverbs and determiners of a predicate, those of
// the dependent through which the climb came left out.
func (s *sentence) ownDegree(v, from int, d degree) degree {
	not, will, would, may, can, have, inverted, due := false, false, false, false, false, false, false, false
	subject := s.child(v, "nsubj", "nsubj:pass")
	for _, c := range s.children(v) {
		w := strings.ToLower(s.word(c))
		switch {
		case c == from:
		case s.depIs(c, "aux", "cop"):
			switch {
			case future[w]:
				will = true
			case hypothetic[w]:
				would = true
			case able[w]:
				can = true
			case maybe[w]:
				may = true
			case s.lemma(c) == "be" && s.tag(c).Dep == "aux" && s.infinitive(v):
				due = true // "were to meet"
			case s.lemma(c) == "have":
				have = true
				inverted = w == "had" && subject >= 0 && c < subject && s.word(s.end-1) != "?"
			}
		case s.depIs(c, "advmod", "det", "cc", "dep", "discourse") && negative[w]:
			not = !not
		case s.depIs(c, "advmod") && w == "longer" && s.has(c-1) && strings.EqualFold(s.word(c-1), "no"):
			not = true
		case s.depIs(c, "advmod") && uncertain[w]:
			may = true
		case s.depIs(c, "nsubj", "nsubj:pass") && s.hasChild(c, []string{"no", "neither"}, "det", "advmod", "cc:preconj", "cc"):
			not = !not
		case s.depIs(c, "nsubj", "nsubj:pass") && isAny(w, "nobody", "none", "neither", "nothing"):
			not = !not
		}
	}
	if inverted { // "Had Iran signed the treaty, …", whichever clause the parser makes the main one
		return negated
	}
	if not {
		d = d.not()
	}
	conditional := s.conditioned(v)
	switch {
	case due && have:
		return d.not() // "was to have met"
	case due:
		return d.at(planned)
	case would && have && !s.reportedPast(v):
		if conditional {
			return d.not() // "would have ended, had Iran signed"
		}
		return d.maybe()
	case would && s.reportedPast(v), will:
		if going[s.lemma(v)] && !conditional {
			return d // "will remain": it is so already
		}
		d = d.at(planned)
		if conditional && d < negated {
			d = possible
		}
		return d
	case would && s.narrated() && (subject < 0 || !s.hasChild(subject, []string{"a", "an", "any"}, "det")):
		return d.at(planned) // "Carter invited them. The meeting would bring them together."
	case would:
		return d.maybe()
	case may:
		return d.maybe()
	case can && !not:
		return d.at(possible)
	}
	return d
}

// narrated reports a sentence behind one of the same section that is told in the past.
func (s *sentence) narrated() bool {
	if s.index == 0 || s.doc.Sentences[s.index-1].Section != s.doc.Sentences[s.index].Section {
		return false
	}
	before := s.doc.Sentences[s.index-1]
	for t := before.First; t < before.End; t++ {
		if tag := s.doc.Tags[t]; tag.Head < before.First || tag.Head >= before.End {
			return tag.XPOS == "VBD" || tag.XPOS == "VBN"
		}
	}
	return false
}

// wouldHave reports what only might have been.
func (s *sentence) wouldHave(v int) bool {
	return s.hasChild(v, []string{"would", "could", "might", "'d"}, "aux") && s.hasChild(v, []string{"have"}, "aux")
}

// conditioned reports a clause whose event hangs on an "if".
func (s *sentence) conditioned(v int) bool {
	for _, c := range s.children(v) {
		if s.depIs(c, "advcl") && (s.hasChild(c, conditional, "mark") || s.invertedCondition(c)) {
			return true
		}
	}
	if h := s.head(v); h >= 0 && s.depIs(v, "conj") && s.verb(h) {
		return s.conditioned(h)
	}
	if c := s.child(v, "nsubj", "csubj"); c >= 0 && s.verb(c) { // a clause in front that the parser took for a subject
		return s.conditioned(c)
	}
	return false
}

// invertedCondition reports "had Iran signed", "should talks fail", "were Russia to
// withdraw".
func (s *sentence) invertedCondition(v int) bool {
	subject := s.child(v, "nsubj", "nsubj:pass")
	for _, c := range s.children(v) {
		if subject >= 0 && c < subject && s.depIs(c, "aux", "aux:pass", "cop") && isAny(strings.ToLower(s.word(c)), "had", "should", "were") && s.child(v, "mark") < 0 {
			return true
		}
	}
	return false
}

// reportedPast says that "would" is only "will" in past speech: "said it would".
func (s *sentence) reportedPast(v int) bool {
	for {
		h := s.head(v)
		if h < 0 {
			return false
		}
		if s.depIs(v, "ccomp", "parataxis") && (saying[s.lemma(h)] || plans[s.lemma(h)]) || s.depIs(v, "acl") && s.is(h, "NOUN") {
			return true
		}
		if s.depIs(v, "parataxis") || !s.depIs(v, "conj") {
			// "Kerry would travel to Moscow, officials said."
			for _, c := range s.children(v) {
				if s.depIs(c, "parataxis", "ccomp") && saying[s.lemma(c)] {
					return true
				}
			}
			return false
		}
		v = h
	}
}

// nounDegree reads the modifiers of a noun: "planned talks", "no agreement", "a
// visit scheduled for May".
func (s *sentence) nounDegree(n int, d degree) degree {
	for _, c := range s.children(n) {
		w, lemma := strings.ToLower(s.word(c)), s.lemma(c)
		before := c < n && s.depIs(c, "amod", "compound", "advmod")
		behind := c > n && s.depIs(c, "acl") && s.tag(c).Dep != "acl:relcl" && s.tag(c).XPOS == "VBN"
		switch {
		case c < n && s.depIs(c, "det", "advmod") && negative[w]:
			d = d.not()
		case before && (toCome[w] || toCome[lemma]):
			d = d.at(planned)
		case before && (unsure[w] || unsure[lemma]):
			d = d.at(tried)
		case before && (fallThrough[w] || fallThrough[lemma]):
			d = d.not()
		case behind && (lemma == "plan" || lemma == "schedule" || lemma == "expect" || lemma == "set" || lemma == "slate"):
			d = d.at(planned)
		case behind && (lemma == "propose" || lemma == "seek" || lemma == "suggest"):
			d = d.at(tried)
		case behind && cancelling[lemma]:
			d = negated
		case putOff[lemma] && (before || behind):
			d = d.at(planned)
		}
	}
	return d
}

// presently reports a verb in the present tense that a date modifies: "Kerry meets
// Lavrov on Friday".
func (s *sentence) presently(v int, found []dates.Found) bool {
	if !s.verb(v) || !s.present(v) {
		return false
	}
	for _, f := range found {
		for t := s.first + f.First; t < s.first+f.End; t++ {
			if s.head(t) == v {
				return true
			}
		}
	}
	return false
}
