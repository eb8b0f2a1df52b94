// Package fold merges the records of all documents into one graph.
//
// In: records in any order. Out: a schema.Graph, sorted; the same records give
// the same graph whatever their order. Everything is a merge by key: entities by
// id, relations by type and ends and then by time into events, facts by ends and
// title. Decisions that join two ids (a short name with the full one, an unnamed
// cease-fire with another report of it) are taken from all records together and
// returned with their reasons; people overrule them by rows in files, see Rulings.
//
// It never joins by edit distance: a duplicate is better than a false merge.
package fold

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"

	"backchannel/schema"
)

// Version is raised when the same records may give another graph, so that stores are
// brought up to date.
//
//	1  keyed merges of entities, events and facts
//	2  full names, spellings and initials joined; rulings; coarse dates from fine to coarse
const Version = 2

// Window is how many days may lie between two reports of one event.
const Window = 3

// Fold reads every record and returns the graph that they say together, and the
// decisions across documents that made it. The error is the first one that records
// yields.
func Fold(records iter.Seq2[schema.Record, error], o *schema.Ontology, rulings Rulings) (schema.Graph, []schema.Decision, error) {
	f := folder{ontology: o, rulings: rulings, entities: map[string]*entity{}, groups: map[groupKey][]report{}, facts: map[factKey][]report{}}
	for r, err := range records {
		if err != nil {
			return schema.Graph{}, nil, fmt.Errorf("fold: %w", err)
		}
		f.read(r)
	}
	d := f.decide(rulings)
	f.rename(d, rulings)
	f.writeEntities()
	f.writeEvents()
	f.writeFacts()
	f.graph.Sort()
	return f.graph, d.list, nil
}

type folder struct {
	ontology *schema.Ontology
	rulings  Rulings
	graph    schema.Graph
	entities map[string]*entity
	seen     []sighting
	groups   map[groupKey][]report
	facts    map[factKey][]report
}

// entity is what all documents say of one id.
type entity struct {
	kind    schema.EntityType
	names   map[string]int // canonical names by documents
	aliases map[string]bool
	link    string
	iso3    string
	count   int64 // mentions
	docs    map[string]bool
	first   schema.Date
	last    schema.Date
	ruled   bool // no document has it: people joined others to it
}

// sighting is how often an entity is mentioned in a chunk.
type sighting struct {
	entity, chunk string
	mentions      int64
}

type groupKey struct{ kind, subject, object string }

type factKey struct{ kind, subject, object, title string }

// report is one record's relation.
type report struct {
	doc  string
	ends [2]string // as the record has them
	schema.RecordRelation
}

// date is when the event was, else when it was reported.
func (r report) date() schema.Date {
	if r.Date != "" {
		return r.Date
	}
	return r.Reported
}

func (f *folder) read(r schema.Record) {
	f.writeDocument(r)
	for _, e := range r.Entities {
		have := f.entities[e.ID]
		if have == nil {
			have = &entity{kind: e.Type, names: map[string]int{}, aliases: map[string]bool{}, docs: map[string]bool{}}
			f.entities[e.ID] = have
		}
		have.names[e.Name]++
		for _, a := range e.Aliases {
			have.aliases[a] = true
		}
		for _, m := range e.Mentions {
			have.aliases[strings.Join(strings.Fields(m.Text), " ")] = true
		}
		have.link, have.iso3 = max(have.link, e.Link), max(have.iso3, e.ISO3)
		have.kind = min(have.kind, e.Type)
		have.count += int64(len(e.Mentions))
		have.docs[r.ID] = true
		f.sight(r, e, have)
	}
	for _, rel := range r.Relations {
		kind, ok := f.ontology.Relation(rel.Type)
		if !ok {
			continue // a record of an older ontology
		}
		rep := report{r.ID, [2]string{rel.Subject, rel.Object}, rel}
		if kind.Symmetric {
			rep.ends = pairOf(rel.Subject, rel.Object)
		}
		for _, end := range []string{rel.Subject, rel.Object} {
			if e := f.entities[end]; e != nil {
				e.see(rel.Reported)
			}
		}
		if kind.Fact {
			k := factKey{rel.Type, rel.Subject, rel.Object, schema.Slug(rel.Title)}
			f.facts[k] = append(f.facts[k], rep)
			continue
		}
		f.group(kind, rep)
	}
}

func (f *folder) group(kind schema.RelationType, rep report) {
	if kind.Symmetric && rep.Object < rep.Subject {
		rep.Subject, rep.Object = rep.Object, rep.Subject
	}
	k := groupKey{rep.Type, rep.Subject, rep.Object}
	f.groups[k] = append(f.groups[k], rep)
}

func (e *entity) see(d schema.Date) {
	if d == "" {
		return
	}
	if e.first == "" || d < e.first {
		e.first = d
	}
	if d > e.last {
		e.last = d
	}
}

// sight counts the mentions of an entity by chunk, and notes their dates.
func (f *folder) sight(r schema.Record, e schema.RecordEntity, have *entity) {
	sighted := false
	for _, c := range r.Chunks {
		var n int64
		for _, m := range e.Mentions {
			if m.Start >= c.Start && m.Start < c.End {
				n++
			}
		}
		if n > 0 {
			f.seen = append(f.seen, sighting{e.ID, c.ID, n})
			have.see(cmp.Or(c.Date, r.Date))
			sighted = true
		}
	}
	if !sighted {
		have.see(r.Date)
	}
}

