package relations

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// governed is what the governor h makes of the degree of its dependent t, and
// whether what stands above h still speaks of t.
func (s *sentence) governed(t, h int, d degree) (degree, bool) {
	switch s.dep(t) {
	case "xcomp", "ccomp", "csubj":
		return s.complement(t, h, d)
	case "acl":
		return s.adnominal(t, h, d)
	case "advcl":
		return s.adverbial(t, h, d)
	case "conj":
		return s.conjunct(t, h, d)
	case "parataxis":
		if saying[s.lemma(h)] && h > t {
			return s.complement(t, h, d) // "…, officials said": the quote is the complement
		}
		return d, false
	case "obj", "nsubj", "obl", "nmod", "iobj":
		if s.verb(t) {
			return s.nounLike(t, h, d)
		}
		if s.depIs(t, "nmod") || !s.predicate(h) && !s.verb(h) {
			return s.ofNoun(t, h, d)
		}
		return s.argument(t, h, d)
	}
	return d, false
}

// complement is what a predicate makes of its infinitive, gerund or that-clause.
func (s *sentence) complement(t, h int, d degree) (degree, bool) {
	lemma, infinitive := s.lemma(h), s.infinitive(t)
	if infinitive && (movement[lemma] || meeting[lemma]) && s.verb(h) {
		return s.purpose(t, h, d)
	}
	content := !infinitive && s.tag(t).XPOS != "VBG" // a clause of its own
	if content && s.hasChild(t, []string{"whether", "if"}, "mark") {
		return d.maybe(), false
	}
	switch {
	case content && s.is(h, "NOUN"):
		return s.reported(h, d)
	case lemma == "deny":
		return s.beneath(h, d.off(lemma))
	case content && saying[lemma]:
		if s.negated(h) || s.ownDegree(h, t, actual) == negated {
			return d.maybe(), false // "did not confirm that …"
		}
		return d, false
	case failing[lemma]:
		return d.off(lemma), true
	case ending[lemma]:
		if infinitive {
			return d, true // "stopped to meet"
		}
		return d, false // "stopped fighting": it was
	case lemma == "be" || lemma == "have" || lemma == "go":
		switch {
		case lemma == "have" && s.hasChild(h, []string{"yet"}, "advmod"):
			return d.not(), true // "has yet to sign"
		case !infinitive:
			return d, true
		case lemma == "be" && s.hasChild(t, []string{"have"}, "aux"):
			return d.not(), true // "was to have signed"
		case lemma == "have":
			return d, true // "had to withdraw"
		}
		return d.at(planned), true // "is to meet", "going to meet"
	case lemma == "yet" || lemma == "short" || lemma == "far":
		return d.not(), true
	case plans[lemma]:
		if content && !s.willBe(t) && lemma != "expect" {
			return d, false // "agreed that it had attacked"
		}
		if s.missed(h) {
			return d.at(tried), true // "had been expected to travel"
		}
		return d.at(planned), true
	case trying[lemma]:
		return d.at(tried), true
	case hoping[lemma]:
		return d.maybe(), true
	case content:
		return d, s.tag(h).UPOS == "ADJ"
	}
	return d, true
}

// reported is what becomes of the content of a noun of saying: "denied reports that …".
func (s *sentence) reported(n int, d degree) (degree, bool) {
	if v := s.head(n); v >= 0 && s.depIs(n, "obj", "nsubj:pass") && refusing[s.lemma(v)] && !s.negated(v) {
		return d.off(s.lemma(v)), false
	}
	return d, false
}

// beneath goes on climbing from a verb of denial, whose own negation counts but
// whose governor does not.
func (s *sentence) beneath(h int, d degree) (degree, bool) {
	if s.negated(h) {
		d = d.not()
	}
	return d, false
}

func (s *sentence) negated(v int) bool {
	return s.hasChild(v, []string{"not", "n't", "never"}, "advmod", "dep")
}

// missed reports a plan of the past perfect: "had been expected", "had hoped".
func (s *sentence) missed(v int) bool {
	for _, c := range s.children(v) {
		if s.depIs(c, "aux") && strings.EqualFold(s.word(c), "had") {
			return true
		}
	}
	return false
}

