package entities

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// nounTable holds the ontology's common nouns by their last word.
type nounTable map[string][]noun

type noun struct {
	words []string // lemmas in small letters; a hyphen counts as a border
	typ   schema.EntityType
}

func nounsOf(onto *schema.Ontology) nounTable {
	t := nounTable{}
	for typ, kind := range onto.Entities {
		for _, n := range kind.Nouns {
			words := strings.FieldsFunc(strings.ToLower(n), func(r rune) bool { return r == ' ' || r == '-' })
			if len(words) > 0 {
				last := words[len(words)-1]
				t[last] = append(t[last], noun{words, typ})
			}
		}
	}
	for _, ns := range t {
		slices.SortFunc(ns, func(a, b noun) int {
			if d := len(b.words) - len(a.words); d != 0 {
				return d
			}
			if a.typ != b.typ {
				return strings.Compare(string(a.typ), string(b.typ))
			}
			return strings.Compare(strings.Join(a.words, " "), strings.Join(b.words, " "))
		})
	}
	return t
}

// nounAt is the longest noun of the table that ends with token t: its type and
// first token.
func (v *view) nounAt(table nounTable, t int) (noun, int, bool) {
	if pos := v.tag(t).UPOS; pos != "NOUN" && pos != "PROPN" {
		return noun{}, 0, false
	}
	ns := table[v.base(t)]
	if ns == nil {
		if w := v.lower(t); strings.Contains(w, "-") {
			ns = table[w[strings.LastIndexByte(w, '-')+1:]]
		}
	}
	for _, n := range ns {
		if first, ok := v.matchBack(n.words, t); ok {
			return n, first, true
		}
	}
	return noun{}, 0, false
}

// matchBack reads a noun's words backwards from token t; hyphens in and between
// tokens are borders.
func (v *view) matchBack(words []string, t int) (first int, ok bool) {
	at := t
	for i := len(words) - 1; i >= 0; {
		if at < v.first(t) {
			return 0, false
		}
		if v.words[at] == "-" && at < t {
			at--
			continue
		}
		parts := strings.Split(v.lower(at), "-")
		parts[len(parts)-1] = singular(parts[len(parts)-1], v.tag(at))
		if len(parts) > 1 && i+1 < len(parts) {
			return 0, false
		}
		for j := len(parts) - 1; j >= 0; j-- {
			if parts[j] != words[i] {
				return 0, false
			}
			i--
		}
		first = at
		at--
	}
	return first, true
}

// base is the lemma of a noun in small letters.
func (v *view) base(t int) string { return singular(v.lower(t), v.tag(t)) }

// singular is the lemma where the tagger took the word for a common noun, else
// the word without a plural's s: a capital hides lemmas from taggers.
func singular(w string, tag schema.Tag) string {
	if tag.UPOS == "NOUN" && tag.Lemma != "" && !strings.Contains(w, "-") && !capitalized(tag.Lemma) {
		return tag.Lemma
	}
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 5:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && len(w) > 3:
		return w[:len(w)-1]
	}
	return w
}

// named finds agreements and events with a name of their own: "Oslo Accords",
// "Treaty of Lausanne", "G-20 summit". A head with a capital in prose, or a noun
// behind an acronym or a place where that makes a name.
func (v *view) named(table nounTable) {
	for t := range v.words {
		if !v.read(v.in[t]) {
			continue
		}
		n, first, ok := v.nounAt(table, t)
		if !ok || n.typ != schema.Agreement && n.typ != schema.Event || bodies[v.base(t)] && !v.numbered(first) && !(n.typ == schema.Agreement && v.word(t+1, t) == "on") {
			continue
		}
		over := slices.IndexFunc(v.found, func(m schema.Mention) bool { return m.First <= t && t < m.End })
		if over >= 0 {
			// the recognizer calls "Madrid Peace Conference" an organization
			if m := &v.found[over]; m.Type == schema.Organization && (len(m.Candidates) == 0 || meetings[v.base(t)]) && v.headed(*m, t) && v.style[v.in[t]] == prose {
				m.Type, m.Head, m.Candidates = n.typ, t, nil
				v.parties(m.First, m.End)
			}
			continue
		}
		if v.style[v.in[t]] != prose {
			continue
		}
		left := v.nameLeft(first)
		end := t + 1
		if capitalized(v.words[t]) && (t > v.first(t) || left < first) {
			end = v.nameRight(end)
		}
		capital := capitalized(v.words[t]) && (left < first || end > t+1)
		if !capital && !(left < first && v.titled(left, first, n.typ)) {
			continue
		}
		v.dropWithin(left, end)
		cands := readings(v.gaz.Lookup(v.text(left, end)), schema.Agreement, schema.Event)
		v.add(schema.Mention{First: left, End: end, Type: n.typ, Kind: schema.Named, Candidates: cands, Score: 0.8})
		v.found[len(v.found)-1].Head = t
		for i := left; i < end; i++ {
			v.taken[i] = v.taken[i] || i < first || i > t || capital
		}
		v.take(first, t+1)
	}
}

