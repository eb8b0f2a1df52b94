package relations

import (
	"strings"

	"backchannel/schema"
)

// width orders locations from the narrow to the wide.
var width = map[schema.EntityType]int{schema.City: 1, schema.Place: 2, schema.Country: 3}

// locations finds a place that the text sets within another: "Halifax, Canada",
// "Bryansk in Russia", "the Kazakh capital Astana".
func (x *extractor) locations(s *sentence, kind schema.RelationType, m *merger) {
	in := s.text.in[s.index]
	for _, i := range in {
		a := s.doc.Mentions[i]
		inner := s.entityOf(i)
		if inner < 0 || !location(s.doc.Entities[inner].Type) || a.Kind == schema.Demonym {
			continue
		}
		item := s.doc.Sections[s.doc.Sentences[s.index].Section].Item
		if outer, first := s.locatedIn(a, inner); outer >= 0 {
			m.add(s.fact(kind.Name, inner, outer, first, a.End, "apposition"), item, byLocation)
		}
		if outer, last := s.locatedBehind(a, inner); outer >= 0 {
			m.add(s.fact(kind.Name, inner, outer, a.First, last, "comma"), item, byLocation)
			for _, sib := range s.rowBefore(a) {
				if e := s.entityOf(sib); e >= 0 && e != outer && s.within(s.doc.Mentions[sib], e, outer) {
					m.add(s.fact(kind.Name, e, outer, s.doc.Mentions[sib].First, last, "row"), item, byLocation)
				}
			}
		}
		if outer, first, last := s.locatedAmong(a, inner); outer >= 0 {
			m.add(s.fact(kind.Name, inner, outer, first, last, "among"), item, byLocation)
		}
	}
}

// rowBefore are the places that stand in a row before a: "Bryansk, Saratov and Tula
// oblasts, Russia".
func (s *sentence) rowBefore(a schema.Mention) (out []int) {
	joined := false
	for t := a.First - 1; s.has(t); {
		for ; s.has(t) && isAny(strings.ToLower(s.word(t)), "the", "and", ","); t-- {
			joined = joined || s.word(t) != "," && s.is(t, "CCONJ")
		}
		if !joined {
			return nil
		}
		m := s.mentionEnding(t + 1)
		if m < 0 || t+1 == a.First || s.doc.Mentions[m].Kind == schema.Demonym || !isAny(string(s.doc.Mentions[m].Type), string(schema.City), string(schema.Place)) {
			return out
		}
		out = append(out, m)
		a = s.doc.Mentions[m]
		t = a.First - 1
	}
	return out
}

// locatedAmong reads a place out of what it is one of: "in Somalia, including at Aden
// Adde Airport", "Belgrade and other Serbian cities", "Niger's Tillaberi Region".
func (s *sentence) locatedAmong(a schema.Mention, inner int) (outer, first, last int) {
	m, end := -1, a.End
	switch t := a.First - 1; {
	case s.has(t) && isAny(s.word(t), "'s", "’s", "'", "’"):
		m = s.mentionEnding(t)
		if m >= 0 && !s.knownWithin(a, s.doc.Mentions[m]) {
			return -1, 0, 0
		}
	case s.has(t):
		for ; s.has(t) && isAny(strings.ToLower(s.word(t)), "the", "at", "in", "near", "on"); t-- {
		}
		if s.has(t-1) && strings.EqualFold(s.word(t), "including") {
			if t--; s.word(t) == "," {
				t--
			}
			m = s.mentionEnding(t + 1)
		}
	}
	if t := a.End; m < 0 && s.has(t+3) && s.word(t) == "and" && s.word(t+1) == "other" {
		for u := t + 2; u < t+5 && s.has(u+1) && m < 0; u++ {
			m, end = s.mentionAt(u), u+1
		}
		named := false
		for u := end; m >= 0 && u < end+3 && s.has(u); u++ {
			if isAny(s.lemma(u), "city", "town", "area", "region", "province", "village", "site", "port", "capital", "location", "district", "state", "part") {
				named, end = true, u+1
				break
			}
		}
		if !named {
			return -1, 0, 0
		}
	}
	if m < 0 {
		return -1, 0, 0
	}
	e := s.entityOf(m)
	if e < 0 || e == inner || !s.within(a, inner, e) || width[s.doc.Entities[inner].Type] > width[s.doc.Entities[e].Type] {
		return -1, 0, 0
	}
	return e, min(a.First, s.doc.Mentions[m].First), max(end, s.doc.Mentions[m].End)
}