// willBe reports a clause in the future.
func (s *sentence) willBe(v int) bool {
	for _, c := range s.children(v) {
		if w := strings.ToLower(s.word(c)); s.depIs(c, "aux", "cop") && (future[w] || hypothetic[w]) {
			return true
		}
	}
	return false
}

// adnominal is what a noun makes of the verb that modifies it: "a plan to attack",
// "the refusal to sign". Participles and relative clauses are facts about the noun.
func (s *sentence) adnominal(t, h int, d degree) (degree, bool) {
	if s.tag(t).Dep == "acl:relcl" || !s.infinitive(t) && s.tag(t).XPOS == "VBN" {
		return d, false
	}
	lemma := s.lemma(h)
	switch {
	case s.head(h) < 0 && !s.predicate(h) && s.mentionAt(h) >= 0 && s.infinitive(t):
		return d.at(planned), false // a headline: "Kerry to meet Lavrov"
	case s.infinitive(t) && stance[s.lemma(t)] && !plans[lemma] && !trying[lemma] && !hoping[lemma] && !failing[lemma]:
		return d, true
	case failing[lemma]:
		d = d.off(lemma)
	case plans[lemma] || lemma == "agreement" || lemma == "deal" || lemma == "accord" || lemma == "pact" || lemma == "treaty":
		d = d.at(planned)
	case trying[lemma]:
		d = d.at(tried)
	case hoping[lemma]:
		d = d.maybe()
	case !s.infinitive(t):
		return s.reported(h, d)
	default:
		d = d.at(tried) // "the treaty to ban tests"
	}
	return s.nounDegree(h, d), true
}

// adverbial is what a clause makes of the one that it modifies by a condition, a
// purpose, a denial.
func (s *sentence) adverbial(t, h int, d degree) (degree, bool) {
	marks := s.marks(t)
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(marks, w) })
	}
	switch {
	case has("without", "instead", "rather"):
		return d.not(), false
	case s.lemma(h) == "short" || s.lemma(h) == "far" && has("from"):
		return d.not(), false
	case s.infinitive(t) && (s.lemma(h) == "have" || s.lemma(h) == "be") && s.hasChild(h, []string{"yet"}, "advmod"):
		return d.not(), true // "has yet to sign"
	case s.infinitive(t) && (plans[s.lemma(h)] || trying[s.lemma(h)] || hoping[s.lemma(h)] || failing[s.lemma(h)]) && !movement[s.lemma(h)]:
		return s.complement(t, h, d)
	case has("from") && (failing[s.lemma(h)] || ending[s.lemma(h)]):
		return d.not(), true // "stopped Iran from signing"
	case has("if") && s.missed(t) && s.wouldHave(h):
		return d.not(), false // "if Russia had signed, it would have …"
	case has("if", "unless", "provided", "whether", "lest") || has("case") || s.invertedCondition(t):
		if d >= negated && s.invertedCondition(t) {
			return d, false
		}
		return d.maybe(), false
	case has("until", "once", "when", "till", "before", "after") && s.present(t) && s.willBe(h) && d != planned:
		return d.maybe(), false // "will sign when they meet", but "before they are expected to meet"
	case len(marks) > 0 && !s.infinitive(t):
		return d, false
	case s.infinitive(t):
		return s.purpose(t, h, d)
	}
	// a participle shares the tense of its clause: "will fly home, stopping in Oslo"
	if stance[s.lemma(t)] {
		return d, false
	}
	if above := s.ownDegree(h, -1, actual); above == planned {
		d = d.at(planned)
	}
	return d, false
}

// purpose reads an infinitive of purpose. Words are deeds of the same moment, "flew
// to Cairo to ask for help"; other deeds are still to come, soon for one who travels.
func (s *sentence) purpose(t, h int, d degree) (degree, bool) {
	switch main := s.ownDegree(h, -1, actual); {
	case stance[s.lemma(t)]:
		return d, true
	case main != actual:
		return d.at(tried), true
	case movement[s.lemma(h)]:
		return d.at(planned), true
	}
	return d.at(tried), true
}

