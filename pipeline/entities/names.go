package entities

import (
	"slices"
	"strings"
	"unicode/utf8"

	"backchannel/pipeline/entities/ner"
	"backchannel/schema"
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
		if i >= 0 && v.outgrows(listed[i], n) {
			continue
		}
		v.recognized(n)
	}
	for _, k := range listed {
		if v.free(k.first, k.end) {
			v.fromList(k)
		}
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
		for n > 1 && !letters(v.words[t+n-1]) && !isDigits(v.words[t+n-1]) {
			n, cands = v.shorter(t, n)
		}
		if n == 0 || len(cands) == 0 {
			t++
			continue
		}
		out = append(out, known{t, t + n, cands})
		t += n
	}
	return out
}

// shorter looks a match up again without its last word.
func (v *view) shorter(t, n int) (int, []schema.Candidate) {
	return v.gaz.Longest(v.words[t : t+n-1])
}

// recognized takes a name of the recognizer.
func (v *view) recognized(n ner.Name) {
	first, end := n.First, n.End
	for end > first && isPossessive(v.lower(end-1)) {
		end--
	}
	for first < end && (v.lower(first) == "the" || !letters(v.words[first]) && !isDigits(v.words[first])) {
		first++
	}
	typ := n.Type
	if typ == schema.Person {
		first = v.afterTitle(first, end)
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
	if m.Type == "" {
		return
	}
	if len(m.Candidates) > 0 && m.Candidates[0].Role == "demonym" {
		m.Kind = schema.Demonym
	}
	if m.Type == schema.Organization && len(m.Candidates) == 0 {
		if v.service(first, end) {
			return
		}
	}
	if m.Type == schema.Person {
		m.Title = v.titleBefore(first)
	}
	v.take(first, end)
	v.add(m)
}

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
		if !name || c.Prior < 0.5 || utf8.RuneCountInString(v.words[k.first]) < 4 || v.beside(k.first, k.end) {
			return
		}
	default:
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

// afterTitle skips nationalities and titles that the recognizer took into a
// person's name.
func (v *view) afterTitle(first, end int) int {
	for first < end-1 {
		if n := v.gaz.Title(v.words[first:end]); n > 0 && first+n < end {
			first += n
			continue
		}
		if _, cands := v.gaz.Longest(v.words[first : first+1]); len(cands) > 0 && cands[0].Role == "demonym" && !v.gaz.IsGiven(v.words[first]) {
			first++
			continue
		}
		break
	}
	return first
}

// titleBefore is the longest title of an office that ends right before a token.
func (v *view) titleBefore(t int) string {
	first := v.titleFirst(t)
	if first == t {
		return ""
	}
	title := v.text(first, t)
	if courtesy[strings.ToLower(strings.TrimSuffix(title, "."))] {
		return ""
	}
	return title
}

func (v *view) titleFirst(t int) int {
	for first := max(v.first(t), t-7); first < t; first++ {
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
