package relations

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// Tokens of what an official record leaves out: who acts ("Met with President X.")
// and where ("State visit.").
const (
	record = -2
	here   = -3
)

// depth bounds how far a subject is sought through control and coordination.
const depth = 8

// passive reports a verb whose surface subject is its logical object.
func (s *sentence) passive(v int) bool {
	if s.child(v, "nsubj:pass", "aux:pass", "csubj:pass") >= 0 {
		return true
	}
	if s.tag(v).XPOS != "VBN" || s.perfect(v) {
		return false
	}
	switch s.dep(v) {
	case "acl", "amod", "advcl":
		return s.tag(v).Dep != "acl:relcl" || s.child(v, "nsubj") < 0
	case "conj":
		h := s.head(v)
		return s.child(v, "nsubj") < 0 && s.verb(h) && s.passive(h)
	}
	return s.agent(v) >= 0 && s.child(v, "obj") < 0
}

// perfect reports a form of "have" before a participle.
func (s *sentence) perfect(v int) bool { return s.hasChild(v, []string{"have"}, "aux") }

// agent is the by-phrase of a passive, or the name in "UN-backed"; -1 if none.
func (s *sentence) agent(v int) int {
	for _, c := range s.children(v) {
		if s.depIs(c, "obl", "nmod") && s.hasCase(c, "by") {
			return c
		}
	}
	if s.depIs(v, "amod") || s.depIs(v, "acl") {
		for _, c := range s.children(v) {
			if c < v && v-c <= 2 && s.hyphenated(c, v) && s.bare(c) {
				return c
			}
		}
		// "Russian - backed": parsers often hang the name on the noun beside the participle
		if c := v - 2; s.has(c) && s.hyphenated(c, v) {
			return c
		}
	}
	return -1
}

func (s *sentence) hyphenated(a, b int) bool {
	return b-a == 2 && s.word(a+1) == "-" || b-a == 1 && strings.HasSuffix(s.word(a), "-")
}

// surface returns the surface subject of a predicate: its own, or the one that
// it shares or is controlled by. passive tells whether the subject is the
// logical object. -1 if there is none to be found.
func (s *sentence) surface(v, limit int) (subject int, passive bool) {
	if limit == 0 {
		return -1, false
	}
	passive = s.passive(v)
	if c := s.child(v, "nsubj", "nsubj:pass"); c >= 0 {
		if s.tag(v).Dep == "acl:relcl" && s.relative(c) {
			c = s.head(v)
		} else if a := s.antecedent(c); a >= 0 {
			c = a
		}
		if !passive && utterance[s.lemma(c)] && s.mentionKind(c) != schema.Named {
			if a := s.author(c, limit); a >= 0 {
				return a, false // "Iran's statement condemned", "an order that imposes"
			}
		}
		return c, passive
	}
	h := s.head(v)
	if h < 0 {
		if s.text.actor >= 0 && s.finiteOrBare(v) {
			return record, passive
		}
		return -1, passive
	}
	if s.verb(h) && s.hasChild(v, []string{"of", "for", "from"}, "mark", "case") && s.depIs(v, "advcl", "acl", "xcomp", "ccomp", "obl") {
		if o := s.objects(h); len(o) > 0 && !s.infinitive(v) {
			return o[0], passive // "accused Rwanda of supporting M23"
		}
	}
	switch s.dep(v) {
	case "xcomp":
		if o := s.child(h, "obj", "iobj"); o >= 0 && s.verb(h) && !subjectControl[s.lemma(h)] && !(s.infinitive(v) && movement[s.lemma(h)]) {
			return o, passive
		}
		if o := s.calledOn(v, h); o >= 0 {
			return o, passive
		}
		subject, _ = s.surface(h, limit-1)
	case "ccomp":
		subject, _ = s.surface(h, limit-1)
	case "advcl", "parataxis":
		if o := s.child(h, "obj", "iobj"); o >= 0 && o < v && objectControl[s.lemma(h)] && s.infinitive(v) && !s.passive(h) {
			return o, passive // "inviting Trump to visit London", where parsers see a purpose
		}
		if o := s.calledOn(v, h); o >= 0 {
			return o, passive
		}
		if s.verb(h) || s.depIs(h, "xcomp") || s.child(h, "cop") >= 0 || s.child(h, "nsubj") >= 0 {
			subject, _ = s.surface(h, limit-1)
		} else {
			subject = -1
		}
	case "conj":
		if s.verb(h) || s.child(h, "nsubj") >= 0 {
			subject, _ = s.surface(h, limit-1)
		} else {
			subject = -1
		}
	case "acl":
		if s.infinitive(v) {
			return s.holder(h, limit-1), passive
		}
		if s.tag(v).Dep == "acl:relcl" {
			return -1, passive
		}
		if !passive && s.tag(v).XPOS == "VBG" && s.spot(h) {
			// hung on a place: "sign a statement in Beijing condemning"
			if c := s.clause(h); c != v && s.verb(c) {
				subject, _ := s.surface(c, limit-1)
				return subject, false
			}
		}
		if !passive && utterance[s.lemma(h)] && s.mentionKind(h) != schema.Named {
			if a := s.author(h, limit); a >= 0 {
				return a, false
			}
		}
		return h, passive
	case "obl", "nmod", "obj", "nsubj", "dep":
		subject, _ = s.surface(h, limit-1)
	default:
		return -1, passive
	}
	return subject, passive
}

