package entities

import (
	"slices"
	"strings"

	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// nested adds the state in the name of one of its bodies: "Finnish Parliament",
// "Supreme Court of Canada".
func (v *view) nested(first, end int) {
	if !slices.ContainsFunc(v.words[first:end], func(w string) bool { return organs[strings.ToLower(w)] }) || v.word(end-2, first) == "democratic" {
		return
	}
	n, cands := v.gaz.Longest(v.words[first : end-1])
	if n > 0 && v.nation(first, first+n, cands) {
		return
	}
	for t := first + 1; t+1 < end; t++ {
		if v.lower(t) != "of" {
			continue
		}
		t++
		if v.lower(t) == "the" {
			t++
		}
		if n, cands := v.gaz.Longest(v.words[t:end]); n > 0 && t+n == end && cands[0].Role != "demonym" {
			v.nation(t, t+n, cands)
		}
	}
}

// parties adds the states that the name of an event or agreement begins with: "U.S.
// Kazakhstan Strategic Partnership Dialogue".
func (v *view) parties(first, end int) {
	for t := first; t < end; {
		n, cands := v.gaz.Longest(v.words[t:end])
		if n == 0 || !v.nation(t, t+n, cands) {
			if !isHyphen(v.words[t]) && v.lower(t) != "and" {
				return
			}
			n = 1
		}
		t += n
	}
}

// overOrgan extends an acronym over the capitals of a body of the organization:
// "NATO Permanent Council", "ASEAN Council of Ministers".
func (v *view) overOrgan(first, end int) int {
	if !isAcronym(v.text(first, end)) {
		return end
	}
	t := end
	for t < v.end(first) && !v.taken[t] && capitalized(v.words[t]) && !isUpper(v.words[t]) && (strings.HasPrefix(v.tag(t).XPOS, "NNP") || v.tag(t).UPOS == "ADJ") {
		t++
	}
	if t == end || !organs[v.lower(t-1)] {
		return end
	}
	if t+1 < v.end(first) && v.lower(t) == "of" && capitalized(v.words[t+1]) && v.tag(t+1).XPOS == "NNPS" {
		t += 2
	}
	return t
}

// nation adds the words of a name that are the name of a state.
func (v *view) nation(first, end int, cands []schema.Candidate) bool {
	if cands[0].Type != schema.Country || cands[0].Role == "capital" || cands[0].Role == gazetteer.Metonym {
		return false
	}
	m := schema.Mention{First: first, End: end, Type: schema.Country, Kind: schema.Named, Candidates: readings(cands, schema.Country), Score: 0.6}
	if cands[0].Role == "demonym" {
		m.Kind = schema.Demonym
	}
	v.add(m)
	return true
}
