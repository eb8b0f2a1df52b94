package relations

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// actor reports the name of somebody.
func (s *sentence) actor(t int) bool {
	m := s.mentionAt(t)
	return m >= 0 && (s.doc.Mentions[m].Type == schema.Person || s.doc.Mentions[m].Type == schema.Organization)
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
	if t+2 < b.First && s.word(t) == "(" { // "Pittsburgh (Pennsylvania) and …"
		for u := t + 1; u < min(t+5, b.First); u++ {
			if s.word(u) == ")" {
				t = u + 1
				break
			}
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
