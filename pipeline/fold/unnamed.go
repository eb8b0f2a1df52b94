package fold

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"backchannel/schema"
)

// Unnamed is a thing that has only a common noun, as the one record that speaks of it
// does so: with whom, and when.
type Unnamed struct {
	ID          string        `json:"id"`
	Name        string        `json:"name"`
	Head        string        `json:"head"`
	Participant string        `json:"participant"` // its name, for people
	With        []string      `json:"with"`        // ids of all participants
	Days        []schema.Date `json:"days"`        // of its relations with this one
}

// ofUnnamed is what RowsForReports needs of a record; false where it speaks of nothing
// without a name.
func ofUnnamed(r schema.Record) (schema.Record, bool) {
	if !slices.ContainsFunc(r.Entities, func(e schema.RecordEntity) bool { return strings.Contains(e.ID, "@") }) {
		return schema.Record{}, false
	}
	out := schema.Record{ID: r.ID}
	for _, e := range r.Entities {
		out.Entities = append(out.Entities, schema.RecordEntity{ID: e.ID, Type: e.Type, Name: e.Name})
	}
	for _, rel := range r.Relations {
		rel.Evidence = nil
		out.Relations = append(out.Relations, rel)
	}
	return out, true
}

// RowsForReports are what a record says of things without a name, by head word and
// participant, with the ids that are decided so far.
func (f *Folder) RowsForReports(r schema.Record, d *Decided) (rows []Row) {
	entities := map[string]*schema.RecordEntity{}
	for i, e := range r.Entities {
		entities[e.ID] = &r.Entities[i]
	}
	things := map[string]map[string]*Unnamed{} // by thing and participant
	for _, rel := range r.Relations {
		if kind, ok := f.ontology.Relation(rel.Type); !ok || kind.Fact {
			continue
		}
		for _, pair := range [][2]string{{rel.Subject, rel.Object}, {rel.Object, rel.Subject}} {
			e := entities[pair[0]]
			if e == nil || !strings.Contains(e.ID, "@") || strings.Contains(pair[1], "@") {
				continue
			}
			participant := d.root(pair[1])
			if things[e.ID] == nil {
				things[e.ID] = map[string]*Unnamed{}
			}
			u := things[e.ID][participant]
			if u == nil {
				u = &Unnamed{ID: e.ID, Name: e.Name, Head: headOf(e.Name), Participant: cmp.Or(d.names[participant], participant)}
				if with := entities[pair[1]]; with != nil && d.names[participant] == "" {
					u.Participant = with.Name
				}
				things[e.ID][participant] = u
			}
			if date := (report{RecordRelation: rel}).date(); date.Precision() == schema.Day {
				u.Days = append(u.Days, date)
			}
		}
	}
	for id, with := range things {
		for participant, u := range with {
			u.With = slices.Sorted(maps.Keys(with))
			rows = append(rows, Row{Key: unnamedKey(*entities[id], participant), Doc: r.ID, Unnamed: u})
		}
	}
	return rows
}

// unnamedKey is where reports of a thing with a participant meet.
func unnamedKey(e schema.RecordEntity, participant string) string {
	return keyUnnamed + string(e.Type) + "|" + headOf(e.Name) + "|" + participant
}

// headOf is the last word of a name.
func headOf(name string) string {
	slug := schema.Slug(name)
	return slug[strings.LastIndexByte(slug, '-')+1:]
}

// sameReports finds the unnamed things that several documents speak of, of those
// with one head word and participant. Talks of the United States with Russia and
// with China are not one: two things with other participants each do not join, and
// what has only the shared one joins neither.
func sameReports(things []Unnamed) (out []Proposal) {
	type spoken struct {
		*Unnamed
		at time.Time
	}
	var when []spoken
	with := map[string]map[string]bool{} // participants
	for i := range things {
		u := &things[i]
		with[u.ID] = map[string]bool{}
		for _, id := range u.With {
			with[u.ID][id] = true
		}
		for _, day := range u.Days {
			if first, _, ok := day.Bounds(); ok {
				when = append(when, spoken{u, first})
			}
		}
	}
	slices.SortFunc(when, func(a, b spoken) int {
		return cmp.Or(a.at.Compare(b.at), strings.Compare(a.ID, b.ID))
	})
	for len(when) > 0 {
		n := 1
		for n < len(when) && when[n].at.Sub(when[n-1].at) <= Window*24*time.Hour {
			n++
		}
		one := true
		for i, a := range when[:n] {
			for _, b := range when[i+1 : n] {
				one = one && agree(with[a.ID], with[b.ID])
			}
		}
		for i, b := range when[:n] {
			for _, a := range when[:i] {
				if a.ID != b.ID && (one || common(with[a.ID], with[b.ID]) > 1) {
					out = append(out, Proposal{From: b.ID, To: a.ID, Name: b.Name, Other: a.Name, By: byReport, Reason: fmt.Sprintf("another report of the %s, with %s", b.Head, b.Participant), Score: scoreReport, Mutual: true})
					break
				}
			}
		}
		when = when[n:]
	}
	return out
}

// agree reports whether two sets of participants can be those of one thing.
func agree(a, b map[string]bool) bool {
	n := common(a, b)
	return n > 1 || n == len(a) || n == len(b)
}

func common(a, b map[string]bool) (n int) {
	for id := range a {
		if b[id] {
			n++
		}
	}
	return n
}
