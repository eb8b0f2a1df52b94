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

func (r *resolver) impliedPerson(name string) {
	full := nameWords(name)
	for i := range r.drafts {
		d := &r.drafts[i]
		if d.typ != schema.Person || d.lost {
			continue
		}
		if k := abbreviates(nameWords(d.name), full, r.gaz.IsGiven); k >= 2 && r.onlyPerson(full, i) {
			d.aliases = append(d.aliases, d.name)
			d.name = name
			d.implied = true
			return
		}
	}
	r.imply(unlinked(schema.Person, name))
}

// onlyPerson reports that no other person's name would fit as well.
func (r *resolver) onlyPerson(full []string, i int) bool {
	for j, d := range r.drafts {
		if j != i && d.typ == schema.Person && !d.lost && abbreviates(nameWords(d.name), full, r.gaz.IsGiven) >= 2 {
			return false
		}
	}
	return true
}

// impliedPlace finds or makes the draft of a place that a record names in a field:
// "Geneva", "China, People’s Republic of", "The Hague, Leiden".
func (r *resolver) impliedPlace(name string, typ schema.EntityType) (int, bool) {
	short, _, _ := strings.Cut(name, ",")
	for _, n := range []string{name, strings.TrimSpace(short)} {
		for _, c := range r.gaz.Lookup(n) {
			if c.Type == typ || typ == schema.City && c.Type == schema.Place {
				if c.Role == "capital" || c.Role == "metonym" || c.Role == "demonym" {
					continue
				}
				d := linked(c)
				d.aliases = aliasOf(name, d.name)
				return r.imply(d), true
			}
		}
	}
	n := strings.TrimSpace(short)
	if d, ok := r.placeNamed(n); ok {
		r.drafts[d].aliases = append(r.drafts[d].aliases, aliasOf(name, r.drafts[d].name)...)
		r.drafts[d].implied = true
		return d, true
	}
	d := unlinked(typ, n)
	d.aliases = aliasOf(name, n)
	return r.imply(d), true
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