// calledOn is who is to do what somebody calls for: "called on Iran to sign",
// "appealed to Egypt to mediate". -1 if none.
func (s *sentence) calledOn(v, h int) int {
	if !s.verb(h) || !s.infinitive(v) {
		return -1
	}
	switch s.lemma(h) {
	case "call", "appeal", "plead", "prevail", "press", "rely", "count", "wait", "push", "lean":
	default:
		return -1
	}
	for _, c := range s.children(h) {
		if c > h && c < v && s.depIs(c, "obl") && slices.ContainsFunc(s.cases(c), func(p string) bool { return isAny(p, "on", "upon", "to", "with", "for") }) {
			return c
		}
	}
	return -1
}

// company are verbs whose object does with the subject what the rest of the
// clause says: "accompanied President Ford to the summit".
var company = set("accompany", "join", "escort")

// inCompany are who else does what the noun or infinitive n says: the object of a
// verb of company beside its subject, or the other way round.
func (s *sentence) inCompany(n int) []int {
	h := s.head(n)
	if h < 0 || !s.verb(h) || !company[s.lemma(h)] || s.passive(h) || s.depIs(n, "obj", "nsubj", "conj") {
		return nil
	}
	var out []int
	for _, o := range s.objects(h) {
		if m := s.mentionAt(o); o != n && m >= 0 && s.doc.Mentions[m].Type == schema.Person {
			out = append(out, o)
		}
	}
	if len(out) == 0 || s.verb(n) && !s.infinitive(n) {
		return nil
	}
	if subject, _ := s.surface(h, depth); subject != -1 {
		out = append(out, subject)
	}
	return out
}

// antecedent is the name right before a relative pronoun whose clause the parser
// hung elsewhere: "Toyota, which holds a stake, said …"; -1 if there is none.
func (s *sentence) antecedent(pronoun int) int {
	if !s.relative(pronoun) || s.lemma(pronoun) == "that" {
		return -1
	}
	t := pronoun - 1
	if s.has(t) && s.word(t) == "," {
		t--
	}
	if !s.has(t) || s.mentionAt(t) < 0 {
		return -1
	}
	return s.node(s.doc.Mentions[s.mentionAt(t)])
}

// relative reports "who", "which" or "that" in a relative clause.
func (s *sentence) relative(t int) bool {
	switch s.lemma(t) {
	case "who", "whom", "which", "that":
		return true
	}
	return false
}

func (s *sentence) infinitive(v int) bool {
	return s.hasChild(v, []string{"to"}, "mark", "aux", "case")
}

// finiteOrBare reports a root verb that may open an official record: "Met with …",
// "Attended …", "Accompanied by …".
func (s *sentence) finiteOrBare(v int) bool { return s.verb(v) && s.child(v, "nsubj") < 0 }

// subject is who does it, or -1, or record.
func (s *sentence) subject(v, limit int) int {
	if !s.verb(v) && s.child(v, "cop") < 0 && s.child(v, "nsubj") < 0 {
		return -1
	}
	subject, passive := s.surface(v, limit)
	if passive {
		return s.agent(v)
	}
	return subject
}

