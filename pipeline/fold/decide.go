package fold

import (
	"slices"
	"strings"
	"time"

	"backchannel/schema"
)

// decide returns the ids that stand for another: from each to the one that it
// joins. Two rules, both over all records together:
//
//   - a person known by one word joins the one full name in the corpus that ends
//     in it, where at least two documents use that full name and no other person's
//     name ends so;
//   - an unnamed agreement, event or group joins another report of it where the
//     head word and a participant agree and at most Window days lie between them.
func (f *folder) decide() map[string]string {
	same := map[string]string{}
	f.decideShort(same)
	f.decideUnnamed(same)
	return same
}

func (f *folder) decideShort(same map[string]string) {
	full := map[string][]string{} // last word: ids of full names
	for id, e := range f.entities {
		words := strings.Split(schema.Slug(e.name()), "-")
		if e.kind == schema.Person && len(words) > 1 {
			last := words[len(words)-1]
			full[last] = append(full[last], id)
		}
	}
	for id, e := range f.entities {
		short := schema.Slug(e.name())
		if e.kind != schema.Person || strings.Contains(short, "-") || len(full[short]) != 1 {
			continue
		}
		if to := full[short][0]; len(f.entities[to].docs) > 1 {
			same[id] = to
		}
	}
}

// unnamed is a thing that has only a common noun, and a time at which it is spoken of.
type unnamed struct {
	id string
	at time.Time
}

func (f *folder) decideUnnamed(same map[string]string) {
	type key struct{ kind, head, participant string }
	spoken := map[key][]unnamed{}
	for k, reports := range f.groups {
		for _, pair := range [][2]string{{k.subject, k.object}, {k.object, k.subject}} {
			e := f.entities[pair[0]]
			if e == nil || !strings.Contains(pair[0], "@") {
				continue
			}
			words := strings.Split(schema.Slug(e.name()), "-")
			at := key{string(e.kind), words[len(words)-1], pair[1]}
			if to, ok := same[at.participant]; ok {
				at.participant = to
			}
			for _, r := range reports {
				if first, _, ok := r.date().Bounds(); ok {
					spoken[at] = append(spoken[at], unnamed{pair[0], first})
				}
			}
		}
	}
	root := func(id string) string {
		for same[id] != "" {
			id = same[id]
		}
		return id
	}
	for _, things := range spoken {
		slices.SortFunc(things, func(a, b unnamed) int {
			if c := a.at.Compare(b.at); c != 0 {
				return c
			}
			return strings.Compare(a.id, b.id)
		})
		for i := 1; i < len(things); i++ {
			a, b := root(things[i-1].id), root(things[i].id)
			if a != b && things[i].at.Sub(things[i-1].at) <= Window*24*time.Hour {
				same[max(a, b)] = min(a, b)
			}
		}
	}
	for id := range same {
		same[id] = root(id)
	}
}

// rename carries out the decisions in everything read.
func (f *folder) rename(same map[string]string) {
	if len(same) == 0 {
		return
	}
	to := func(id string) string {
		if s, ok := same[id]; ok {
			return s
		}
		return id
	}
	for id, target := range same {
		from, into := f.entities[id], f.entities[target]
		if from == nil || into == nil {
			continue
		}
		for n, c := range from.names {
			into.aliases[n] = true
			if strings.Contains(target, "@") {
				into.names[n] += c
			}
		}
		for a := range from.aliases {
			into.aliases[a] = true
		}
		for d := range from.docs {
			into.docs[d] = true
		}
		into.count += from.count
		into.see(from.first)
		into.see(from.last)
		delete(f.entities, id)
	}
	for i := range f.seen {
		f.seen[i].entity = to(f.seen[i].entity)
	}
	groups, facts := f.groups, f.facts
	f.groups, f.facts = map[groupKey][]report{}, map[factKey][]report{}
	for _, reports := range groups {
		for _, r := range reports {
			r.Subject, r.Object, r.Place, r.Speaker = to(r.Subject), to(r.Object), to(r.Place), to(r.Speaker)
			if kind, _ := f.ontology.Relation(r.Type); r.Subject != r.Object {
				f.group(kind, r)
			}
		}
	}
	for k, reports := range facts {
		k.subject, k.object = to(k.subject), to(k.object)
		if k.subject != k.object {
			f.facts[k] = append(f.facts[k], reports...)
		}
	}
}
