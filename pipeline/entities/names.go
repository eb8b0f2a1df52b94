package entities

import (
	"slices"
	"strings"

	"backchannel/pipeline/entities/ner"
	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// sure is the recognizer's score from which its type is not doubted.
const sure = 0.9

// names finds names and nationalities: the recognizer's and the gazetteer's,
// merged by the rules of the package's doc.
func (v *view) names(model *ner.Model) {
	v.ordinary = model.Ordinary
	recognized := v.doc.Names
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

func (v *view) sentence(s schema.Sentence, recognized []schema.Name) {
	v.own(s)
	listed := v.listed(s)
	for _, n := range recognized {
		if n.End > s.End {
			continue
		}
		// rule 1: a known name around the recognizer's
		n.First = v.behindState(listed, n)
		i := slices.IndexFunc(listed, func(k known) bool { return k.first < n.End && n.First < k.end })
		if i >= 0 && (v.outgrows(listed[i], n) || n.Type == schema.Place && v.tiled(listed[i:], n)) {
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
	v.inRows(s)
	v.ruling(s)
	v.apposed(s)
	v.speakers(s)
}

// own takes the names of the user's rows, whatever anybody else says.
func (v *view) own(s schema.Sentence) {
	for t := s.First; t < s.End; {
		n, cands := v.gaz.Own(v.words[t:s.End])
		if n == 0 {
			t++
			continue
		}
		m := schema.Mention{First: t, End: t + n, Type: cands[0].Type, Kind: schema.Named, Candidates: cands, Score: 1}
		if cands[0].Role == "demonym" {
			m.Kind = schema.Demonym
		}
		if m.Type == schema.Person {
			m.Title = v.titleBefore(t)
		}
		v.take(t, t+n)
		v.add(m)
		t += n
	}
}

// outgrows reports a listed name that is longer than the recognizer's and not a
// mere nationality before it.
func (v *view) outgrows(k known, n schema.Name) bool {
	if k.first > n.First || k.end < n.End || k.end-k.first == n.End-n.First {
		return false
	}
	c := k.cands[0]
	if c.Role == gazetteer.Metonym && !capitalized(v.words[k.end-1]) {
		return false // "U.S. government": the state is named, the rest describes
	}
	return c.Role != "demonym" && (c.Type != schema.Person || n.Type == schema.Person)
}

// behindState is where a recognized name begins that runs on from the name of a
// state: "São Tomé [and Príncipe Carlos Vila Nova]".
func (v *view) behindState(listed []known, n schema.Name) int {
	for _, k := range listed {
		if k.first < n.First && n.First < k.end && k.end < n.End && k.cands[0].Type == schema.Country {
			return k.end
		}
	}
	return n.First
}

// tiled reports that two or more listed names make up the recognizer's: "U.S.
// Middle East", "Iran–Iraq".
func (v *view) tiled(listed []known, n schema.Name) bool {
	at := n.First
	for i, k := range listed {
		if i > 0 && at < n.End && isHyphen(v.words[at]) {
			at++
		}
		if k.first != at {
			return false
		}
		at = k.end
		if at == n.End {
			// "San Francisco Bay" is no city of Bay.
			last := k.cands[0]
			return i > 0 && (listed[0].cands[0].Type == schema.Country || last.Type == schema.Country || last.Type == schema.Place && last.Prior >= 0.5)
		}
	}
	return false
}

// pacts begin names of agreements.
var pacts = set("treaty", "accord", "accords", "agreement", "pact", "protocol", "convention", "charter", "declaration")

// recognized takes a name of the recognizer, in parts where it holds a title or
// joins two known names.
func (v *view) recognized(n schema.Name) {
	if n.Type != schema.Person && n.End-n.First > 2 && pacts[v.lower(n.First)] && v.lower(n.First+1) == "of" {
		return // "Treaty of Ottawa": an agreement, which nouns finds
	}
	if v.known(n.First, n.End) && v.beforeTitle(n.First, n.End-n.First) == n.End-n.First {
		v.name(n)
		return
	}
	if at, words := v.titleIn(n.First, n.End); words > 0 && !(n.Type == schema.Person && words == 1 && at > n.First && at+1 == n.End && v.gaz.IsSurname(v.words[at])) {
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
	// "President José Mujica of Uruguay"
	if of := slices.Index(v.words[n.First:n.End], "of"); of > 0 && n.First+of+1 < n.End && n.Type == schema.Person {
		state := schema.Name{First: n.First + of + 1, End: n.End, Type: schema.Place, Score: n.Score}
		if v.lower(state.First) == "the" && state.First+1 < n.End {
			state.First++
		}
		if v.known(state.First, state.End) {
			n.End = n.First + of
			v.name(n)
			v.name(state)
			return
		}
	}
	v.name(n)
}

func (v *view) known(first, end int) bool {
	n, _ := v.gaz.Longest(v.words[first:end])
	return n == end-first
}

// name takes one name.
func (v *view) name(n schema.Name) {
	first, end := n.First, n.End
	for end > first && isPossessive(v.lower(end-1)) {
		end--
	}
	for first < end && (v.lower(first) == "the" || !letters(v.words[first]) && !isDigits(v.words[first])) {
		first++
	}
	if n.Type == schema.Person && end-first > 1 && quarters[v.lower(first)] && v.titleBefore(first) == "" {
		n.Type = schema.Place
	}
	typ := n.Type
	if typ == schema.Person {
		first = v.afterNationality(first, end)
		if end+1 < v.end(first) && isHyphen(v.words[end]) && v.joined(end) && v.joined(end+1) && small(v.words[end+1]) && v.free(end, end+2) {
			end += 2 // "Deng Hsiao-ping"
		}
	}
	if first >= end || !v.free(first, end) || strings.HasSuffix(v.words[end-1], "$") || v.word(end, first) == "$" && v.joined(end) {
		return
	}
	if v.style[v.in[first]] == place && typ != schema.Place {
		return
	}
	if typ == schema.Organization {
		end = v.overOrgan(first, end)
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

// text is the span's words with one blank for white space.
func (v *view) text(first, end int) string {
	s := v.doc.Text[v.doc.Tokens[first].Start:v.doc.Tokens[end-1].End]
	if strings.ContainsAny(s, "\n\t\u00a0") || strings.Contains(s, "  ") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
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

// locations are the readings as a place, with the organizations that the place
// stands for ("Brussels") behind them.
func locations(cands []schema.Candidate) []schema.Candidate {
	out := readings(cands, schema.Country, schema.City, schema.Place)
	if len(out) > 0 {
		for _, c := range cands {
			if c.Type == schema.Organization && c.Role == gazetteer.Metonym {
				out = append(out, c)
			}
		}
	}
	return out
}

func hasRole(cands []schema.Candidate, role string) bool {
	return slices.ContainsFunc(cands, func(c schema.Candidate) bool { return c.Role == role })
}

func isHyphen(w string) bool { return w == "-" || w == "–" || w == "‑" || w == "/" }

func isPossessive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }

func small(w string) bool { return w != "" && w[0] >= 'a' && w[0] <= 'z' }

func isDigits(w string) bool {
	return w != "" && strings.IndexFunc(w, func(r rune) bool { return r < '0' || r > '9' }) < 0
}
