package entities

import "backchannel/schema"

// quarters are first words of places that bear the name of another one's side:
// "South Darfur", "North Bondi". Recognizers take them for given names.
var quarters = set("north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower", "central")

// inRows takes the capitals that stand in a row between two names of one type, or at
// its end behind two, and that nothing else explains: "the National Party, ACT and New
// Zealand First".
func (v *view) inRows(s schema.Sentence) {
	if v.style[v.in[s.First]] != prose {
		return
	}
	for t := s.First + 2; t < s.End; t++ {
		if v.taken[t] || v.taken[t-1] || !capitalized(v.words[t]) || !letters(v.words[t]) || !v.joins(t-1) {
			continue
		}
		end := t + 1
		for end < s.End && !v.taken[end] && capitalized(v.words[end]) && letters(v.words[end]) {
			end++
		}
		before := t - 2 // the last word of the name before
		if v.lower(t-1) == "and" && v.words[before] == "," {
			before--
		}
		if before < s.First {
			continue // the row begins before the sentence
		}
		after := end + 1
		if after < s.End && v.words[end] == "," && v.lower(after) == "and" {
			after++
		}
		if after < s.End && v.lower(after) == "the" {
			after++
		}
		left, other := v.nameAt(before), (*schema.Mention)(nil)
		switch {
		case left == nil:
			continue
		case end < s.End && v.joins(end) && after < s.End:
			other = v.nameAt(after)
		case v.lower(t-1) == "and" && left.First >= s.First+2 && v.words[left.First-1] == ",":
			other = v.nameAt(left.First - 2)
		}
		if other == nil || left.Type != other.Type || left.Type != schema.Organization && left.Type != schema.Person {
			continue
		}
		m := schema.Mention{First: t, End: end, Type: left.Type, Kind: schema.Named, Score: min(left.Score, other.Score) / 2}
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