// marks are the words that join a clause to another, in small letters.
func (s *sentence) marks(t int) []string {
	var out []string
	for _, c := range s.children(t) {
		if s.depIs(c, "mark", "case") && c < t {
			out = append(out, strings.ToLower(s.word(c)))
			for _, k := range s.children(c) {
				if s.depIs(k, "fixed") {
					out = append(out, strings.ToLower(s.word(k)))
				}
			}
		} else if s.depIs(c, "advmod") && s.depIs(t, "advcl") && strings.EqualFold(s.word(c), "when") {
			out = append(out, "when")
		}
	}
	return out
}

// present reports a clause in the present tense.
func (s *sentence) present(v int) bool {
	if f := s.child(v, "aux", "aux:pass", "cop"); f >= 0 {
		return isAny(s.tag(f).XPOS, "VBZ", "VBP")
	}
	return isAny(s.tag(v).XPOS, "VBZ", "VBP")
}

// conjunct is what the first of two joined words gives to the second: "will meet
// and sign" shares an auxiliary, "met but did not sign" does not.
func (s *sentence) conjunct(t, h int, d degree) (degree, bool) {
	if !s.verb(t) {
		return d, !s.predicate(t)
	}
	if s.finite(t) >= 0 || s.child(t, "nsubj", "nsubj:pass") >= 0 && !s.infinitive(h) {
		return s.besideClause(t, h, d)
	}
	same := s.tag(t).XPOS == s.tag(h).XPOS || s.infinitive(h) && s.tag(t).XPOS == "VB"
	if !same {
		return s.besideClause(t, h, d)
	}
	if f := s.finite(h); f >= 0 || s.negated(h) {
		above := s.ownDegree(h, -1, actual)
		switch {
		case above == negated && (s.hasChild(t, []string{"or", "nor"}, "cc") || s.tag(t).XPOS == "VB" && !s.hasChild(t, []string{"but"}, "cc")):
			d = d.not()
		case above == negated && s.willBe(h):
			d = d.at(planned)
		case above != negated:
			d = d.at(above)
		}
	}
	return s.besideClause(t, h, d)
}

// besideClause goes on from the governor of the clause with which t is joined,
// whose own tense does not reach t.
func (s *sentence) besideClause(t, h int, d degree) (degree, bool) {
	for range depth {
		g := s.head(h)
		if g < 0 {
			return d, false
		}
		if !s.depIs(h, "conj") {
			if s.depIs(h, "xcomp", "ccomp", "advcl", "acl", "csubj") {
				more := false
				if d, more = s.governed(h, g, d); more && s.predicate(g) {
					d = s.ownDegree(g, h, d)
					return s.besideClause(g, g, d)
				}
			}
			return d, false
		}
		h = g
	}
	return d, false
}

// nounLike is a clause that stands where a noun could: "refrained from signing".
func (s *sentence) nounLike(t, h int, d degree) (degree, bool) {
	if s.depIs(t, "nsubj") {
		return d, false
	}
	switch marks := s.marks(t); {
	case slices.Contains(marks, "without") || slices.Contains(marks, "instead"):
		return d.not(), false
	case s.lemma(h) == "short" || s.lemma(h) == "far":
		return d.not(), false
	case slices.Contains(marks, "from") && (failing[s.lemma(h)] || ending[s.lemma(h)]), failing[s.lemma(h)]:
		return d.off(s.lemma(h)), true
	}
	if s.verb(h) {
		return s.complement(t, h, d)
	}
	return s.adnominal(t, h, d)
}

// ofNoun is what a noun makes of the event that it governs: "hopes for a deal", "the
// cancellation of talks", "a series of meetings".
func (s *sentence) ofNoun(t, h int, d degree) (degree, bool) {
	lemma := s.lemma(h)
	to := s.hasCase(t, "of") || s.hasCase(t, "for") || s.hasCase(t, "to")
	switch {
	case s.depIs(t, "compound", "appos"):
		return d, false
	case s.depIs(t, "nsubj"): // of a predicate that is no verb: "a deal is unlikely"
		return s.argument(t, h, d)
	case s.hasCase(t, "of") && (failing[lemma] || cancelling[lemma]):
		return s.nounDegree(h, d.not()), true
	case to && (trying[lemma] || lemma == "call" || lemma == "push"):
		return s.nounDegree(h, d.at(tried)), true
	case to && hoping[lemma]:
		return s.nounDegree(h, d.maybe()), true
	case to && plans[lemma]:
		return s.nounDegree(h, d.at(planned)), true
	case s.hasCase(t, "of"):
		return s.nounDegree(h, d), true
	case s.topic(t, h):
		return d.at(tried), false
	}
	return d, false
}