// locatedIn reads "the Kazakh capital Astana" and "Kazakhstan's capital, Astana".
func (s *sentence) locatedIn(a schema.Mention, inner int) (outer, first int) {
	t := a.First - 1
	if s.has(t) && (s.word(t) == "," || s.word(t) == "of") {
		t--
	}
	if !s.has(t) || !isAny(s.lemma(t), "capital", "city", "town", "port", "province", "region", "village", "resort", "island", "peninsula", "enclave", "state", "county",
		"district", "territory", "republic", "oblast", "governorate", "department", "prefecture", "emirate", "suburb", "neighborhood", "neighbourhood") {
		return -1, 0
	}
	for t--; s.has(t) && (isAny(s.word(t), "'s", "’s", "-") || s.is(t, "ADJ") && s.mentionAt(t) < 0 || s.is(t, "NOUN") && s.mentionAt(t) < 0); t-- {
	}
	if !s.has(t) {
		return -1, 0
	}
	m := s.mentionEnding(t + 1)
	if m < 0 {
		return -1, 0
	}
	e := s.entityOf(m)
	if e < 0 || e == inner || !s.within(a, inner, e) {
		return -1, 0
	}
	return e, s.doc.Mentions[m].First
}

// locatedBehind reads "Doha, Qatar" and "Minembwe in South Kivu".
func (s *sentence) locatedBehind(a schema.Mention, inner int) (outer, end int) {
	t := a.End
	if s.has(t) && isAny(s.lemma(t), "oblast", "province", "region", "district", "county", "governorate", "prefecture", "state") {
		t++ // "Bryansk and Tula oblasts, Russia"
	}
	if !s.has(t) {
		return -1, 0
	}
	joint := strings.ToLower(s.word(t))
	if joint != "," && joint != "in" && joint != "(" {
		return -1, 0
	}
	for t++; s.has(t) && isAny(strings.ToLower(s.word(t)), "the", "in", "northern", "southern", "eastern", "western", "central"); t++ {
	}
	if !s.has(t) {
		return -1, 0
	}
	m := s.mentionAt(t)
	if m < 0 || s.doc.Mentions[m].First != t || s.doc.Mentions[m].Kind == schema.Demonym {
		return -1, 0
	}
	b := s.doc.Mentions[m]
	e := s.entityOf(m)
	if e < 0 || e == inner || !s.within(a, inner, e) || joint == "," && width[s.doc.Entities[inner].Type] > width[s.doc.Entities[e].Type] {
		return -1, 0
	}
	if joint == "," && !s.knownWithin(a, b) && s.list(a, b) {
		return -1, 0
	}
	return e, b.End
}

// within reports that a place of the one type may lie in one of the other, and
// that the gazetteer does not know it to lie elsewhere.
func (s *sentence) within(a schema.Mention, inner, outer int) bool {
	in, out := s.doc.Entities[inner], s.doc.Entities[outer]
	if !location(out.Type) || in.Type == schema.Country || in.Type == schema.City && out.Type == schema.City {
		return false
	}
	if out.Type != schema.Country {
		return true
	}
	known := false
	for _, c := range a.Candidates {
		if c.ISO3 != "" && location(c.Type) && c.Type != schema.Country {
			known = true
			if c.ISO3 == out.ISO3 {
				return true
			}
		}
	}
	return !known
}

// knownWithin reports that the gazetteer knows both to lie in one country.
func (s *sentence) knownWithin(a, b schema.Mention) bool {
	for _, c := range a.Candidates {
		for _, d := range b.Candidates {
			if c.ISO3 != "" && c.ISO3 == d.ISO3 && c.Type != schema.Country && (d.Type == schema.Country || d.Type == schema.Place) {
				return true
			}
		}
	}
	return false
}

// list reports that a and b stand in a list rather than a in b: "and" and another
// name follow ("Moscow, Russia and Iran"), or both are spots of one kind.
func (s *sentence) list(a, b schema.Mention) bool {
	t := b.End
	for s.has(t+1) && s.word(t) == "," && s.spotOrCountry(t+1) {
		t = s.doc.Mentions[s.mentionAt(t+1)].End
	}
	if s.has(t) && s.word(t) == "," {
		t++
	}
	return s.has(t+1) && isAny(s.word(t), "and", "or") && (s.spotOrCountry(t+1) || s.word(t+1) == "the" && s.spotOrCountry(t+2))
}

func (s *sentence) spotOrCountry(t int) bool {
	if !s.has(t) || s.mentionAt(t) < 0 {
		return false
	}
	return location(s.doc.Mentions[s.mentionAt(t)].Type)
}
