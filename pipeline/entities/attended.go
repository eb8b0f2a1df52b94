package entities

import (
	"slices"

	"backchannel/schema"
)

// attended makes events of what somebody attends, whatever its name: "attended the
// dedication of the canal", "attending the World Cup". What one attends for years,
// a school or a church, is none.
func (v *view) attended(table nounTable) {
	for t := range v.words {
		if v.tag(t).Lemma != "attend" && v.lower(t) != "attended" || !v.read(v.in[t]) || v.style[v.in[t]] == titleCase {
			continue
		}
		first, end := v.phrase(t + 1)
		if first >= end {
			continue
		}
		// "the Assistance Initiative for the Philippines conference"
		if v.word(end, t) == "for" && capitalized(v.words[end-1]) {
			if _, e := v.phrase(end + 1); e > end+1 && !capitalized(v.words[e-1]) {
				if n, _, ok := v.nounAt(table, e-1); ok && n.typ == schema.Event {
					end = e
					v.dropWithin(first, end)
				}
			}
		}
		head := end - 1
		over := slices.IndexFunc(v.found, func(m schema.Mention) bool { return m.First <= head && head < m.End })
		if over >= 0 && !(v.found[over].Type == schema.Event && v.found[over].First > first && capitalized(v.words[first])) {
			m := &v.found[over]
			if m.Type == schema.Organization && !seats[v.base(head)] && m.First <= first+1 && (len(m.Candidates) == 0 || v.numbered(m.First) || table[v.base(head)] != nil && m.End-m.First > 1) {
				m.Type, m.Candidates = schema.Event, nil
				m.First, m.Head = first, head
				m.Start = v.doc.Tokens[first].Start
				v.take(first, m.End)
			}
			continue
		}
		if seats[v.base(head)] || several[v.base(head)] != "" {
			continue
		}
		if _, _, ok := v.nounAt(table, head); ok && !capitalized(v.words[head]) && !capitalized(v.words[first]) {
			continue // nominals finds it
		}
		kind := schema.Nominal
		if capitalized(v.words[head]) {
			kind = schema.Named
			end = v.nameRight(end)
			v.dropWithin(first, end)
			v.found = slices.DeleteFunc(v.found, func(m schema.Mention) bool { return m.Type == schema.Event && m.First >= first && m.End <= end })
		}
		v.add(schema.Mention{First: first, End: end, Type: schema.Event, Kind: kind, Score: 0.6})
		v.found[len(v.found)-1].Head = head
		v.take(first, end)
	}
}

// phrase is the noun phrase that begins at t, without its article: the words up to
// the last noun before anything else.
func (v *view) phrase(t int) (first, end int) {
	stop := v.end(min(t, len(v.words)-1))
	for t < stop && (v.tag(t).UPOS == "DET" || v.tag(t).UPOS == "PRON" && v.tag(t).XPOS == "PRP$") {
		t++
	}
	first, end = t, t
	for ; t < stop; t++ {
		switch tag := v.tag(t); tag.UPOS {
		case "NOUN", "PROPN":
			if months[v.lower(t)] {
				return first, end
			}
			end = t + 1
		case "ADJ", "NUM":
		case "CCONJ":
			// "a Trade and Investment Showcase", but not "the summit and the talks"
			if t == first || t+1 >= stop || v.tag(t+1).UPOS == "DET" || !capitalized(v.words[t-1]) || !capitalized(v.words[t+1]) || v.endsMention(t-1) {
				return first, end
			}
		case "PUNCT", "PART", "SYM":
			if w := v.words[t]; w != "-" && w != "–" && !possessive(w) {
				return first, end
			}
		case "VERB":
			if tag.XPOS != "VBG" || t != first { // "opening session"
				return first, end
			}
		default:
			return first, end
		}
	}
	return first, end
}

// endsMention reports a token that ends a name found so far, unless it is one of an
// event before a plural: "Trade Ministerial and Summit Meetings".
func (v *view) endsMention(t int) bool {
	return slices.ContainsFunc(v.found, func(m schema.Mention) bool { return m.End == t+1 && m.Type != schema.Event })
}

func possessive(w string) bool { return w == "'s" || w == "’s" || w == "'" || w == "’" }

// seats are what is attended without being an event.
var seats = set("school", "college", "university", "academy", "church", "mosque", "synagogue", "seminary", "institute", "class", "classes", "lesson",
	"course", "kindergarten", "conservatory", "gymnasium", "lycée", "madrasa", "need", "matter", "patient")