// objects is to whom it is done.
func (s *sentence) objects(v int) []int {
	if s.passive(v) {
		if subject, _ := s.surface(v, depth); subject != -1 {
			return []int{subject}
		}
		if s.depIs(v, "amod") {
			return []int{s.head(v)}
		}
		return nil
	}
	var out []int
	for _, c := range s.children(v) {
		if s.depIs(c, "obj") {
			if s.tag(v).Dep == "acl:relcl" && s.relative(c) {
				c = s.head(v)
			}
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		if c := s.child(v, "iobj"); c >= 0 {
			return []int{c} // "told Zelensky that", "asked Russia for weapons"
		}
	}
	if len(out) == 0 && s.tag(v).Dep == "acl:relcl" && s.child(v, "nsubj") >= 0 {
		if n := s.child(v, "nsubj"); !s.relative(n) {
			out = append(out, s.head(v)) // "the deal Russia signed"
		}
	}
	if len(out) == 0 && s.dep(v) == "conj" {
		// "signed and ratified the treaty": the object may hang on the last verb
		for _, c := range s.children(v) {
			if s.depIs(c, "conj") && s.verb(c) {
				out = append(out, s.objects(c)...)
			}
		}
	}
	return out
}

// holder is who is engaged in what a noun names: the possessor, else the subject
// of the verb that the noun completes ("Russia held talks", "after talks with Iran,
// Russia said …"), else the name that a headline sets before it ("Russia and U.S.
// in Secret Talks"). -1 if none.
func (s *sentence) holder(n, limit int) int {
	if limit == 0 {
		return -1
	}
	if c := s.child(n, "nmod:poss"); c >= 0 {
		return c
	}
	if c := s.child(n, "nsubj"); c >= 0 {
		return c
	}
	for _, v := range s.children(n) { // "talks that Iran and Iraq held"
		if s.tag(v).Dep == "acl:relcl" && engages(s.lemma(v)) && !s.passive(v) {
			if c := s.child(v, "nsubj"); c >= 0 && !s.relative(c) && slices.Contains(s.objects(v), n) {
				return c
			}
		}
	}
	h := s.head(n)
	if h < 0 {
		if s.text.actor >= 0 {
			return record // "Private meeting with …", "Funeral of …"
		}
		return -1
	}
	switch s.dep(n) {
	case "obj", "xcomp":
		if s.verb(h) && engages(s.lemma(h)) {
			return s.subject(h, limit-1)
		}
	case "nsubj":
		if s.tag(n).Dep == "nsubj:pass" {
			return s.agent(h)
		}
	case "obl", "advcl", "parataxis", "dep":
		if s.hasCase(n, "at") && s.infinitive(h) {
			return -1 // "were invited to join the alliance at a summit"
		}
		if s.verb(h) && (s.engagedBy(n, h) || company[s.lemma(h)]) {
			subject, _ := s.surface(h, limit-1)
			return subject
		}
	case "conj", "appos":
		return s.holder(h, limit-1)
	case "nmod":
		switch {
		case s.hasCase(n, "in") && s.at[h-s.first] >= 0 && s.head(h) < 0:
			return h
		case s.hasCase(n, "of"), carrier[s.lemma(h)] && s.mentionKind(h) != schema.Named:
			return s.holder(h, limit-1)
		case s.hasCase(n, "following") || s.hasCase(n, "after") || s.hasCase(n, "during") || s.hasCase(n, "in") && len(s.brings(n, "of"))+len(s.brings(n, "for")) > 0:
			// a phrase of time that hangs on a noun speaks of the clause
			if v := s.clause(h); s.verb(v) {
				subject, _ := s.surface(v, limit-1)
				return subject
			}
		}
	}
	return -1
}

// carrier are nouns that only begin, end, announce or own up to what the noun behind
// their preposition names: "the resumption of attacks", "responsibility for the bombing".
var carrier = set("responsibility", "resumption", "continuation", "start", "beginning", "end", "launch", "series", "wave", "round", "string", "spate", "suspension", "expansion", "escalation",
	"intensification", "announcement", "approval", "commitment", "plan", "attempt", "effort", "part", "role", "involvement", "participation", "halt", "cessation", "preparation", "campaign",
	"readiness", "willingness", "pause", "return", "response", "retaliation", "increase", "reduction", "extension", "renewal", "policy", "package", "delegation", "mission", "visit", "trip")

// engagedBy reports that the subject of verb h takes part in the noun n which the
// verb governs through a preposition.
func (s *sentence) engagedBy(n, h int) bool {
	for _, p := range s.cases(n) {
		if engaging[p] {
			return true
		}
	}
	return false
}
