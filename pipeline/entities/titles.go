package entities

import (
	"slices"
	"strings"
	"unicode/utf8"

	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// titledNames takes the capitals behind a title that nothing else explains:
// "Foreign Minister Stoltenberg".
func (v *view) titledNames(s schema.Sentence) {
	if v.style[v.in[s.First]] != prose {
		return
	}
	for t := s.First; t < s.End; {
		k, kind := v.gaz.TitleKind(v.words[t:s.End])
		if k == 0 && !capitalized(v.words[t]) && offices[v.lower(t)] {
			k, kind = 1, gazetteer.OfficeTitle
		}
		if k == 0 || !v.free(t, t+k) {
			t++
			continue
		}
		if !capitalized(v.words[t]) && !(t+k < s.End && v.tag(t+k).XPOS == "NNP" && !isUpper(v.words[t+k]) && len(v.gaz.Lookup(v.words[t+k])) == 0) {
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

// apposed takes the capitals before a comma and an office: "Hemedti, leader of the
// rebels,".
func (v *view) apposed(s schema.Sentence) {
	if v.style[v.in[s.First]] != prose {
		return
	}
	for t := s.First; t < s.End; t++ {
		end := t
		for end < s.End && !v.taken[end] && capitalized(v.words[end]) && v.tag(end).XPOS == "NNP" && !isUpper(v.words[end]) {
			end++
		}
		if end == t {
			continue
		}
		if t > s.First && v.beside(t, end) || end+1 >= s.End || v.words[end] != "," || end-t > 3 || lowWords[v.lower(t)] || months[v.lower(t)] {
			t = end
			continue
		}
		u := end + 1
		if w := v.lower(u); w == "the" || w == "a" || w == "an" {
			u++
		}
		for u < s.End && (v.tag(u).UPOS == "ADJ" || v.tag(u).UPOS == "NOUN" && !offices[v.base(u)]) && u < end+5 {
			u++
		}
		if u < s.End && offices[v.base(u)] && !capitalized(v.words[u]) && v.tag(u).XPOS == "NN" && len(v.gaz.Lookup(v.text(t, end))) == 0 {
			v.take(t, end)
			v.add(schema.Mention{First: t, End: end, Type: schema.Person, Kind: schema.Named, Score: 0.6, Title: v.titleBefore(t)})
		}
		t = end
	}
}

// ruling takes the one capital before "government" for its head: "the Paluckas
// government", "the Assad regime".
func (v *view) ruling(s schema.Sentence) {
	if v.style[v.in[s.First]] != prose {
		return
	}
	for t := s.First + 1; t < s.End; t++ {
		switch v.lower(t) {
		case "government", "administration", "cabinet", "regime", "presidency":
		default:
			continue
		}
		if !capitalized(v.words[t-1]) || isUpper(v.words[t-1]) || !strings.HasPrefix(v.tag(t-1).XPOS, "NNP") || capitalized(v.words[t]) {
			continue
		}
		if i := slices.IndexFunc(v.found, func(m schema.Mention) bool { return m.First <= t-1 && t-1 < m.End }); i >= 0 {
			if m := &v.found[i]; m.End-m.First == 1 && (m.Type == schema.Organization || m.Type == schema.Place) && len(m.Candidates) == 0 {
				m.Type = schema.Person
			}
			continue
		}
		if t-1 > s.First && (!capitalized(v.words[t-2]) || v.taken[t-2]) && len(v.gaz.Lookup(v.words[t-1])) == 0 {
			v.take(t-1, t)
			v.add(schema.Mention{First: t - 1, End: t, Type: schema.Person, Kind: schema.Named, Score: 0.6})
		}
	}
}

// inTitle reports words inside the title of an office: "Secretary of the Treasury".
func (v *view) inTitle(first, end int) bool {
	for t := max(v.first(first), first-5); t < first; t++ {
		if !v.taken[t] && capitalized(v.words[t]) && t+v.gaz.Title(v.words[t:v.end(first)]) >= end {
			return true
		}
	}
	return false
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
		if t == first+1 && t+k < end && v.gaz.IsGiven(v.words[first]) && !v.known(first, t) {
			continue // "Omar Sheikh Khalil"
		}
		return t, min(k, end-t)
	}
	return 0, 0
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

// speakers takes single capitals inside a sentence that nothing else explains and
// that speak or meet: "Renzi asked for more time".
func (v *view) speakers(s schema.Sentence) {
	if v.style[v.in[s.First]] != prose {
		return
	}
	for t := s.First + 1; t < s.End; t++ {
		w, tag := v.words[t], v.tag(t)
		if tag.UPOS != "PROPN" || tag.Dep != "nsubj" || tag.Head < 0 || !speech[v.tag(tag.Head).Lemma] || !v.free(t, t+1) ||
			!capitalized(w) || isUpper(w) || v.ordinary(w) || v.beside(t, t+1) || len(locations(v.gaz.Lookup(w))) > 0 || v.gaz.Title(v.words[t:s.End]) > 0 {
			continue
		}
		v.take(t, t+1)
		v.add(schema.Mention{First: t, End: t + 1, Type: schema.Person, Kind: schema.Named, Score: 0.6})
	}
}

// speech are verbs whose subject is mostly a person.
var speech = set("say", "ask", "tell", "reply", "answer", "urge", "warn", "add", "insist", "deny", "claim", "promise", "apologize", "resign", "smile",
	"meet", "visit", "phone", "write", "speak", "talk", "testify", "argue", "admit", "recall", "explain", "propose")