func (f *folder) node(id string, labels []string, props map[string]any) {
	for k, v := range props {
		if v == "" {
			delete(props, k)
		}
	}
	f.graph.Nodes = append(f.graph.Nodes, schema.Node{ID: id, Labels: labels, Props: props})
}

// edge adds an edge; distinct tells apart edges of one type between the same ends.
func (f *folder) edge(kind, from, to, distinct string, props map[string]any) {
	for k, v := range props {
		if v == "" {
			delete(props, k)
		}
	}
	f.graph.Edges = append(f.graph.Edges, schema.Edge{ID: edgeID(kind, from, to, distinct), Type: kind, From: from, To: to, Props: props})
}

func edgeID(kind, from, to, distinct string) string {
	id := kind + "|" + from + "|" + to
	if distinct != "" {
		id += "|" + distinct
	}
	return id
}

func (f *folder) writeDocument(r schema.Record) {
	name := r.Source.Title
	if name == "" {
		name = r.ID
	}
	f.node(r.ID, []string{schema.LabelDocument}, map[string]any{
		"name": name, "title": r.Source.Title, "uri": r.Source.URI, "published": string(r.Date),
		"publisher": r.Source.Publisher, "fingerprint": r.Fingerprint,
	})
	for i, c := range r.Chunks {
		f.node(c.ID, []string{schema.LabelChunk}, map[string]any{
			"name": caption(c.Text), "text": c.Text, "index": int64(c.Index), "start": int64(c.Start), "end": int64(c.End),
		})
		f.edge(schema.EdgeFromDocument, c.ID, r.ID, "", map[string]any{})
		if i > 0 {
			f.edge(schema.EdgeNextChunk, r.Chunks[i-1].ID, c.ID, "", map[string]any{})
		}
	}
}

// caption is the beginning of a text for a node's name: at most 60 code points.
func caption(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return text
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

func (f *folder) writeEntities() {
	for id, e := range f.entities {
		name := e.name()
		delete(e.aliases, name)
		f.node(id, labels(e.kind), map[string]any{
			"name": name, "aliases": sorted(e.aliases), "wikidata": e.link, "iso3": e.iso3,
			"mentions": e.count, "first_seen": string(e.first), "last_seen": string(e.last),
		})
	}
	counts := map[[2]string]int64{}
	for _, s := range f.seen {
		counts[[2]string{s.entity, s.chunk}] += s.mentions
	}
	for k, n := range counts {
		f.edge(schema.EdgeFromChunk, k[0], k[1], "", map[string]any{"mentions": n})
	}
}

// name is the canonical name that most documents give; of equals the longest, then
// the first.
func (e *entity) name() string {
	best := ""
	for n, c := range e.names {
		b := e.names[best]
		if best == "" || c > b || c == b && (len(n) > len(best) || len(n) == len(best) && n < best) {
			best = n
		}
	}
	return best
}

func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for s := range set {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

func (f *folder) writeFacts() {
	for k, reports := range f.facts {
		reports = f.allowed(reports, func(ends [2]string, _ schema.Date) string { return edgeID(k.kind, ends[0], ends[1], k.title) })
		if len(reports) == 0 {
			continue
		}
		sortReports(reports)
		chunks, docs, score := map[string]bool{}, map[string]bool{}, 0.0
		for _, r := range reports {
			docs[r.doc] = true
			score = max(score, r.Score)
			for _, e := range r.Evidence {
				if e.Chunk != "" {
					chunks[e.Chunk] = true
				}
			}
		}
		f.edge(k.kind, k.subject, k.object, k.title, map[string]any{
			"status": string(latest(reports)), "title": reports[0].Title, "sources": int64(len(docs)), "score": score, "chunks": sorted(chunks),
		})
	}
}

func sortReports(reports []report) {
	sort.Slice(reports, func(i, j int) bool {
		a, b := reports[i], reports[j]
		for _, c := range []int{
			strings.Compare(string(a.date()), string(b.date())), strings.Compare(string(a.Reported), string(b.Reported)),
			strings.Compare(a.doc, b.doc), strings.Compare(string(a.Status), string(b.Status)), strings.Compare(a.Title, b.Title), evidenceStart(a) - evidenceStart(b),
		} {
			if c != 0 {
				return c < 0
			}
		}
		return false
	})
}

func evidenceStart(r report) int {
	if len(r.Evidence) == 0 {
		return 0
	}
	return r.Evidence[0].Start
}

var statusOrder = []schema.Status{schema.Actual, schema.Negated, schema.Planned, schema.Possible}

// latest is the status of the latest report; of equals the one that says most.
func latest(reports []report) schema.Status {
	best := reports[0]
	for _, r := range reports[1:] {
		if r.Reported > best.Reported ||
			r.Reported == best.Reported && slices.Index(statusOrder, r.Status) < slices.Index(statusOrder, best.Status) {
			best = r
		}
	}
	return best.Status
}
