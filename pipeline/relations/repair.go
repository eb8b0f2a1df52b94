package relations

import (
	"strings"

	"backchannel/schema"
)

// A parser sees words where the names are known by now, and errs most in long rows
// of names with titles: it hangs half a name on the next one, makes a title the
// head of its bearer, or a subject of the last name in a row. repair mends the
// trees of a sentence with what the mentions say, before anything is read off
// them: a name is one node, a title hangs on its name, and names in a row are
// coordinated.
func (s *sentence) repair() {
	s.subordinate()
	s.gardenPath()
	s.presentVerb()
	s.appointees()
	s.actingOffices()
	for _, i := range s.text.in[s.index] {
		if m := s.doc.Mentions[i]; m.Kind != schema.Pronoun && m.End-m.First > 1 {
			s.oneName(m)
		}
	}
	for _, i := range s.text.in[s.index] {
		if m := s.doc.Mentions[i]; m.Type == schema.Person && m.Kind == schema.Named && m.Title != "" {
			s.titleBelow(m)
		}
	}
	for _, of := range []schema.EntityType{schema.Person, schema.Country, schema.Organization, schema.City, schema.Event, schema.Agreement} {
		s.rows(of)
	}
	s.headlineRow()
	s.demonyms()
	s.joined()
	s.adverbialGerunds()
	s.attempts()
	s.enRoute()
	s.fronted()
	s.betweens()
	s.nounObjects()
	s.neighbouring()
	s.whereClause()
	if s.text.actor >= 0 {
		s.openRecord()
	}
}

// giving are verbs with two objects, of which the first receives the second.
var giving = set("give", "send", "grant", "lend", "offer", "pay", "award", "deny", "promise", "hand", "sell", "supply", "provide", "ship", "loan", "guarantee", "allocate", "bring", "show", "teach", "ask", "tell")

// secondSubjects makes an object of a subject behind its verb where another stands
// before it ("Trump calls Zelensky a dictator"), and of a name behind it that no
// preposition brings ("will meet Foreign Minister Lavrov").
func (s *sentence) secondSubjects() {
	for v := s.first; v < s.end; v++ {
		if s.is(v, "NOUN") && s.depIs(v, "nsubj", "obj", "obl", "nmod") && s.child(v, "cop") < 0 {
			if c := s.child(v, "nsubj"); c >= 0 && c < v && s.mentionAt(c) >= 0 {
				s.link(c, v, "compound") // "the US and Philippine navies"
			}
		}
		if !s.verb(v) {
			continue
		}
		first := s.child(v, "nsubj")
		if o := s.child(v, "obj"); o >= 0 {
			if giving[s.lemma(v)] && o > v && s.mentionAt(o) >= 0 && s.child(v, "iobj") < 0 {
				for _, c := range s.children(v) {
					if c > o && s.depIs(c, "obj") {
						s.link(o, v, "iobj") // "gives Ukraine 500 million dollars"
						break
					}
				}
			}
			if o < v && first < 0 && s.child(v, "csubj", "expl", "nsubj:pass") < 0 && s.mentionAt(o) >= 0 && isAny(s.tag(v).XPOS, "VBD", "VBZ", "VBP", "VB") && s.tag(v).Dep != "acl:relcl" {
				s.link(o, v, "nsubj") // "Human Rights Watch criticised"
			}
			continue
		}
		if s.passive(v) {
			continue
		}
		for _, c := range s.children(v) {
			if c > v && (s.tag(c).Dep == "nsubj" && first >= 0 && first < v || s.tag(c).Dep == "obl" && s.bare(c) && s.actor(c)) {
				s.link(c, v, "obj")
				break
			}
		}
	}
}

// link makes t a dependent of head, or a root for -1. It refuses what would close a
// circle, and says so.
func (s *sentence) link(t, head int, dep string) bool {
	for h := head; h >= 0; h = s.head(h) {
		if h == t {
			return false
		}
	}
	if head < 0 {
		dep = "root"
	}
	s.text.tags[t].Head, s.text.tags[t].Dep, s.text.deps[t] = head, dep, base(dep)
	return true
}

// oneName gives a name whose words hang on several others a single link: that
// of its first word that leads out of the name and not back into it.
func (s *sentence) oneName(m schema.Mention) {
	in := run{max(m.First, s.first), min(m.End, s.end)}
	node, links := -1, 0
	for t := in.first; t < in.end; t++ {
		if h := s.head(t); !in.has(h) {
			links++
			if node < 0 && !s.climbsInto(h, in) {
				node = t
			}
		}
	}
	if node < 0 || links == 1 {
		return
	}
	if m.Type == schema.Event || m.Type == schema.Agreement { // their head may be a trigger
		out := node
		if node = m.Head; !in.has(node) {
			return
		}
		s.link(node, s.head(out), s.tag(out).Dep)
		if out != node {
			s.link(out, node, "flat")
		}
	}
	for t := in.first; t < in.end; t++ {
		if t != node && !in.has(s.head(t)) {
			s.link(t, node, "flat")
		}
	}
}

