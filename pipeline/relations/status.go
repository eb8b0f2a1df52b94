package relations

import (
	"strings"

	"backchannel/schema"
)

// modality gathers what the words above and around a trigger say of it.
type modality struct{ planned, possible, negated bool }

// status: a negated event did not happen, unless it is only possibly so; what
// may happen is possible even where it is planned.
func (m modality) status() schema.Status {
	switch {
	case m.possible:
		return schema.Possible
	case m.negated:
		return schema.Negated
	case m.planned:
		return schema.Planned
	}
	return schema.Actual
}

func (m *modality) flip() { m.negated = !m.negated }

// status reads whether the event that a trigger names happened, climbing from the
// trigger to the root of the sentence: each predicate on the way speaks for its
// own tense, modality and polarity, and for what it does to its complement.
func (s *sentence) status(trigger int) schema.Status {
	var m modality
	t := trigger
	if !s.verb(t) {
		s.nounModality(t, &m)
	}
	for range depth {
		if s.verb(t) || s.child(t, "cop") >= 0 || s.child(t, "nsubj") >= 0 {
			s.ownModality(t, &m)
		}
		h := s.head(t)
		if h < 0 {
			if s.verb(t) && s.infinitive(t) && s.finite(t) < 0 {
				m.planned = true // a headline: "Kerry to meet Lavrov"
			}
			break
		}
		if !s.governed(t, h, &m) {
			break
		}
		t = h
	}
	return m.status()
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

// ownModality reads the auxiliaries, adverbs and determiners of a predicate.
func (s *sentence) ownModality(v int, m *modality) {
	perfect, inverted := false, false
	for _, c := range s.children(v) {
		w := strings.ToLower(s.word(c))
		switch {
		case s.depIs(c, "aux", "cop"):
			switch {
			case future[w]:
				m.planned = true
			case maybe[w]:
				m.possible = true
			case hypothetic[w] && !s.reportedPast(v):
				m.possible = true
			case hypothetic[w]:
				m.planned = true
			case w == "had":
				perfect = true
				n := s.child(v, "nsubj", "nsubj:pass")
				inverted = n >= 0 && c < n && s.word(s.end-1) != "?" // "Had Iran signed", whichever clause the parser makes the main one
			}
		case s.depIs(c, "advmod", "det", "cc") && negative[w]:
			m.flip()
		case s.depIs(c, "advmod") && uncertain[w]:
			m.possible = true
		case s.depIs(c, "nsubj", "nsubj:pass") && s.hasChild(c, []string{"no", "neither"}, "det", "advmod", "cc:preconj", "cc"):
			m.flip()
		case s.depIs(c, "nsubj") && isAny(w, "nobody", "none", "neither"):
			m.flip()
		}
	}
	if perfect && inverted {
		m.negated, m.possible = true, false // "Had Iran signed the treaty, …"
	}
}

// reportedPast says that "would" is only "will" in past speech: "said it would".
func (s *sentence) reportedPast(v int) bool {
	h := s.head(v)
	return h >= 0 && s.depIs(v, "ccomp", "parataxis") && (saying[s.lemma(h)] || planning[s.lemma(h)])
}

// nounModality reads the modifiers of a noun: "planned talks", "no agreement".
func (s *sentence) nounModality(n int, m *modality) {
	for _, c := range s.children(n) {
		if c > n {
			continue
		}
		w := strings.ToLower(s.word(c))
		switch {
		case s.depIs(c, "det", "advmod") && negative[w]:
			m.flip()
		case s.depIs(c, "amod", "compound", "advmod") && toCome[w]:
			m.planned = true
		case s.depIs(c, "amod", "compound", "advmod") && unsure[w]:
			m.possible = true
		case s.depIs(c, "amod", "compound", "advmod") && fallThrough[w]:
			m.negated = true
		}
	}
}

// governed adds what the governor h does to t, and reports whether what stands
// above h still speaks of t.
func (s *sentence) governed(t, h int, m *modality) bool {
	lemma := s.lemma(h)
	switch s.dep(t) {
	case "xcomp", "ccomp", "acl", "csubj":
		if s.tag(t).Dep == "acl:relcl" {
			return false // a fact about the noun, whatever happens to the noun
		}
		s.complement(t, h, lemma, m)
		return true
	case "advcl":
		switch {
		case s.hasChild(t, conditional, "mark"):
			m.possible = true
			return false
		case s.hasChild(t, []string{"without"}, "mark", "case"):
			m.flip()
			return false
		case s.hasChild(t, []string{"before"}, "mark"):
			return true
		case s.infinitive(t):
			if movement[lemma] {
				m.planned = true
			} else {
				m.possible = true
			}
			return true
		}
		// a participle shares the modality of its clause only when that is still to come
		var above modality
		s.ownModality(h, &above)
		m.planned = m.planned || above.planned
		return false
	case "conj":
		// "will meet and sign" shares an auxiliary, "met but did not sign" does not
		if s.finite(t) < 0 && s.verb(t) && s.child(t, "nsubj") < 0 {
			var above modality
			s.ownModality(h, &above)
			m.planned = m.planned || above.planned
			m.possible = m.possible || above.possible
			if s.negatedWith(t, h) {
				m.negated = m.negated || above.negated
			}
			if s.infinitive(h) && !s.verb(h) {
				return true
			}
			return s.depIs(h, "xcomp", "ccomp", "advcl", "acl")
		}
		return !s.verb(t)
	case "obj", "nsubj", "obl", "nmod":
		if s.verb(t) {
			return false
		}
		return s.nounGoverned(t, h, lemma, m)
	case "appos", "compound", "parataxis", "dep", "nummod", "amod":
		return s.dep(t) == "parataxis" && false
	}
	return false
}

// movement are verbs whose infinitive of purpose is a plan.
var movement = set("travel", "visit", "go", "come", "arrive", "fly", "head", "return", "tour", "gather", "convene", "assemble", "depart", "leave", "send", "dispatch", "deploy", "journey", "invite")

// complement reads what a predicate does to its infinitive or that-clause.
func (s *sentence) complement(t, h int, lemma string, m *modality) {
	switch {
	case failing[lemma]:
		m.flip()
	case lemma == "be" || lemma == "have" || lemma == "go":
		if s.infinitive(t) {
			m.planned = true // "is to meet", "going to meet"
		}
	case hoping[lemma] && !(lemma == "warn" && s.depIs(t, "ccomp")):
		m.possible = true
	case planning[lemma] && (s.infinitive(t) || s.hasWill(t)):
		m.planned = true
	case s.depIs(t, "acl") && s.infinitive(t):
		m.possible = true
	}
}

func (s *sentence) hasWill(v int) bool {
	for _, c := range s.children(v) {
		if w := strings.ToLower(s.word(c)); s.depIs(c, "aux") && (future[w] || hypothetic[w]) {
			return true
		}
	}
	return false
}

// negatedWith reports that the negation of h reaches its conjunct t: "did not
// meet or sign".
func (s *sentence) negatedWith(t, h int) bool {
	return s.hasChild(t, []string{"or", "nor"}, "cc")
}

// nounGoverned reads what a verb does to the event that its object or subject
// names: "cancelled talks", "called for talks", "proposed a meeting".
func (s *sentence) nounGoverned(t, h int, lemma string, m *modality) bool {
	if !s.verb(h) {
		switch s.dep(t) {
		case "nmod":
			if s.hasCase(t, "of") || s.hasCase(t, "for") || s.hasCase(t, "to") {
				switch {
				case failing[lemma]:
					m.flip()
				case hoping[lemma] || lemma == "call":
					m.possible = true
				}
				return s.hasCase(t, "of")
			}
		case "nsubj":
			return s.child(h, "cop") >= 0 || true
		}
		return false
	}
	switch s.dep(t) {
	case "obj", "nsubj":
		if s.dep(t) == "nsubj" && s.tag(t).Dep == "nsubj" {
			switch lemma {
			case "fail", "collapse", "break":
				return false
			}
			return true
		}
		switch {
		case lemma == "fail" || lemma == "cancel" || lemma == "avoid" || lemma == "scrap" || lemma == "refuse" || lemma == "decline" || lemma == "reject" || lemma == "postpone" || lemma == "rule" || lemma == "oppose":
			m.flip()
		case lemma == "plan" || lemma == "schedule" || lemma == "arrange" || lemma == "expect" || lemma == "prepare" || lemma == "await" || lemma == "set":
			m.planned = true
		case lemma == "seek" || lemma == "propose" || lemma == "offer" || lemma == "request" || lemma == "urge" || lemma == "demand" || lemma == "consider" || lemma == "want" || lemma == "discuss" || lemma == "need" || lemma == "suggest" || lemma == "hope" || lemma == "negotiate" || lemma == "finalize" || lemma == "seal":
			m.possible = true
		}
		return true
	case "obl":
		switch {
		case s.hasCase(t, "for") && hoping[lemma]:
			m.possible = true
		case s.hasCase(t, "to") && (lemma == "agree" || lemma == "invite" || lemma == "commit"):
			m.planned = true
		case s.hasCase(t, "for") && movement[lemma]:
			m.planned = true
		case s.hasCase(t, "before") || s.hasCase(t, "ahead"):
			m.planned = true
			return false
		case s.hasCase(t, "after") || s.hasCase(t, "following") || s.hasCase(t, "since"):
			return false
		case s.hasCase(t, "without"):
			m.flip()
			return false
		}
		return true
	}
	return false
}
