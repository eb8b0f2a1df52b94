package fold

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// rename carries out the decisions in everything read, and leaves out what is
// rejected.
func (f *folder) rename(d *decisions, rulings Rulings) {
	wrong := map[string]bool{}
	for _, r := range rulings.reject {
		wrong[r.id] = true
	}
	if len(d.into) == 0 && len(wrong) == 0 {
		return
	}
	for _, id := range slices.Sorted(maps.Keys(d.into)) {
		from, target := f.entities[id], d.root(id)
		if from == nil {
			continue
		}
		into := f.entities[target]
		if into == nil {
			// A person joined it to an id that no document has.
			into = &entity{kind: from.kind, names: map[string]int{}, aliases: map[string]bool{}, docs: map[string]bool{}, ruled: true}
			f.entities[target] = into
		}
		into.take(from, into.ruled || strings.Contains(target, "@"))
	}
	for id := range d.into {
		delete(f.entities, id)
	}
	for id := range wrong {
		delete(f.entities, id)
	}
	f.seen = slices.DeleteFunc(f.seen, func(s sighting) bool { return wrong[d.root(s.entity)] })
	for i := range f.seen {
		f.seen[i].entity = d.root(f.seen[i].entity)
	}
	groups, facts := f.groups, f.facts
	f.groups, f.facts = map[groupKey][]report{}, map[factKey][]report{}
	move := func(r report) (report, bool) {
		r.Subject, r.Object, r.Place, r.Speaker = d.root(r.Subject), d.root(r.Object), d.root(r.Place), d.root(r.Speaker)
		if wrong[r.Place] {
			r.Place = ""
		}
		if wrong[r.Speaker] {
			r.Speaker = ""
		}
		return r, r.Subject != r.Object && !wrong[r.Subject] && !wrong[r.Object]
	}
	for _, reports := range groups {
		for _, r := range reports {
			if moved, ok := move(r); ok {
				kind, _ := f.ontology.Relation(r.Type)
				f.group(kind, moved)
			}
		}
	}
	for k, reports := range facts {
		for _, r := range reports {
			if moved, ok := move(r); ok {
				k.subject, k.object = moved.Subject, moved.Object
				f.facts[k] = append(f.facts[k], moved)
			}
		}
	}
}

// take adds what is known of another id; its names count where they are no worse.
func (e *entity) take(from *entity, names bool) {
	for n, c := range from.names {
		e.aliases[n] = true
		if names {
			e.names[n] += c
		}
	}
	maps.Copy(e.aliases, from.aliases)
	maps.Copy(e.docs, from.docs)
	e.link, e.iso3 = cmp.Or(e.link, from.link), cmp.Or(e.iso3, from.iso3)
	e.count += from.count
	e.see(from.first)
	e.see(from.last)
}