// numbered reports an ordinal or a year before a name: one of a row of events.
func (v *view) numbered(first int) bool {
	for t := first - 1; t >= v.first(first) && t >= first-6; t-- {
		if isOrdinal(v.words[t]) || ordinals[v.lower(t)] {
			return true
		}
		if !capitalized(v.words[t]) {
			return false
		}
	}
	return false
}

// headed reports that the noun at t heads the name: its last word, or the last
// before "of", "on", "for".
func (v *view) headed(m schema.Mention, t int) bool {
	return t == m.End-1 || ofs[v.lower(t+1)]
}

// nameLeft extends a name to the left over capitals, numbers and hyphens.
func (v *view) nameLeft(first int) int {
	left := first
	for left > v.first(first) {
		w := v.words[left-1]
		switch {
		case w == "-" || w == "–":
			if left-2 < v.first(first) || !capitalized(v.words[left-2]) && !isDigits(v.words[left-2]) {
				return left
			}
		case left-1 == v.first(first) && (v.tag(left-1).UPOS == "DET" || v.tag(left-1).UPOS == "ADP" || v.tag(left-1).UPOS == "VERB"):
			return left
		case capitalized(w) && !lowWords[strings.ToLower(w)] && v.tag(left-1).UPOS != "VERB" && v.tag(left-1).UPOS != "AUX" && !months[strings.ToLower(w)]:
		case isOrdinal(w) && left < first:
		default:
			return left
		}
		if v.person(left - 1) {
			return left
		}
		left--
	}
	return left
}

// person reports a token in a person's name.
func (v *view) person(t int) bool {
	return slices.ContainsFunc(v.found, func(m schema.Mention) bool { return m.Type == schema.Person && m.First <= t && t < m.End })
}

// nameRight extends a name over "of", "on", "for" and the capitals behind them.
func (v *view) nameRight(end int) int {
	stop := v.end(end - 1)
	out := end
	for t := end; t < stop; {
		if !ofs[v.lower(t)] && !(out > end && (v.lower(t) == "and" || v.lower(t) == "in")) {
			break
		}
		u := t + 1
		for u < stop && (v.lower(u) == "the") {
			u++
		}
		if u >= stop || !capitalized(v.words[u]) || v.person(u) || months[v.lower(u)] || v.lower(t) == "in" && v.scene(u) {
			break
		}
		for u < stop && (capitalized(v.words[u]) || (v.words[u] == "-" && u+1 < stop && capitalized(v.words[u+1]))) {
			u++
		}
		out, t = u, u
	}
	return out
}

// scene reports a token in the name of a city or country: "the summit … in Helsinki".
func (v *view) scene(t int) bool {
	return slices.ContainsFunc(v.found, func(m schema.Mention) bool {
		return (m.Type == schema.City || m.Type == schema.Country) && m.First <= t && t < m.End
	})
}

// titled reports a lower-case noun that the words before it make into a name:
// "G-20 summit", "Minsk agreement". Nationalities and countries do not: "US-Russia
// deal" is one deal among many.
func (v *view) titled(left, first int, typ schema.EntityType) bool {
	for _, m := range v.found {
		if m.First < left || m.End > first {
			continue
		}
		switch {
		case m.Type == schema.Organization && m.End == first && typ == schema.Event && isAcronym(v.text(m.First, m.End)):
			return true
		case m.Type == schema.City && m.First == left && m.End == first && typ == schema.Agreement:
			return true
		}
	}
	return isAcronym(v.text(left, first)) && v.free(left, first)
}

// isAcronym reports "NATO", "G-20", "G7", "APEC".
func isAcronym(s string) bool {
	upper := 0
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z':
			upper++
		case r >= '0' && r <= '9' || r == '-' || r == '–' || r == '.' || r == '+':
		default:
			return false
		}
	}
	return upper > 0 && len(s) > 1
}

// dropWithin takes cities, places and the recognizer's organizations that lie
// within a longer name off the list: nobody is in Dayton for the Dayton Accords.
// Countries stay.
func (v *view) dropWithin(first, end int) {
	v.found = slices.DeleteFunc(v.found, func(m schema.Mention) bool {
		return m.First >= first && m.End <= end &&
			(m.Type == schema.City || m.Kind == schema.Named && (m.Type == schema.Agreement || m.Type == schema.Event) || len(m.Candidates) == 0 && (m.Type == schema.Organization || m.Type == schema.Place))
	})
}

