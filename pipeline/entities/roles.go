package entities

import (
	"strings"

	"backchannel/schema"
)

// roles finds descriptions: of a person by an office ("the Russian foreign
// minister"), of a state by those who act for it ("officials", "troops", "the
// government"), and of several at once ("the two countries", "both sides"). The
// span is the noun with its compounds; nationalities beside it are mentions of
// their own.
func (v *view) roles() {
	for t := range v.words {
		if v.taken[t] || !v.read(v.in[t]) {
			continue
		}
		if pos := v.tag(t).UPOS; pos != "NOUN" && pos != "PROPN" {
			continue
		}
		lemma := v.base(t)
		switch {
		case several[lemma] != "" && v.counted(t):
			v.add(schema.Mention{First: t, End: t + 1, Type: several[lemma], Kind: schema.Nominal, Score: 0.6})
		case offices[lemma]:
			if first, ok := v.office(t); ok {
				v.add(schema.Mention{First: first, End: t + 1, Type: schema.Person, Kind: schema.Nominal, Score: 0.6})
			}
		case lemma == "government" && v.ofHeads(t):
			// "the heads of state and government": people, whose states are named elsewhere
		case agents[lemma] || services[lemma]:
			if v.nounFollows(t) && (agents[v.base(v.afterHyphen(t))] || services[v.base(v.afterHyphen(t))] || offices[v.base(v.afterHyphen(t))]) {
				continue // "government officials": the next noun is the head
			}
			v.add(schema.Mention{First: v.compound(t), End: t + 1, Type: schema.Country, Kind: schema.Nominal, Score: 0.6})
		case kinds[lemma] != "" && v.tag(t).XPOS != "NNS" && v.definite(t) && !v.nameFollows(t):
			v.add(schema.Mention{First: t, End: t + 1, Type: kinds[lemma], Kind: schema.Nominal, Score: 0.5})
		}
	}
}

// ofHeads reports the end of "heads of government" and "heads of state and government".
func (v *view) ofHeads(t int) bool {
	if v.word(t-1, t) == "and" && v.word(t-2, t) == "state" {
		t -= 2
	}
	w := v.word(t-2, t)
	return v.word(t-1, t) == "of" && (w == "head" || w == "heads")
}

// counted reports "two", "three" or "both" before a noun.
func (v *view) counted(t int) bool {
	for u := t - 1; u >= max(v.first(t), t-3); u-- {
		if numbers[v.lower(u)] {
			return true
		}
		if v.tag(u).UPOS != "ADJ" && v.tag(u).UPOS != "NOUN" {
			return false
		}
	}
	return false
}

// office is the span of an office's words that end with t, unless a name follows
// and makes them its title.
func (v *view) office(t int) (first int, ok bool) {
	if t+1 < v.end(t) && v.taken[t+1] && v.person(t+1) || v.nounFollows(t) {
		return 0, false
	}
	if end := t + v.gaz.Title(v.words[t:v.end(t)]); end > t+1 && end < v.end(t) && v.person(end) {
		return 0, false // "Secretary of the Treasury John Connally"
	}
	first = v.titleFirst(t+1, t)
	if first > t {
		first = v.compound(t)
	}
	return first, true
}

// compound extends a noun over the nouns and classifying adjectives that stand
// before it and are no names.
func (v *view) compound(t int) int {
	first := t
	for u := t - 1; u >= v.first(t); u-- {
		if v.taken[u] {
			break
		}
		if tag := v.tag(u); tag.UPOS == "NOUN" && v.hangs(u, t) || tag.UPOS == "ADJ" && sorting[v.lower(u)] || tag.UPOS == "PROPN" && v.hangs(u, t) {
			first = u
			continue
		}
		break
	}
	return first
}

// definite reports "the", "this" or "that" before a noun, at most one adjective
// between.
func (v *view) definite(t int) bool {
	u := t - 1
	if u > v.first(t) && v.tag(u).UPOS == "ADJ" && !v.taken[u] {
		u--
	}
	switch v.word(u, t) {
	case "the", "this", "that":
		return true
	}
	return false
}

// nameFollows reports a kind of thing whose name follows: "the city of Homs", "the town
// Sarrin".
func (v *view) nameFollows(t int) bool {
	u := t + 1
	if v.word(u, t) == "of" {
		u++
	}
	return u < v.end(t) && (v.taken[u] || capitalized(v.words[u])) || v.nounFollows(t)
}

// pronouns puts personal, possessive and relative pronouns on the list.
func (v *view) pronouns() {
	for t := range v.words {
		if v.taken[t] || !v.read(v.in[t]) {
			continue
		}
		w := v.lower(t)
		typ, ok := pronounType[w]
		if !ok || v.tag(t).UPOS != "PRON" && v.tag(t).UPOS != "DET" {
			continue
		}
		if v.words[t] == "US" || v.words[t] == "IT" && v.style[v.in[t]] == prose || v.tag(t).Dep == "expl" {
			continue
		}
		v.add(schema.Mention{First: t, End: t + 1, Type: typ, Kind: schema.Pronoun, Score: 0.5})
	}
}

func isOrdinal(w string) bool {
	w = strings.ToLower(w)
	for _, s := range []string{"st", "nd", "rd", "th"} {
		if n := strings.TrimSuffix(w, s); n != w && isDigits(n) {
			return true
		}
	}
	return isDigits(w)
}
