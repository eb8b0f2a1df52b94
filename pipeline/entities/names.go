package entities

import (
	"slices"
	"strings"
	"unicode/utf8"

	"backchannel/pipeline/entities/ner"
	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// sure is the recognizer's score from which its type is not doubted.
const sure = 0.9

// names finds names and nationalities: the recognizer's and the gazetteer's,
// merged by the rules of the package's doc.
func (v *view) names(model *ner.Model) {
	recognized := model.Names(v.doc.Text, v.doc.Sentences, v.doc.Tokens, v.doc.Tags)
	next := 0
	for i, s := range v.doc.Sentences {
		for next < len(recognized) && recognized[next].First < s.First {
			next++
		}
		end := next
		for end < len(recognized) && recognized[end].First < s.End {
			end++
		}
		if v.style[i] == place || v.section(i).Read() {
			v.sentence(s, recognized[next:end])
		}
		next = end
	}
}

// known is what the gazetteer finds at some token.
type known struct {
	first, end int
	cands      []schema.Candidate
}

func (v *view) sentence(s schema.Sentence, recognized []ner.Name) {
	listed := v.listed(s)
	for _, n := range recognized {
		if n.End > s.End {
			continue
		}
		// rule 1: a known name around the recognizer's
		i := slices.IndexFunc(listed, func(k known) bool { return k.first < n.End && n.First < k.end })
		if i >= 0 && (v.outgrows(listed[i], n) || n.Type == schema.Place && tiled(listed[i:], n)) {
			continue
		}
		v.recognized(n)
	}
	for _, k := range listed {
		if v.free(k.first, k.end) {
			v.fromList(k)
		}
	}
	v.titledNames(s)
}

// titledNames takes the capitals behind a title that nothing else explains:
// "Foreign Minister Stoltenberg".
func (v *view) titledNames(s schema.Sentence) {
	if v.style[v.in[s.First]] != prose {
		return
	}
	for t := s.First; t < s.End; {
		k, kind := v.gaz.TitleKind(v.words[t:s.End])
		if k == 0 || !capitalized(v.words[t]) || !v.free(t, t+k) {
			t++
			continue
		}
		t += k
		if kind == gazetteer.MilitaryTitle && t < s.End && !v.gaz.IsSurname(v.words[t]) && !v.gaz.IsGiven(v.words[t]) {
			continue
		}
		end := t
		for end < s.End && !v.taken[end] && (capitalized(v.words[end]) && letters(v.words[end]) && v.gaz.Title(v.words[end:s.End]) == 0 || end > t && v.words[end] == "-" && v.joined(end)) {
			end++
		}
		if end > t && v.words[end-1] != "-" && utf8.RuneCountInString(v.words[t]) > 1 {
			m := schema.Mention{First: t, End: end, Type: schema.Person, Kind: schema.Named, Score: 0.7, Title: v.titleBefore(t)}
			m.Candidates = readings(v.gaz.Lookup(v.text(t, end)), schema.Person)
			v.take(t, end)
			v.add(m)
		}
		t = max(end, t)
	}
}

// outgrows reports a listed name that is longer than the recognizer's and not a
// mere nationality before it.
func (v *view) outgrows(k known, n ner.Name) bool {
	if k.first > n.First || k.end < n.End || k.end-k.first == n.End-n.First {
		return false
	}
	c := k.cands[0]
	return c.Role != "demonym" && (c.Type != schema.Person || n.Type == schema.Person)
}

// tiled reports that two or more listed names make up the recognizer's: "U.S.
// Middle East".
func tiled(listed []known, n ner.Name) bool {
	at := n.First
	for i, k := range listed {
		if k.first != at {
			return false
		}
		at = k.end
		if at == n.End {
			return i > 0
		}
	}
	return false
}

// listed returns what the gazetteer knows in a sentence, longest first from the
// left.
func (v *view) listed(s schema.Sentence) []known {
	var out []known
	for t := s.First; t < s.End; {
		w := v.words[t]
		if r, _ := utf8.DecodeRuneInString(w); !capitalized(w) && !(r >= '0' && r <= '9') {
			t++
			continue
		}
		n, cands := v.gaz.Longest(v.words[t:s.End])
		if n == 0 || len(cands) == 0 {
			t++
			continue
		}
		for n > 1 && v.loose(t, n, cands[0]) {
			if n, cands = v.gaz.Longest(v.words[t : t+n-1]); n == 0 {
				break
			}
		}
		if n == 0 {
			t++
			continue
		}
		n = v.beforeComma(t, n, cands)
		if k := v.beforeTitle(t, n); k < n {
			if n, cands = v.gaz.Longest(v.words[t : t+k]); n == 0 {
				t += max(k, 1)
				continue
			}
		}
		out = append(out, known{t, t + n, cands})
		t += n
	}
	return out
}

// loose reports a listed name that in this sentence is a description: "Russian
// forces", "U.S. Embassy".
func (v *view) loose(t, n int, c schema.Candidate) bool {
	if c.Type != schema.Organization && c.Type != schema.Place {
		return false
	}
	return !capitalized(v.words[t+n-1]) && !isDigits(v.words[t+n-1]) && v.style[v.in[t]] == prose || v.service(t, t+n)
}

// beforeComma cuts "Doha, Qatar" before the comma: two names, of which the
// second helps to read the first. "Washington, D.C." stays whole.
func (v *view) beforeComma(t, n int, cands []schema.Candidate) int {
	comma := slices.Index(v.words[t:t+n], ",")
	if comma < 1 {
		return n
	}
	rest := v.words[t+comma+1 : t+n]
	m, wider := v.gaz.Longest(rest)
	if m == len(rest) && (wider[0].Type == schema.Country || wider[0].Type == schema.Place) && wider[0].ID != cands[0].ID {
		return comma
	}
	return n
}

// beforeTitle cuts "U.S. Secretary of State" before the title: lists of pages hold
// offices too.
func (v *view) beforeTitle(t, n int) int {
	for u := t; u < t+n; u++ {
		if k, kind := v.gaz.TitleKind(v.words[u : t+n]); u+k == t+n && k > 0 && kind == gazetteer.OfficeTitle && (u > t || k > 1) {
			return u - t
		}
	}
	return n
}

// recognized takes a name of the recognizer, in parts where it holds a title or
// joins two known names.
func (v *view) recognized(n ner.Name) {
	if v.known(n.First, n.End) && v.beforeTitle(n.First, n.End-n.First) == n.End-n.First {
		v.name(n)
		return
	}
	if at, words := v.titleIn(n.First, n.End); words > 0 {
		if at > n.First {
			before := n
			before.End = at
			if before.Type == schema.Person {
				before.Type = schema.Organization
			}
			v.name(before)
		}
		n.First = at + words
		if n.First >= n.End {
			return
		}
		n.Type = schema.Person
		v.recognized(n)
		return
	}
	if and := slices.Index(v.words[n.First:n.End], "and"); and > 0 && and < n.End-n.First-1 && n.Type != schema.Person {
		left, _ := v.gaz.Longest(v.words[n.First:n.End])
		if right, _ := v.gaz.Longest(v.words[n.First+and+1 : n.End]); left == and && right == n.End-n.First-and-1 {
			before := n
			before.End = n.First + and
			v.name(before)
			n.First += and + 1
		}
	}
	v.name(n)
}

// titleIn finds the title of an office in a recognized span, or around it; it
// reports where the title begins and its words within the span.
func (v *view) titleIn(first, end int) (at, words int) {
	for t := max(v.first(first), first-4); t < end; t++ {
		if t < first && v.taken[t] || !capitalized(v.words[t]) && t >= first {
			continue
		}
		k, kind := v.gaz.TitleKind(v.words[t:v.end(first)])
		if k == 0 || t+k <= first || kind == gazetteer.MilitaryTitle && t > first {
			continue
		}
		if t < first {
			if t+k < end {
				continue // "Secretary [of State John Kerry]" is for the recognizer
			}
			return first, end - first
		}
		if t > first && t+k > end {
			continue
		}
		if t > first && t+k == end && !v.known(first, t) {
			continue // "House Speaker" and the like, or a body named after an office
		}
		return t, min(k, end-t)
	}
	return 0, 0
}

func (v *view) known(first, end int) bool {
	n, _ := v.gaz.Longest(v.words[first:end])
	return n == end-first
}

// name takes one name.
func (v *view) name(n ner.Name) {
	first, end := n.First, n.End
	for end > first && isPossessive(v.lower(end-1)) {
		end--
	}
	for first < end && (v.lower(first) == "the" || !letters(v.words[first]) && !isDigits(v.words[first])) {
		first++
	}
	typ := n.Type
	if typ == schema.Person {
		first = v.afterNationality(first, end)
	}
	if first >= end || !v.free(first, end) {
		return
	}
	if v.style[v.in[first]] == place && typ != schema.Place {
		return
	}
	cands := v.gaz.Lookup(v.text(first, end))
	m := schema.Mention{First: first, End: end, Kind: schema.Named, Score: n.Score}
	m.Type, m.Candidates = v.choose(n, first, end, cands)
	if len(m.Candidates) > 0 && m.Candidates[0].Role == "demonym" {
		if !v.people(m.Candidates[0]) {
			return
		}
		m.Kind = schema.Demonym
	}
	if (m.Type == schema.Organization || m.Type == schema.Place) && v.service(first, end) {
		return
	}
	if m.Kind == schema.Named && v.noName(first, end, m) {
		return
	}
	if m.Type == schema.Person {
		m.Title = v.titleBefore(first)
	}
	v.take(first, end)
	v.add(m)
	if m.Type == schema.Organization && m.Kind == schema.Named {
		v.nested(first, end)
	}
}

// nested adds the state in the name of one of its bodies: "Finnish Parliament".
func (v *view) nested(first, end int) {
	n, cands := v.gaz.Longest(v.words[first:end])
	if n == 0 || n == end-first || cands[0].Type != schema.Country || cands[0].Role == "capital" {
		return
	}
	m := schema.Mention{First: first, End: first + n, Type: schema.Country, Kind: schema.Named, Candidates: readings(cands, schema.Country), Score: 0.6}
	if cands[0].Role == "demonym" {
		m.Kind = schema.Demonym
	}
	v.add(m)
}

// people reports a nationality that stands for a state or a part of one; those of
// continents stand for nobody.
func (v *view) people(c schema.Candidate) bool { return c.Type == schema.Country || c.ISO3 != "" }

// choose decides between the recognizer's type and the gazetteer's readings.
func (v *view) choose(n ner.Name, first, end int, cands []schema.Candidate) (schema.EntityType, []schema.Candidate) {
	places := readings(cands, schema.Country, schema.City, schema.Place)
	switch n.Type {
	case schema.Person:
		if end-first == 1 && len(places) > 0 && places[0].Type == schema.Country && places[0].Role != "capital" &&
			v.titleBefore(first) == "" && (n.Score < sure || !v.surname(first)) && len(readings(cands, schema.Person)) == 0 {
			return schema.Country, places
		}
		return schema.Person, readings(cands, schema.Person)
	case schema.Place:
		if len(places) == 0 && end-first == 1 && strings.HasSuffix(v.words[first], "s") {
			// "the Russias", a slip
			places = readings(v.gaz.Lookup(strings.TrimSuffix(v.words[first], "s")), schema.Country)
		}
		if len(places) > 0 {
			return places[0].Type, places
		}
		if orgs := readings(cands, schema.Organization); len(orgs) > 0 {
			return schema.Organization, orgs
		}
		return schema.Place, nil
	}
	if deeds := readings(cands, schema.Agreement, schema.Event); len(deeds) > 0 && cands[0].ID == deeds[0].ID {
		return deeds[0].Type, deeds
	}
	orgs := readings(cands, schema.Organization)
	switch {
	case hasRole(places, gazetteer.Metonym):
		return places[0].Type, places
	case len(places) > 0 && places[0].Type == schema.Country && (len(orgs) == 0 || cands[0].Type == schema.Country):
		return schema.Country, places
	case len(orgs) > 0:
		return schema.Organization, orgs
	case len(places) > 0 && (n.Score < sure || hasRole(places, "capital")):
		return places[0].Type, places
	}
	return schema.Organization, nil
}

// fromList takes a name that only the gazetteer knows, where it is sure (rule 4).
func (v *view) fromList(k known) {
	c := k.cands[0]
	style := v.style[v.in[k.first]]
	words := k.end - k.first
	m := schema.Mention{First: k.first, End: k.end, Type: c.Type, Kind: schema.Named, Score: 0.8}
	xpos := v.tag(k.first).XPOS
	name := xpos == "NNP" || xpos == "NNPS"
	switch {
	case style == place && c.Type != schema.Country && c.Type != schema.City && c.Type != schema.Place:
		return
	case c.Role == "demonym":
		if !v.people(c) {
			return
		}
		if words == 1 && strings.HasPrefix(xpos, "VB") || style == capitals && utf8.RuneCountInString(v.words[k.first]) < 4 {
			return
		}
		m.Kind = schema.Demonym
	case c.Type == schema.Country:
		if words == 1 && (isUpper(v.words[k.first]) && style != capitals || name || style != prose || k.first > v.first(k.first)) {
			break
		}
		if words == 1 && strings.HasPrefix(xpos, "VB") {
			return
		}
	case words > 1:
		if !v.capitalWords(k.first, k.end) || c.Type == schema.Person && style != prose && words < 2 {
			return
		}
		if c.Type == schema.City && style != prose && c.Prior < 0.5 {
			return
		}
	case c.Role == "acronym":
		if style == capitals || !isUpper(v.words[k.first]) || utf8.RuneCountInString(v.words[k.first]) < 2 {
			return
		}
	case c.Type == schema.City || c.Type == schema.Organization || c.Type == schema.Place:
		if v.gaz.IsGiven(v.words[k.first]) && c.Prior < 0.9 {
			return
		}
		if isUpper(v.words[k.first]) && c.Type == schema.Organization && c.Prior > 0.9 && style != capitals {
			break // "G20"
		}
		if !name || c.Role == gazetteer.Media || c.Prior < 0.5 || utf8.RuneCountInString(v.words[k.first]) < 4 || v.beside(k.first, k.end) {
			return
		}
	default:
		return
	}
	if v.warName(k) {
		return
	}
	m.Candidates = readings(k.cands, c.Type)
	if c.Type == schema.Country || c.Type == schema.City || c.Type == schema.Place {
		m.Candidates = readings(k.cands, schema.Country, schema.City, schema.Place)
	}
	if c.Type == schema.Person {
		m.Title = v.titleBefore(k.first)
	}
	v.take(k.first, k.end)
	v.add(m)
}

// beside reports capitalized words right beside a span: a longer name of which
// only a part is known.
func (v *view) beside(first, end int) bool {
	near := func(t int) bool {
		return t >= v.first(first) && t < v.end(first) && capitalized(v.words[t]) && strings.HasPrefix(v.tag(t).XPOS, "NNP") && !v.taken[t]
	}
	return near(first-1) || near(end)
}

func (v *view) capitalWords(first, end int) bool {
	n := 0
	for t := first; t < end; t++ {
		if capitalized(v.words[t]) {
			n++
		}
	}
	return n > 1
}

// text is the span's words with one blank for white space.
func (v *view) text(first, end int) string {
	s := v.doc.Text[v.doc.Tokens[first].Start:v.doc.Tokens[end-1].End]
	if strings.ContainsAny(s, "\n\t\u00a0") || strings.Contains(s, "  ") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

// afterNationality skips nationalities that the recognizer took into a person's
// name.
func (v *view) afterNationality(first, end int) int {
	for first < end-1 && !v.gaz.IsGiven(v.words[first]) {
		n, cands := v.gaz.Longest(v.words[first : end-1])
		if n == 0 || cands[0].Role != "demonym" {
			break
		}
		first += n
	}
	return first
}

// titleBefore is the longest title of an office that ends right before a token.
func (v *view) titleBefore(t int) string {
	first := v.titleFirst(t, t)
	if first == t {
		return ""
	}
	if _, kind := v.gaz.TitleKind(v.words[first:t]); kind == gazetteer.CourtesyTitle {
		return ""
	}
	return v.text(first, t)
}

// titleFirst is where the title begins that ends before t, in the sentence of
// token at; t where there is none.
func (v *view) titleFirst(t, at int) int {
	for first := max(v.first(at), t-7); first < t; first++ {
		if !v.taken[first] && v.gaz.Title(v.words[first:t]) == t-first {
			return first
		}
	}
	return t
}

// surname reports that elsewhere in the document the word ends a person's name
// of several words.
func (v *view) surname(t int) bool {
	return slices.ContainsFunc(v.found, func(m schema.Mention) bool {
		return m.Type == schema.Person && m.End-m.First > 1 && v.words[m.End-1] == v.words[t]
	})
}

// spread takes words that the document elsewhere shows to name a person or an
// organization: "Kerry" in a headline over "John Kerry met …".
func (v *view) spread() {
	type form struct {
		typ   schema.EntityType
		score float64
	}
	forms := map[string]form{}
	for _, m := range v.found {
		if m.Kind != schema.Named || m.Score < 0.6 {
			continue
		}
		switch {
		case m.Type == schema.Person:
			if w := v.words[m.End-1]; utf8.RuneCountInString(w) > 2 && capitalized(w) {
				forms[strings.ToLower(w)] = form{m.Type, m.Score}
			}
		case m.Type == schema.Organization && m.End-m.First == 1 && utf8.RuneCountInString(v.words[m.First]) > 2:
			forms[v.lower(m.First)] = form{m.Type, m.Score}
		}
	}
	for i, s := range v.doc.Sentences {
		if !v.read(i) {
			continue
		}
		for t := s.First; t < s.End; t++ {
			if v.taken[t] || !capitalized(v.words[t]) {
				continue
			}
			f, ok := forms[v.lower(t)]
			if !ok || strings.HasPrefix(v.tag(t).XPOS, "VB") && v.style[i] != prose || t == s.First && v.tag(t).UPOS != "PROPN" && v.tag(t).UPOS != "NOUN" {
				continue
			}
			m := schema.Mention{First: t, End: t + 1, Type: f.typ, Kind: schema.Named, Score: f.score * 0.9}
			m.Candidates = readings(v.gaz.Lookup(v.words[t]), f.typ)
			if f.typ == schema.Person {
				m.Title = v.titleBefore(t)
			}
			v.take(t, t+1)
			v.add(m)
		}
	}
}

// service reports a ministry, an army or the like that the recognizer took for an
// organization. It counts as its state, so the nationality in it and the noun
// become mentions of their own.
func (v *view) service(first, end int) bool {
	if !services[v.lower(end-1)] {
		return false
	}
	for t := first; t < end; t++ {
		if _, cands := v.gaz.Longest(v.words[t:end]); len(cands) > 0 && cands[0].Type == schema.Country {
			return true
		}
	}
	return false
}

// noName reports what recognizers take for names of bodies and places and is
// none: laws, prizes and plans, peoples without a state, adjectives of a region.
func (v *view) noName(first, end int, m schema.Mention) bool {
	last := v.lower(end - 1)
	switch m.Type {
	case schema.Organization:
		if len(m.Candidates) > 0 {
			return false
		}
		if last == "affairs" && end-first > 1 && (v.word(first-1, first) == "for" || v.word(first-1, first) == "of") {
			return true
		}
		return end-first > 1 && deeds[last]
	case schema.Place:
		tag := v.tag(first)
		if end-first > 1 || len(m.Candidates) > 0 && m.Candidates[0].ISO3 != "" {
			return false
		}
		return strings.HasPrefix(tag.XPOS, "JJ") || len(m.Candidates) == 0 && tag.XPOS == "NNPS"
	}
	return false
}

// warName reports a nationality in the name of a war: "Korean War", "Russo-
// Ukrainian War".
func (v *view) warName(k known) bool {
	if v.word(k.end, k.first) != "war" {
		return false
	}
	return capitalized(v.words[k.end]) || v.word(k.first-1, k.first) == "-" && strings.HasSuffix(v.word(k.first-2, k.first), "o")
}

func readings(cands []schema.Candidate, types ...schema.EntityType) []schema.Candidate {
	var out []schema.Candidate
	for _, c := range cands {
		if slices.Contains(types, c.Type) {
			out = append(out, c)
		}
	}
	return out
}

func hasRole(cands []schema.Candidate, role string) bool {
	return slices.ContainsFunc(cands, func(c schema.Candidate) bool { return c.Role == role })
}

func isPossessive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }

func isDigits(w string) bool {
	return w != "" && strings.IndexFunc(w, func(r rune) bool { return r < '0' || r > '9' }) < 0
}