// node is the word by which a name hangs in the tree.
func (s *sentence) node(m schema.Mention) int {
	for t := max(m.First, s.first); t < min(m.End, s.end); t++ {
		if h := s.head(t); h < m.First || h >= m.End {
			return t
		}
	}
	return m.Head
}

func (s *sentence) climbsInto(t int, in run) bool {
	for n := 0; t >= 0 && n < s.end-s.first; t, n = s.head(t), n+1 {
		if in.has(t) {
			return true
		}
	}
	return false
}

// titleBelow hangs the title in front of a name on the name.
func (s *sentence) titleBelow(m schema.Mention) {
	title := s.titleSpan(m)
	if title.first >= title.end {
		return
	}
	name := s.node(m)
	for t := title.first; t < title.end; t++ {
		if s.below(name, t) && !title.has(s.head(t)) {
			head, dep := s.head(t), s.tag(t).Dep
			s.link(name, head, dep)
			s.link(t, name, "nmod:desc")
			break
		}
	}
	for t := title.first; t < title.end; t++ {
		if h := s.head(t); h != name && !title.has(h) {
			s.link(t, name, "nmod:desc")
		}
	}
	for t := s.first; t < s.end; t++ {
		if h := s.head(t); title.has(h) && !title.has(t) && t != name {
			s.link(t, name, s.tag(t).Dep)
		}
	}
}

// attempts hangs an infinitive on the noun in front of it that asks for one:
// "suspended efforts to reach".
func (s *sentence) attempts() {
	for t := s.first + 2; t < s.end; t++ {
		n := t - 2
		if !strings.EqualFold(s.word(t-1), "to") || !s.is(t, "VERB") || !s.depIs(t, "advcl", "xcomp") || s.head(t) != s.head(n) || s.head(n) >= n || !s.is(n, "NOUN") || !s.depIs(n, "obj") {
			continue
		}
		if lemma := s.lemma(n); trying[lemma] || plans[lemma] || failing[lemma] || hoping[lemma] {
			s.link(t, n, "acl")
		}
	}
}

// adverbialGerunds hangs "without signing" on the verb where a parser hung it on the
// noun in front.
func (s *sentence) adverbialGerunds() {
	for t := s.first; t < s.end; t++ {
		if s.tag(t).XPOS != "VBG" || !s.depIs(t, "acl") || s.head(t) < 0 {
			continue
		}
		mark := false
		for c := s.first; c < t; c++ {
			mark = mark || s.head(c) == t && s.depIs(c, "mark") && isAny(strings.ToLower(s.word(c)), "without", "by", "after", "before", "while", "instead", "when", "despite", "since")
		}
		if !mark {
			continue
		}
		for h := s.head(t); h >= 0; h = s.head(h) {
			if s.verb(h) && h < t {
				s.link(t, h, "advcl")
				break
			}
		}
	}
}

// eventVerbs have an event or a body of people for their object, never a clause:
// what a parser takes for a gerund there modifies the noun behind it.
var eventVerbs = set("attend", "address", "visit", "host", "chair", "join", "convene")

// nounObjects mends "attended opening session" and "attended the second Our Ocean
// Conference": the noun is attended.
func (s *sentence) nounObjects() {
	for v := s.first; v < s.end; v++ {
		h := s.head(v)
		if m := s.mentionAt(v); m >= 0 && h >= 0 && h < v && v <= h+8 && eventVerbs[s.lemma(h)] && s.doc.Mentions[m].Type == schema.Event && s.doc.Mentions[m].Head == v &&
			s.depIs(v, "xcomp", "advcl", "obl", "ccomp", "parataxis", "dep", "appos") && !s.hasBelow(v, "case") && !s.hasBelow(v, "cc") && !s.tied(h, "obj", v) {
			s.link(v, h, "obj")
			continue
		}
		if h < 0 || v < h || s.tag(v).XPOS != "VBG" || !s.depIs(v, "xcomp", "ccomp", "advcl") || !eventVerbs[s.lemma(h)] || v > h+3 {
			continue
		}
		for t := v + 1; t < s.end; t++ {
			if s.head(t) == v && s.depIs(t, "obj") && t <= v+3 {
				s.link(t, h, "obj")
				s.link(v, t, "amod")
				s.text.tags[v].UPOS = "ADJ"
				break
			}
		}
	}
}

// tied reports an event that hangs on v already by the relation.
func (s *sentence) tied(v int, dep string, besides int) bool {
	for t := s.first; t < s.end; t++ {
		if t == besides || s.head(t) != v || !s.depIs(t, dep) {
			continue
		}
		if m := s.mentionAt(t); m >= 0 && s.doc.Mentions[m].Type == schema.Event {
			return true
		}
	}
	return false
}

// hasBelow reports a dependent before the children are known.
func (s *sentence) hasBelow(t int, dep string) bool {
	for c := s.first; c < s.end; c++ {
		if s.head(c) == t && s.depIs(c, dep) {
			return true
		}
	}
	return false
}