// nominals finds the ontology's common nouns: "ceasefire talks", "de-escalation
// zones", "separatist rebels".
func (v *view) nominals(table nounTable) {
	for t := range v.words {
		if v.taken[t] || !v.read(v.in[t]) {
			continue
		}
		n, first, ok := v.nounAt(table, t)
		if !ok || !v.free(first, t+1) || v.verbal(t) || v.inLonger(table, t) {
			continue
		}
		if v.nounFollows(t) && n.typ != schema.Organization {
			// "peace talks agreement": the next noun is the head
			if _, next, ok := v.nounAt(table, v.afterHyphen(t)); ok && next > t {
				continue
			}
			if bodies[v.base(t)] {
				continue // "settlement expansion"
			}
		}
		if v.base(t) == "settlement" && v.tag(t).XPOS == "NNS" {
			continue // villages
		}
		left := v.modifiers(first)
		for _, m := range v.found {
			if m.Kind == schema.Named && m.First < left && left < m.End && m.End <= first {
				left = v.modifiers(m.First) // "international Middle East peace process"
			}
		}
		if n.typ == schema.Organization && (left == t || v.word(t+1, t) == "-") {
			continue // a group needs a word that says which one
		}
		v.add(schema.Mention{First: left, End: t + 1, Type: n.typ, Kind: schema.Nominal, Score: 0.7})
		v.found[len(v.found)-1].Head = t
	}
}

// inLonger reports a noun within a longer one that ends behind it: "memorandum" in
// "memorandum of understanding".
func (v *view) inLonger(table nounTable, t int) bool {
	for u := t + 1; u < min(t+3, v.end(t)); u++ {
		if _, first, ok := v.nounAt(table, u); ok && first <= t {
			return true
		}
	}
	return false
}

// verbal reports a noun reading that the tagger gave to a word used as a verb or
// inside a fixed phrase: "a great deal of".
func (v *view) verbal(t int) bool {
	if v.lower(t) != "deal" || t == v.first(t) {
		return false
	}
	before := v.lower(t - 1)
	return before == "great" || before == "good" && v.word(t+1, t) == "of"
}

// nounFollows reports a noun right behind t that t modifies.
func (v *view) nounFollows(t int) bool {
	u := v.afterHyphen(t)
	return u < v.end(t) && (v.tag(u).UPOS == "NOUN") && v.tag(t).Head == u
}

func (v *view) afterHyphen(t int) int {
	if t+2 < v.end(t) && v.words[t+1] == "-" {
		return t + 2
	}
	return min(t+1, len(v.words)-1)
}

// modifiers extends a noun to the left over the words that say which kind of
// thing it is: nouns, names and nationalities, classifying adjectives and
// participles joined to a noun ("UN-backed"). Judgements ("elusive"), numbers and
// articles stay out.
func (v *view) modifiers(first int) int {
	left := first
	for t := first - 1; t >= v.first(first); t-- {
		w := v.lower(t)
		tag := v.tag(t)
		switch {
		case w == "-":
			if t-1 < v.first(first) || !v.joined(t) || !v.joined(t+1) {
				return left
			}
			continue // decided by the word before it
		case v.person(t):
			return left
		case v.joinedRight(t) && t+2 == left && w != "-":
			left = t // "high-level"
		case tag.Dep == "nmod:poss" && !v.joinedRight(t):
			return left
		case tag.UPOS == "NOUN" && months[w]:
			return left
		case tag.UPOS == "NOUN", tag.UPOS == "PROPN" && !months[w]:
			if tag.UPOS == "NOUN" && v.style[v.in[t]] == prose && !v.hangs(t, first) {
				return left
			}
			left = t
		case tag.UPOS == "ADJ" && (classifying(w) || v.demonym(t)):
			left = t
		case strings.HasPrefix(tag.XPOS, "VB") && t < first && t > v.first(first) && v.words[t-1] == "-" && !capitalized(w):
			// "UN-backed", "US-brokered"
			left = t
		case tag.UPOS == "ADJ" && (t > v.first(first) && v.words[t-1] == "-"):
			left = t
		default:
			return left
		}
	}
	return left
}

// joinedRight reports a hyphen right behind a token.
func (v *view) joinedRight(t int) bool {
	return t+1 < v.end(t) && v.words[t+1] == "-" && v.joined(t+1)
}

// hangs reports that a noun's governor is at or behind the noun that it stands
// before: a modifier, not an argument that happens to stand there.
func (v *view) hangs(t, noun int) bool {
	return v.tag(t).Head > t && v.tag(t).Head < v.end(t) || v.joinedRight(t)
}

func (v *view) demonym(t int) bool {
	return slices.ContainsFunc(v.found, func(m schema.Mention) bool {
		return m.Kind == schema.Demonym && m.First <= t && t < m.End
	})
}

// classifying reports adjectives that sort things rather than judge them.
func classifying(w string) bool {
	if judging[w] {
		return false
	}
	if sorting[w] {
		return true
	}
	for _, s := range []string{"al", "ic", "ary", "ian", "ist"} {
		if strings.HasSuffix(w, s) && len(w) > len(s)+2 {
			return true
		}
	}
	return strings.Contains(w, "-")
}