// topic reports an event that is only talked about and need not come: "talks on a
// withdrawal". A war that is talked about is there.
func (s *sentence) topic(t, h int) bool {
	if !pending[s.lemma(t)] || !(talking[s.lemma(h)] || seeking[s.lemma(h)]) {
		return false
	}
	return slices.ContainsFunc(s.cases(t), func(p string) bool { return isAny(p, "on", "about", "over", "regarding", "concerning", "regard", "to") })
}

// leftmost is the first preposition of a noun, or the noun.
func (s *sentence) leftmost(t int) int {
	if c := s.child(t, "case"); c >= 0 && c < t {
		return c
	}
	return t
}

// argument is what a verb makes of the event that its object or subject names.
// Most take it for granted; some bring it about, plan it, seek it or call it off.
func (s *sentence) argument(t, h int, d degree) (degree, bool) {
	lemma := s.lemma(h)
	switch {
	case s.depIs(t, "obl"):
		return s.oblique(t, h, d)
	case s.tag(t).Dep == "nsubj":
		switch {
		case occurring[lemma] || s.child(h, "cop") >= 0 || !s.verb(h):
			switch {
			case failing[lemma] || lemma == "off":
				return d.not(), true
			case hoping[lemma]:
				return d.maybe(), true
			case lemma == "due" || lemma == "set":
				return d.at(planned), true
			}
			return d, true
		case s.hasChild(t, []string{"a", "an", "any"}, "det"):
			return d, true // "an agreement would lead to peace"
		}
		return d, false
	}
	switch {
	case cancelling[lemma] || failing[lemma]:
		return d.off(lemma), true
	case putOff[lemma]:
		return d.at(planned), true
	case ending[lemma]:
		if trying[s.lemma(t)] || plans[s.lemma(t)] {
			return negated, false // "suspended efforts to reach a settlement"
		}
		return d, false
	case preparing[lemma], lemma == "announce" && upcoming[s.lemma(t)]:
		return d.at(planned), true
	case seeking[lemma]:
		return d.at(tried), true
	case light[lemma] || bringing[lemma]:
		return d, true
	}
	return d, trying[s.lemma(t)] || plans[s.lemma(t)]
}

// oblique is what a verb makes of the event that a preposition brings.
func (s *sentence) oblique(t, h int, d degree) (degree, bool) {
	lemma := s.lemma(h)
	switch cases := s.cases(t); {
	case slices.Contains(cases, "without"), slices.Contains(cases, "instead"):
		return d.not(), false
	case lemma == "short" || lemma == "far":
		return d.not(), false
	case slices.Contains(cases, "from") && failing[lemma]:
		return d.not(), true
	case slices.Contains(cases, "for") && (hoping[lemma] || seeking[lemma] || trying[lemma] || lemma == "call"):
		return d.at(tried), true
	case slices.Contains(cases, "for") && movement[lemma], slices.Contains(cases, "for") && plans[lemma]:
		return d.at(planned), true
	case slices.Contains(cases, "to") && (lemma == "agree" || lemma == "invite" || lemma == "commit"):
		return d.at(planned), true
	case slices.Contains(cases, "to") && isAny(lemma, "lead", "amount", "contribute"), slices.Contains(cases, "in") && lemma == "result":
		return d, true
	case s.topic(t, h):
		return d.at(tried), false
	case slices.Contains(cases, "ahead"), s.has(s.leftmost(t)-1) && strings.EqualFold(s.word(s.leftmost(t)-1), "ahead"):
		return d.at(planned), false
	case slices.Contains(cases, "before"):
		return d, false
	case slices.Contains(cases, "in") || slices.Contains(cases, "at") || slices.Contains(cases, "on") || slices.Contains(cases, "during") || slices.Contains(cases, "into"):
		// what somebody will do at talks makes the talks to come as well
		if above := s.ownDegree(h, -1, actual); above == planned && s.finite(h) >= 0 || s.infinitive(h) && s.depIs(h, "xcomp") && s.status(h) == schema.Planned {
			d = d.at(planned)
		}
		return d, false
	}
	return d, false
}
