package relations

import (
	"slices"
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

// actor reports the name of somebody.
func (s *sentence) actor(t int) bool {
	m := s.mentionAt(t)
	return m >= 0 && (s.doc.Mentions[m].Type == schema.Person || s.doc.Mentions[m].Type == schema.Organization)
}

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

// rows coordinates the names of a type that stand in a row: "President Ahtisaari,
// Prime Minister Lipponen and UN envoy Bildt".
func (s *sentence) rows(of schema.EntityType) {
	var row []schema.Mention
	joined := false // by "and" before the last
	flush := func() {
		if len(row) > 1 && (joined || s.goesOn(row[len(row)-1].End)) {
			s.coordinate(row)
		}
		row, joined = row[:0], false
	}
	for _, i := range s.text.in[s.index] {
		m := s.doc.Mentions[i]
		if m.Type != of || m.Kind != schema.Named && !(unnamed(of) && m.Kind == schema.Nominal) || s.nested(i) {
			continue
		}
		if len(row) > 0 {
			and, ok := s.rowGap(row[len(row)-1], m)
			if !ok || joined && !and {
				flush()
			}
			joined = joined || ok && and
		}
		row = append(row, m)
	}
	flush()
}

// goesOn reports ", and" behind the last name of a row: "…, and senior officials".
func (s *sentence) goesOn(t int) bool {
	if s.has(t) && s.word(t) == "," {
		t++
	}
	return s.has(t) && isAny(strings.ToLower(s.word(t)), "and", "&")
}

// joined coordinates two names with a dash between them: "US-ASEAN".
func (s *sentence) joined() {
	in := s.text.in[s.index]
	for k := 1; k < len(in); k++ {
		a, b := s.doc.Mentions[in[k-1]], s.doc.Mentions[in[k]]
		if b.First == a.End+1 && isAny(s.word(a.End), "-", "–", "/") && a.Kind != schema.Nominal && b.Kind != schema.Nominal &&
			actor(a.Type) && actor(b.Type) {
			s.coordinate([]schema.Mention{a, b})
		}
	}
}

func actor(t schema.EntityType) bool {
	return t == schema.Country || t == schema.Organization || t == schema.City
}

// unnamed reports types whose entities often have common nouns for names.
func unnamed(t schema.EntityType) bool { return t == schema.Event || t == schema.Agreement }

// nested reports a mention within a longer one: "ASEAN" in "the ASEAN summit".
func (s *sentence) nested(i int) bool {
	m := s.doc.Mentions[i]
	return slices.ContainsFunc(s.text.in[s.index], func(j int) bool {
		o := s.doc.Mentions[j]
		return j != i && o.Kind != schema.Pronoun && o.First <= m.First && o.End >= m.End && o.End-o.First > m.End-m.First
	})
}

// headlineRow coordinates the two names with which a headline begins: "Kerry,
// Lavrov will meet", "US, Russia spar over terms".
func (s *sentence) headlineRow() {
	in := s.text.in[s.index]
	if len(in) < 2 {
		return
	}
	a, b := s.doc.Mentions[in[0]], s.doc.Mentions[in[1]]
	if a.First != s.first || a.Type != b.Type || a.Kind != schema.Named || b.Kind != schema.Named || b.First != a.End+1 || s.word(a.End) != "," || !s.has(b.End) {
		return
	}
	if t := b.End; s.is(t, "VERB") || s.is(t, "AUX") || s.head(t) < 0 {
		first, second := s.node(a), s.node(b)
		head, dep := s.head(second), s.tag(second).Dep
		if a.First <= head && head < a.End { // "US [Russia appos] spar"
			head, dep = s.head(first), s.tag(first).Dep
		}
		if s.link(first, head, dep) {
			s.link(second, first, "conj")
		}
	}
}

// rowGap reports that nothing but a comma or "and" and the title of b stands
// between two names, and whether it is "and".
func (s *sentence) rowGap(a, b schema.Mention) (and, ok bool) {
	t := a.End
	if t+1 < b.First && s.word(t) == "of" { // "King Hussein of Jordan and …"
		if m := s.mentionAt(t + 1); m >= 0 && s.doc.Mentions[m].Type != schema.Person {
			t = s.doc.Mentions[m].End
		}
	}
	if b.Type == schema.Person {
		t = s.behindApposition(a, t, b.First)
	}
	sep := false
	for ; t < b.First; t++ {
		w := strings.ToLower(s.word(t))
		if w == "," || w == ";" {
			sep = true
			continue
		}
		if w == "and" || w == "&" {
			sep, and = true, true
			t++
		}
		break
	}
	if !sep || b.First-t > 10 {
		return and, false
	}
	title := s.titleSpan(b)
	for u := t; u < b.First; u++ {
		switch m := s.mentionAt(u); {
		case s.is(u, "DET"), title.has(u):
		case b.Type != schema.Person:
			return and, false
		case m >= 0 && s.doc.Mentions[m].Type == schema.Organization, s.word(u) == "(" && m < 0 && s.has(u+2) && s.word(u+2) == ")", s.word(u) == ")":
		case s.is(u, "ADJ"), s.is(u, "PROPN"), s.word(u) == "-", isAny(s.word(u), "'s", "’s", "'", "’"):
		case s.is(u, "NOUN") && (u == b.First-1 || m >= 0 && s.doc.Mentions[m].Type != schema.Person):
		default:
			return and, false
		}
	}
	return and, true
}

// behindApposition steps over what explains a name, up to the "and" behind it: "Mao
// Zedong, the chairman of the party, and Zhou Enlai".
func (s *sentence) behindApposition(a schema.Mention, t, end int) int {
	if t+2 >= end || s.word(t) != "," || isAny(strings.ToLower(s.word(t+1)), "and") {
		return t
	}
	explains := false
	for u := t + 1; u < end; u++ {
		switch {
		case s.word(u) == "," && u+1 < end && strings.EqualFold(s.word(u+1), "and"):
			if explains {
				return u
			}
			return t
		case s.is(u, "VERB"), s.is(u, "AUX"):
			return t
		case s.depIs(u, "appos") && s.head(u) >= a.First && s.head(u) < a.End:
			explains = true
		}
	}
	return t
}

// coordinate makes the first name of a row the head of the others.
func (s *sentence) coordinate(row []schema.Mention) {
	nodes := make([]int, len(row))
	for i, m := range row {
		nodes[i] = s.node(m)
	}
	span := run{row[0].First, row[len(row)-1].End}
	for span.first > s.first && s.premodifies(span.first-1, nodes[0]) {
		span.first--
	}
	// the link of the row: that of its first name which leads out of it
	head, dep, found := -1, "", false
	for _, n := range nodes {
		h, d := s.head(n), s.tag(n).Dep
		for span.has(h) && !slices.Contains(nodes, h) { // through "leader" to what "leader" hangs on
			h, d = s.head(h), s.tag(h).Dep
		}
		switch {
		case span.has(h) || s.climbsInto(h, span):
		case !found:
			head, dep, found = h, d, true
		case h >= span.end && s.depIs(n, "nsubj"):
			return // "Kerry met Lavrov, and Zarif met Wang"
		}
	}
	if !found || base(dep) == "appos" && head < span.first && s.mentionAt(head) >= 0 {
		return // "both leaders, Kerry and Lavrov"
	}
	from := span.first
	for i, m := range row {
		n := nodes[i]
		if i == 0 {
			s.link(n, head, dep)
		} else {
			s.link(n, nodes[0], "conj")
		}
		for t := s.first; t < m.First; t++ {
			h := s.head(t)
			before, after := h >= from && h < m.First, h < from || h >= m.End
			switch {
			case t < from && before && t != nodes[0]: // what hung on "leader" hangs on the name
				s.link(t, n, s.tag(t).Dep)
			case t >= from && after && s.depIs(t, "case", "det", "punct", "cc"):
				s.link(t, n, s.tag(t).Dep)
			case t >= from && after:
				s.link(t, n, "nmod:desc")
			}
		}
		from = m.End
	}
}

func (s *sentence) premodifies(t, head int) bool {
	return (s.is(t, "ADJ") || s.is(t, "NOUN") || s.is(t, "PROPN")) && s.below(t, head)
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

// demonyms coordinates nationalities in a row before a noun: "Israeli, Egyptian and
// Syrian delegations".
func (s *sentence) demonyms() {
	var row []schema.Mention
	flush := func() {
		if len(row) > 1 {
			s.nations(row)
		}
		row = row[:0]
	}
	for _, i := range s.text.in[s.index] {
		m := s.doc.Mentions[i]
		if m.Kind != schema.Demonym || m.End-m.First != 1 {
			if m.Kind == schema.Named {
				flush()
			}
			continue
		}
		if len(row) > 0 {
			t := row[len(row)-1].End
			for t < m.First && (isAny(strings.ToLower(s.word(t)), ",", "and", "or", "&")) {
				t++
			}
			if t != m.First || t == row[len(row)-1].End {
				flush()
			}
		}
		row = append(row, m)
	}
	flush()
}

// nations hangs a row of nationalities on the noun behind it.
func (s *sentence) nations(row []schema.Mention) {
	first, n := row[0].First, -1
	for t := row[len(row)-1].End; t < s.end && (s.is(t, "ADJ") || s.is(t, "NOUN") || s.word(t) == "-"); t++ {
		if s.is(t, "NOUN") {
			n = t
		}
	}
	span := run{first, n + 1}
	if n < 0 {
		return
	}
	if v := s.head(n); v > n && s.verb(v) && s.depIs(n, "nsubj") && span.has(s.head(v)) && !span.has(s.head(first)) {
		s.link(v, s.head(first), s.tag(first).Dep) // the verb hung on the first nationality
	}
	out := -1 // the link of the whole: the noun's, rather to a verb
	for _, t := range []int{n, first} {
		if h := s.head(t); !span.has(h) && !s.climbsInto(h, span) && (out < 0 || h >= 0 && s.is(h, "VERB") && !s.is(max(s.head(out), s.first), "VERB")) {
			out = t
		}
	}
	if out < 0 {
		return
	}
	s.link(n, s.head(out), s.tag(out).Dep)
	s.link(first, n, "amod")
	for _, m := range row[1:] {
		s.link(m.First, first, "conj")
	}
	for t := s.first; t < s.end; t++ {
		h := s.head(t)
		switch {
		case t < first && h == first, t > n && span.has(h) && h != n:
			s.link(t, n, s.tag(t).Dep)
		case span.has(t) && t != n && !span.has(h):
			s.link(t, n, s.tag(t).Dep)
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

// hasBelow reports a dependent before the children are known.
func (s *sentence) hasBelow(t int, dep string) bool {
	for c := s.first; c < s.end; c++ {
		if s.head(c) == t && s.depIs(c, dep) {
			return true
		}
	}
	return false
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
