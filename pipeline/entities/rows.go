package entities

import "backchannel/schema"

// quarters are first words of places that bear the name of another one's side:
// "South Darfur", "North Bondi". Recognizers take them for given names.
var quarters = set("north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower", "central")

// inRows takes the capitals that stand in a row between two names of one type and
// that nothing else explains: "the National Party, ACT and New Zealand First".
func (v *view) inRows(s schema.Sentence) {
	if v.style[v.in[s.First]] != prose {
		return
	}
	for t := s.First + 2; t+2 < s.End; t++ {
		if v.taken[t] || v.taken[t-1] || !capitalized(v.words[t]) || !letters(v.words[t]) || !v.joins(t-1) {
			continue
		}
		end := t + 1
		for end < s.End && !v.taken[end] && capitalized(v.words[end]) && letters(v.words[end]) {
			end++
		}
		after := end + 1
		if after < s.End && v.joins(end) && v.lower(after) == "and" {
			after++
		}
		if after < s.End && v.lower(after) == "the" {
			after++
		}
		left, right := v.nameAt(t-2), v.nameAt(after)
		if !v.joins(end) || left == nil || right == nil || left.Type != right.Type || left.Type != schema.Organization && left.Type != schema.Person {
			continue
		}
		m := schema.Mention{First: t, End: end, Type: left.Type, Kind: schema.Named, Score: min(left.Score, right.Score) / 2}
		m.Candidates = readings(v.gaz.Lookup(v.text(t, end)), left.Type)
		v.take(t, end)
		v.add(m)
	}
}

// joins reports a comma or "and".
func (v *view) joins(t int) bool { return v.words[t] == "," || v.lower(t) == "and" }

// nameAt is the name that token t stands in, or nil.
func (v *view) nameAt(t int) *schema.Mention {
	if t >= len(v.taken) || !v.taken[t] {
		return nil
	}
	for i := range v.found {
		if m := &v.found[i]; m.Kind == schema.Named && m.First <= t && t < m.End {
			return m
		}
	}
	return nil
}
