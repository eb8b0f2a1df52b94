package entities

import (
	"slices"
	"strings"

	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// choose decides between the recognizer's type and the gazetteer's readings.
func (v *view) choose(n schema.Name, first, end int, cands []schema.Candidate) (schema.EntityType, []schema.Candidate) {
	places := locations(cands)
	if kind := v.called(first); kind != "" {
		if fits := readings(cands, kind); len(fits) > 0 {
			return kind, fits
		}
		if len(places) == 0 || n.Type == schema.Person {
			return kind, nil
		}
	}
	if people := readings(cands, schema.Person); n.Type == schema.Place && (len(people) > 0 && people[0].ID == cands[0].ID || len(cands) == 0 && end-first < 5 && v.titleBefore(first) != "" && capitalized(v.words[first-1])) {
		return schema.Person, people // "State Councilor Aung San Suu Kyi"
	}
	if n.Type != schema.Organization && len(cands) == 0 && end-first == 1 && strings.HasSuffix(v.words[first], "s") {
		// "Russias offer", a slip of the pen: the apostrophe is left out.
		places = readings(v.gaz.Lookup(strings.TrimSuffix(v.words[first], "s")), schema.Country)
	}
	if n.Type != schema.Person && len(cands) == 0 && len(places) == 0 && v.likePerson(n.Type, first, end) {
		return schema.Person, nil
	}
	switch n.Type {
	case schema.Person:
		if end-first == 1 && len(places) > 0 && places[0].Type == schema.Country && places[0].Role != "capital" &&
			v.titleBefore(first) == "" && (n.Score < sure || !v.surname(first)) && len(readings(cands, schema.Person)) == 0 {
			return schema.Country, places
		}
		if end-first == 1 && len(places) > 0 && places[0].Prior > 0.5 && n.Score < sure && v.titleBefore(first) == "" && len(readings(cands, schema.Person)) == 0 &&
			!v.gaz.IsGiven(v.words[first]) && !v.gaz.IsSurname(v.words[first]) && !v.surname(first) {
			return places[0].Type, places
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
	case hasRole(places, gazetteer.Metonym):
		return places[0].Type, places
	case len(places) > 0 && places[0].Type == schema.Country && (len(orgs) == 0 || cands[0].Type == schema.Country):
		return schema.Country, places
	case len(orgs) > 0:
		return schema.Organization, orgs
	case len(places) > 0 && (n.Score < sure || hasRole(places, "capital")):
		return places[0].Type, places
	case end-first > 2 && realms[v.lower(first)] && v.lower(first+1) == "of":
		return schema.Country, nil // "Kingdom of Kongo"
	}
	return schema.Organization, nil
}

// likePerson reports a name that no list knows and that is a person's by its form,
// a given name and another ("Vernon Tan"), or by what it does: a place acts
// seldom ("Oyelaran called the envoy").
func (v *view) likePerson(typ schema.EntityType, first, end int) bool {
	switch end - first {
	case 1:
		t := v.tag(first)
		return typ == schema.Place && (t.Dep == "nsubj" && t.Head >= 0 && v.tag(t.Head).UPOS == "VERB" || v.holder(first) || v.personBefore(first))
	case 2:
		return v.gaz.IsGiven(v.words[first]) && (v.gaz.IsSurname(v.words[first+1]) || v.gaz.IsGiven(v.words[first+1]))
	}
	return false
}

// holder reports an office in apposition: "Oyelaran, the opposition leader".
func (v *view) holder(t int) bool {
	for u := t + 1; u < min(t+8, v.end(t)); u++ {
		if tag := v.tag(u); tag.Dep == "appos" && tag.Head == t {
			return v.gaz.Title(v.words[u:u+1]) == 1 || v.gaz.Title(v.words[u-1:u+1]) == 2
		}
	}
	return false
}

// personBefore reports a word that named a person, or ended the name of one, before.
func (v *view) personBefore(t int) bool {
	return slices.ContainsFunc(v.found, func(m schema.Mention) bool { return m.Type == schema.Person && v.words[m.End-1] == v.words[t] })
}

// people reports a nationality that stands for a state or a part of one; those of
// continents stand for nobody.
func (v *view) people(c schema.Candidate) bool { return c.Type == schema.Country || c.ISO3 != "" }

// called is the type that a noun before a name says: "the town of Sarrin", "the
// provinces of Homs and Hama"; "" where none does.
func (v *view) called(first int) schema.EntityType {
	t := first - 1
	for t > v.first(first) && v.word(t, first) != "of" {
		// back over the names that stand before it in the row
		if w := v.word(t, first); w == "," || w == "and" || w == "or" || w == "the" || v.taken[t] {
			t--
			continue
		}
		return ""
	}
	if t <= v.first(first) || v.lower(t) != "of" || t+1 < first && !v.taken[t+1] {
		return ""
	}
	return nameKinds[v.base(t-1)]
}

// surname reports that elsewhere in the document the word ends a person's name
// of several words.
func (v *view) surname(t int) bool {
	return slices.ContainsFunc(v.found, func(m schema.Mention) bool {
		return m.Type == schema.Person && m.End-m.First > 1 && v.words[m.End-1] == v.words[t]
	})
}

// service reports a ministry, an army or the like that the recognizer took for an
// organization. It counts as its state, so the nationality in it and the noun
// become mentions of their own.
func (v *view) service(first, end int) bool {
	if !services[v.lower(end-1)] {
		return false
	}
	name := end
	switch v.lower(end - 1) {
	case "ministry", "consulate":
		if v.possessed(first) {
			return true // "Japan's Foreign Ministry"
		}
	case "government", "administration", "regime", "embassy":
		name-- // whatever lists know as "French Government"
	}
	for t := first; t < name; t++ {
		if _, cands := v.gaz.Longest(v.words[t:name]); len(cands) > 0 && cands[0].Type == schema.Country {
			return true
		}
	}
	return false
}

// possessed reports a possessive right before a span: "Japan's".
func (v *view) possessed(first int) bool {
	return first > v.first(first) && isPossessive(v.lower(first-1)) || v.word(first-1, first) == "its" || v.word(first-1, first) == "their"
}

// noName reports what recognizers take for names of bodies and places and is
// none: laws, prizes and plans, peoples without a state, adjectives of a region.
func (v *view) noName(first, end int, m schema.Mention) bool {
	last := v.lower(end - 1)
	switch m.Type {
	case schema.Person:
		return end-first > 1 && works[last] && len(m.Candidates) == 0
	case schema.Organization:
		if len(m.Candidates) > 0 {
			return false
		}
		if last == "affairs" && end-first > 1 && (v.word(first-1, first) == "for" || v.word(first-1, first) == "of") {
			return true
		}
		return end-first > 1 && deeds[last]
	case schema.Place:
		tag := v.tag(first)
		if end-first > 1 || len(m.Candidates) > 0 && m.Candidates[0].ISO3 != "" {
			return false
		}
		return strings.HasPrefix(tag.XPOS, "JJ") || len(m.Candidates) == 0 && tag.XPOS == "NNPS"
	}
	return false
}
