package fold

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"backchannel/schema"
)

// Tally is what all records say of one of their entity ids, before any decision, in
// numbers, so that a record can be added and taken out again. What a node says of an
// entity is made of the tallies of the ids that were joined to it.
type Tally struct {
	Records  int                       `json:"records"` // that speak of it
	Types    map[schema.EntityType]int `json:"types"`   // by records, as all that follow
	Names    map[string]int            `json:"names"`
	Aliases  map[string]int            `json:"aliases"`
	Links    map[string]int            `json:"links,omitempty"`
	ISO3s    map[string]int            `json:"iso3s,omitempty"`
	Dates    map[schema.Date]int       `json:"dates,omitempty"` // the first and the last of each record
	Mentions int64                     `json:"mentions"`
}

// hub is of how many records a tally is worth keeping; one of fewer is made again of
// them.
const hub = 16

// NewTally is of no record.
func NewTally() *Tally {
	return &Tally{
		Types: map[schema.EntityType]int{}, Names: map[string]int{}, Aliases: map[string]int{},
		Links: map[string]int{}, ISO3s: map[string]int{}, Dates: map[schema.Date]int{},
	}
}

// add counts what a record says of the entity n times: 1, or -1 to take it out.
func (t *Tally) add(e Entity, n int) {
	t.Records += n
	t.Mentions += e.Mentions * int64(n)
	count(&t.Types, e.Type, n)
	count(&t.Names, e.Name, n)
	for _, a := range e.Aliases {
		count(&t.Aliases, a, n)
	}
	for _, d := range []schema.Date{e.First, e.Last} {
		count(&t.Dates, d, n)
	}
	count(&t.Links, e.Link, n)
	count(&t.ISO3s, e.ISO3, n)
}

// count leaves no key with 0, and none that is empty.
func count[K ~string](m *map[K]int, key K, n int) {
	if key == "" {
		return
	}
	if *m == nil {
		*m = map[K]int{}
	}
	if (*m)[key] += n; (*m)[key] == 0 {
		delete(*m, key)
	}
}

// merge adds what another tally says, which may be less than nothing.
func (t *Tally) merge(o *Tally) {
	t.Records += o.Records
	t.Mentions += o.Mentions
	countAll(&t.Types, o.Types)
	countAll(&t.Names, o.Names)
	countAll(&t.Aliases, o.Aliases)
	countAll(&t.Links, o.Links)
	countAll(&t.ISO3s, o.ISO3s)
	countAll(&t.Dates, o.Dates)
}

func countAll[K ~string](m *map[K]int, more map[K]int) {
	for key, n := range more {
		count(m, key, n)
	}
}

// writeEntity writes the node that stands for all of these ids, id among them or not.
func writeEntity(id string, tallies map[string]*Tally, out sink) {
	joined := slices.DeleteFunc(slices.Sorted(maps.Keys(tallies)), func(from string) bool { return from == id })
	names, aliases, dates := map[string]int{}, map[string]bool{}, []schema.Date(nil)
	var mentions int64
	var kind schema.EntityType
	var link, iso3 string
	note := func(t *Tally) {
		mentions += t.Mentions
		dates = slices.AppendSeq(dates, maps.Keys(t.Dates))
		for a := range t.Aliases {
			aliases[a] = true
		}
		if kinds := slices.Sorted(maps.Keys(t.Types)); len(kinds) > 0 {
			kind = cmp.Or(kind, kinds[0])
		}
		link, iso3 = cmp.Or(link, greatest(t.Links)), cmp.Or(iso3, greatest(t.ISO3s))
	}
	own := tallies[id]
	if own != nil {
		note(own)
		maps.Copy(names, own.Names)
	}
	for _, from := range joined {
		t := tallies[from]
		note(t)
		for name, n := range t.Names {
			aliases[name] = true
			// The names of what was joined count where they are no worse: it has no name of
			// its own, or people joined it to an id that no record has.
			if own == nil || strings.Contains(id, "@") {
				names[name] += n
			}
		}
	}
	var first, last schema.Date
	if len(dates) > 0 {
		first, last = slices.Min(dates), slices.Max(dates)
	}
	name := frequent(names)
	delete(aliases, name)
	out.node(node(id, labels(kind), map[string]any{
		"name": name, "aliases": sorted(aliases), "wikidata": link, "iso3": iso3,
		"mentions": mentions, "first_seen": string(first), "last_seen": string(last),
	}))
}

func greatest(m map[string]int) (most string) {
	for s := range m {
		most = max(most, s)
	}
	return most
}
