package resolve

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// implied makes entities of what an official record leaves out: who acts, where,
// and whose official is meant. Where the text names them too they are one.
func (r *resolver) implied() {
	src := r.doc.Source
	if src.Actor != "" {
		r.impliedPerson(src.Actor)
	}
	if src.Place != "" {
		r.impliedPlace(src.Place, schema.City)
	}
	if src.Country != "" {
		r.impliedPlace(src.Country, schema.Country)
	}
}

func (r *resolver) impliedPerson(field string) {
	name := field
	if words := strings.Fields(field); len(words) > 1 { // "President Hamid Karzai"
		if n := r.gaz.Title(words); n > 0 && n < len(words) {
			name = strings.Join(words[n:], " ")
		}
	}
	full := nameWords(name)
	for i := range r.drafts {
		d := &r.drafts[i]
		if d.typ != schema.Person {
			continue
		}
		if k := abbreviates(nameWords(d.name), full, r.gaz.IsGiven); k >= 2 && r.onlyPerson(full, i) {
			d.aliases = append(append(d.aliases, d.name), aliasOf(field, name)...)
			d.name = name
			d.implied = true
			return
		}
	}
	d := unlinked(schema.Person, name)
	d.aliases = aliasOf(field, name)
	r.imply(d)
}

// onlyPerson reports that no other person's name would fit as well.
func (r *resolver) onlyPerson(full []string, i int) bool {
	for j, d := range r.drafts {
		if j != i && d.typ == schema.Person && abbreviates(nameWords(d.name), full, r.gaz.IsGiven) >= 2 {
			return false
		}
	}
	return true
}

// impliedPlace finds or makes the draft of a place that a record names in a field:
// "Geneva", "China, People’s Republic of", "The Hague, Leiden".
func (r *resolver) impliedPlace(name string, typ schema.EntityType) (int, bool) {
	full, short := straight(name)
	for _, n := range []string{name, full, short} {
		if c, ok := r.placeAt(r.gaz.Lookup(n), typ, r.doc.Source.Published); ok {
			d := linked(c)
			d.aliases = aliasOf(name, d.name)
			return r.imply(d), true
		}
	}
	n := short
	if d, ok := r.placeNamed(n); ok {
		r.drafts[d].aliases = append(r.drafts[d].aliases, aliasOf(name, r.drafts[d].name)...)
		r.drafts[d].implied = true
		return d, true
	}
	d := unlinked(typ, n)
	d.aliases = aliasOf(name, n)
	return r.imply(d), true
}

// straight turns a name as lists write it, "Germany, Federal Republic of", into
// "Federal Republic of Germany" and "Germany"; what stands in brackets is left out.
func straight(name string) (full, short string) {
	name, _, _ = strings.Cut(name, "(")
	name = strings.TrimSpace(name)
	short, rest, ok := strings.Cut(name, ",")
	short, rest = strings.TrimSpace(short), strings.TrimSpace(rest)
	switch lower := strings.ToLower(rest); {
	case !ok:
		return name, name
	case strings.HasSuffix(lower, " of"), strings.HasSuffix(lower, " of the"):
		return rest + " " + short, short
	}
	return name, short
}

// placeAt is the first candidate of a type; a state that existed only for a time
// comes first at a day within it, and not at all outside.
func (r *resolver) placeAt(cands []schema.Candidate, typ schema.EntityType, day schema.Date) (best schema.Candidate, ok bool) {
	for _, c := range cands {
		if c.Type != typ && !(typ == schema.City && c.Type == schema.Place) || c.Role == "capital" || c.Role == "metonym" || c.Role == "demonym" {
			continue
		}
		start, end, former := r.gaz.Years(c.ID)
		if former && day != "" {
			if day >= start && (end == "" || day < end) {
				return c, true
			}
			continue
		}
		if !ok {
			best, ok = c, true
		}
	}
	return best, ok
}

func aliasOf(alias, name string) []string {
	if alias == name {
		return nil
	}
	return []string{alias}
}

// imply puts a draft on the list that needs no mention.
func (r *resolver) imply(d draft) int {
	i, ok := r.byID[d.id]
	if !ok {
		i = len(r.drafts)
		r.byID[d.id] = i
		d.score = 1
		r.drafts = append(r.drafts, d)
	}
	for _, a := range d.aliases {
		if !slices.Contains(r.drafts[i].aliases, a) {
			r.drafts[i].aliases = append(r.drafts[i].aliases, a)
		}
	}
	r.drafts[i].implied = true
	return i
}
