package fold

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"backchannel/schema"
)

// Merge makes the graph of rows that stand together by key: each node and edge
// once, where each key's rows come in one piece. Rows that Merge does not take are an
// error, as is the first one that rows yields.
func (f *Folder) Merge(rows iter.Seq2[Row, error]) iter.Seq2[Element, error] {
	return func(yield func(Element, error) bool) {
		more := true
		out := sinkOf(yield, &more)
		var entity *merged
		var reports []report
		err := walk(rows, func(r Row) error {
			switch {
			case r.Document != nil:
				r.Document.write(out)
			case r.Entity != nil:
				if entity == nil {
					entity = newMerged()
				}
				entity.add(*r.Entity, keyEntity+r.Entity.ID == r.Key)
			case r.Report != nil:
				reports = append(reports, report{r.Doc, r.Report.Ends, r.Report.Names, r.Report.Speaker, r.Report.Relation})
			default:
				return fmt.Errorf("row %.80q is none to merge", r.Key)
			}
			return nil
		}, func(key string) bool {
			switch {
			case entity != nil:
				entity.write(strings.TrimPrefix(key, keyEntity), out)
			case len(reports) > 0 && strings.HasPrefix(key, keyEvent):
				f.writeEvents(reports, out)
			case len(reports) > 0:
				f.writeFact(reports, out)
			}
			entity, reports = nil, nil
			return more
		})
		if err != nil && more {
			yield(Element{}, err)
		}
	}
}

// walk hands every row to add, and tells of the end of each key's rows, which
// answers whether there is to be more. The error is the first one of rows or of add.
func walk(rows iter.Seq2[Row, error], add func(Row) error, end func(key string) bool) error {
	key, begun := "", false
	for r, err := range rows {
		if err != nil {
			return err
		}
		if begun && r.Key != key && !end(key) {
			return nil
		}
		key, begun = r.Key, true
		if err := add(r); err != nil {
			return err
		}
	}
	if begun {
		end(key)
	}
	return nil
}

// sink takes the graph.
type sink struct {
	node func(schema.Node)
	edge func(schema.Edge)
}

// sinkOf yields what it takes, until yield says no more.
func sinkOf(yield func(Element, error) bool, more *bool) sink {
	return sink{
		node: func(n schema.Node) { *more = *more && yield(Element{Node: &n}, nil) },
		edge: func(e schema.Edge) { *more = *more && yield(Element{Edge: &e}, nil) },
	}
}

func (d *Document) write(out sink) {
	for _, n := range d.Nodes {
		out.node(n)
	}
	for _, e := range d.Edges {
		out.edge(e)
	}
}

// merged is what the rows of one entity say. Adding is commutative.
type merged struct {
	own, joined  map[string]int // names by records, of the id itself and of those joined to it
	aliases      map[string]bool
	links, iso3s map[string]string // by the ids joined
	link, iso3   string
	types        map[string]schema.EntityType // by the ids joined
	kind         schema.EntityType
	mentions     int64
	first, last  schema.Date
}

func newMerged() *merged {
	return &merged{own: map[string]int{}, joined: map[string]int{}, aliases: map[string]bool{}, links: map[string]string{}, iso3s: map[string]string{}, types: map[string]schema.EntityType{}}
}

func (m *merged) add(e Entity, own bool) {
	for _, a := range e.Aliases {
		m.aliases[a] = true
	}
	m.mentions += e.Mentions
	for _, d := range []schema.Date{e.First, e.Last} {
		if d == "" {
			continue
		}
		if m.first == "" || d < m.first {
			m.first = d
		}
		m.last = max(m.last, d)
	}
	if own {
		m.own[e.Name]++
		m.link, m.iso3 = max(m.link, e.Link), max(m.iso3, e.ISO3)
		if m.kind == "" || e.Type < m.kind {
			m.kind = e.Type
		}
		return
	}
	m.joined[e.Name]++
	m.aliases[e.Name] = true
	m.links[e.ID], m.iso3s[e.ID] = max(m.links[e.ID], e.Link), max(m.iso3s[e.ID], e.ISO3)
	if have, ok := m.types[e.ID]; !ok || e.Type < have {
		m.types[e.ID] = e.Type
	}
}

func (m *merged) write(id string, out sink) {
	// The names of what was joined count where they are no worse: it has no name of
	// its own, or people joined it to an id that no record has.
	names := m.own
	if len(m.own) == 0 || strings.Contains(id, "@") {
		names = maps.Clone(m.joined)
		for n, c := range m.own {
			names[n] += c
		}
	}
	for _, from := range slices.Sorted(maps.Keys(m.types)) {
		m.kind = cmp.Or(m.kind, m.types[from])
		m.link, m.iso3 = cmp.Or(m.link, m.links[from]), cmp.Or(m.iso3, m.iso3s[from])
	}
	name := frequent(names)
	delete(m.aliases, name)
	out.node(node(id, labels(m.kind), map[string]any{
		"name": name, "aliases": sorted(m.aliases), "wikidata": m.link, "iso3": m.iso3,
		"mentions": m.mentions, "first_seen": string(m.first), "last_seen": string(m.last),
	}))
}

// frequent is the name that most give; of equals the longest, then the first.
func frequent(names map[string]int) string {
	best := ""
	for n, c := range names {
		b := names[best]
		if best == "" || c > b || c == b && (len(n) > len(best) || len(n) == len(best) && n < best) {
			best = n
		}
	}
	return best
}

// labels of an entity's node. An EVENT entity is an Occasion, since Event is the
// label of what happened between entities.
func labels(t schema.EntityType) []string {
	if t == schema.Event {
		return []string{schema.LabelEntity, "Occasion"}
	}
	s := strings.ToLower(string(t))
	return []string{schema.LabelEntity, strings.ToUpper(s[:1]) + s[1:]}
}

func sorted(set map[string]bool) []string {
	out := slices.AppendSeq(make([]string, 0, len(set)), maps.Keys(set))
	slices.Sort(out)
	return out
}
