// Package score measures extracted records against gold ones, written by hand.
//
// In go gold records and what was extracted from the same texts; out come
// precision, recall and F1 of entities (name and type), of ends (any relation
// between the same two entities), of relations (type too), of the relations that
// did not simply happen, and the accuracy of the status.
//
// Names pair one to one within a document: by canonical name, alias or shared
// mention, with case, accents, articles and titles aside; persons also by last
// name, agreements and events by head noun. A relation counts when its type and
// both ends are paired, in either order for symmetric types; the same type and
// ends said twice count once, with all their statuses. A gold relation marked
// "implied" counts neither for nor against. Place, date, title and speaker are
// not scored.
package score

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

var (
	symmetric = []string{"MET_WITH", "SPOKE_WITH", "AGREED_WITH", "COOPERATED_WITH"}
	named     = []string{"PERSON", "COUNTRY", "CITY", "PLACE", "ORGANIZATION"}
)

// Count holds what a figure is made of.
type Count struct{ Hit, Said, Gold int }

// PRF is precision, recall and their harmonic mean; 0 where there is nothing.
func (c Count) PRF() (p, r, f float64) {
	if c.Said > 0 {
		p = float64(c.Hit) / float64(c.Said)
	}
	if c.Gold > 0 {
		r = float64(c.Hit) / float64(c.Gold)
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// Report is the outcome of a comparison.
type Report struct {
	Entities  Count // by name and type
	Ends      Count // pairs of entities with any relation between them
	Relations Count
	NotActual Count // of the matched relations: planned, possible, negated
	Status    Count // Hit of Gold matched relations share a status
	Types     []Named
	Documents []Named
	Errors    []Error
}

// Named is a count of a relation type or of a document.
type Named struct {
	Name string
	Count
}

// Error is a miss, an extra or a wrong status.
type Error struct {
	Kind     string // "MISS" or "EXTRA" of a relation, "STATUS", "MISS ENTITY" or "EXTRA ENTITY"
	Document string
	What     string // "MET_WITH John Kerry -> Sergey Lavrov [planned]"
	Evidence string
	Rule     string // of an extra
}

type relationKey struct{ typ, subject, object string }

func (k relationKey) ends() [2]string {
	return [2]string{min(k.subject, k.object), max(k.subject, k.object)}
}

func keyOf(typ, subject, object string) relationKey {
	if slices.Contains(symmetric, typ) && object < subject {
		subject, object = object, subject
	}
	return relationKey{typ, subject, object}
}

// Compare measures what was extracted against gold, document by document. A gold
// document that was not extracted counts as one where nothing was found; one
// that is not in gold is left out.
func Compare(gold, said []Record) Report {
	byID := map[string]Record{}
	for _, r := range said {
		byID[r.ID] = r
	}
	last := map[string]int{}
	for i, g := range gold {
		last[g.ID] = i
	}
	var r Report
	types := tally{}
	for i, g := range gold {
		if last[g.ID] == i {
			r.document(g, byID[g.ID], &types)
		}
	}
	slices.SortStableFunc(types.counts, func(a, b Named) int { return cmp.Compare(b.Gold, a.Gold) })
	r.Types = types.counts
	return r
}

// tally keeps counts in the order in which their names first came.
type tally struct{ counts []Named }

func (t *tally) at(name string) *Count {
	i := slices.IndexFunc(t.counts, func(n Named) bool { return n.Name == name })
	if i < 0 {
		i = len(t.counts)
		t.counts = append(t.counts, Named{Name: name})
	}
	return &t.counts[i].Count
}

func (r *Report) document(g, p Record, types *tally) {
	pairs := pair(g.Entities, p.Entities)
	goldEntity := map[string]Entity{}
	for _, e := range g.Entities {
		goldEntity[e.ID] = e
	}
	r.entities(g, p, pairs, goldEntity)

	goldRelations := group(g.Relations, func(x Relation) (relationKey, bool) {
		return keyOf(x.Type, x.Subject, x.Object), !x.Implied
	})
	free := group(g.Relations, func(x Relation) (relationKey, bool) {
		return keyOf(x.Type, x.Subject, x.Object), x.Implied
	})
	end := func(id string) string {
		if g, ok := pairs[id]; ok {
			return g
		}
		return "?" + id
	}
	saidRelations := group(p.Relations, func(x Relation) (relationKey, bool) {
		k := keyOf(x.Type, end(x.Subject), end(x.Object))
		_, implied := free.of[k]
		_, asked := goldRelations.of[k]
		return k, asked || !implied
	})

	name := func(end string) string {
		if id, open := strings.CutPrefix(end, "?"); open {
			if i := slices.IndexFunc(p.Entities, func(e Entity) bool { return e.ID == id }); i >= 0 {
				return p.Entities[i].Name + "?"
			}
			return id + "?"
		}
		return goldEntity[end].Name
	}
	tell := func(kind string, k relationKey, xs []Relation) {
		e := Error{Kind: kind, Document: g.ID, What: k.typ + " " + name(k.subject) + " -> " + name(k.object) + " [" + strings.Join(statuses(xs), " ") + "]"}
		e.Evidence, e.Rule = xs[0].evidence()
		r.Errors = append(r.Errors, e)
	}
	goldEnds, saidEnds, hits := map[[2]string]bool{}, map[[2]string]bool{}, 0
	for _, k := range goldRelations.keys {
		goldEnds[k.ends()] = true
		types.at(k.typ).Gold++
		if _, hit := saidRelations.of[k]; !hit {
			tell("MISS", k, goldRelations.of[k])
		}
	}
	for _, k := range saidRelations.keys {
		saidEnds[k.ends()] = true
		types.at(k.typ).Said++
		want, hit := goldRelations.of[k]
		if !hit {
			tell("EXTRA", k, saidRelations.of[k])
			continue
		}
		hits++
		types.at(k.typ).Hit++
		a, b := statuses(want), statuses(saidRelations.of[k])
		r.Status.Gold++
		if share(a, b) {
			r.Status.Hit++
		} else {
			tell("STATUS", k, saidRelations.of[k])
			last := &r.Errors[len(r.Errors)-1]
			last.What += " for [" + strings.Join(a, " ") + "]"
		}
		a, b = notActual(a), notActual(b)
		r.NotActual.Gold += one(len(a) > 0)
		r.NotActual.Said += one(len(b) > 0)
		r.NotActual.Hit += one(share(a, b))
	}
	for e := range goldEnds {
		r.Ends.Hit += one(saidEnds[e])
	}
	r.Ends.Gold += len(goldEnds)
	r.Ends.Said += len(saidEnds)
	r.Relations.Hit += hits
	r.Relations.Gold += len(goldRelations.keys)
	r.Relations.Said += len(saidRelations.keys)
	r.Documents = append(r.Documents, Named{g.ID, Count{hits, len(saidRelations.keys), len(goldRelations.keys)}})
}

func (r *Report) entities(g, p Record, pairs map[string]string, goldEntity map[string]Entity) {
	found := map[string]bool{}
	for _, e := range p.Entities {
		gid, paired := pairs[e.ID]
		right := paired && kind(goldEntity[gid].Type) == kind(e.Type)
		if right {
			found[gid] = true
		}
		if !slices.Contains(named, strings.ToUpper(e.Type)) || (e.Mentions != nil && len(e.Mentions) == 0) ||
			(paired && len(goldEntity[gid].Mentions) == 0) {
			continue
		}
		r.Entities.Said++
		r.Entities.Hit += one(right)
		if !right {
			what := e.Type + " " + e.Name
			if paired {
				what += " for " + goldEntity[gid].Type + " " + goldEntity[gid].Name
			}
			r.Errors = append(r.Errors, Error{Kind: "EXTRA ENTITY", Document: g.ID, What: what})
		}
	}
	for _, e := range g.Entities {
		if !slices.Contains(named, e.Type) || len(e.Mentions) == 0 {
			continue
		}
		r.Entities.Gold++
		if !found[e.ID] {
			r.Errors = append(r.Errors, Error{Kind: "MISS ENTITY", Document: g.ID, What: e.Type + " " + e.Name})
		}
	}
}

// grouped are relations by key, the keys in the order in which they came.
type grouped struct {
	keys []relationKey
	of   map[relationKey][]Relation
}

func group(relations []Relation, key func(Relation) (relationKey, bool)) grouped {
	g := grouped{of: map[relationKey][]Relation{}}
	for _, r := range relations {
		k, counts := key(r)
		if !counts {
			continue
		}
		if _, known := g.of[k]; !known {
			g.keys = append(g.keys, k)
		}
		g.of[k] = append(g.of[k], r)
	}
	return g
}

func statuses(relations []Relation) []string {
	var out []string
	for _, r := range relations {
		out = append(out, strings.ToLower(r.Status))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func notActual(statuses []string) []string {
	return slices.DeleteFunc(slices.Clone(statuses), func(s string) bool { return s == "actual" })
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// pair maps ids of extracted entities to ids of gold ones, one to one, the best
// overlap first; the type only breaks ties.
func pair(gold, said []Entity) map[string]string {
	type candidate struct {
		score      float64
		said, gold string
	}
	var all []candidate
	goldNames := make([][]string, len(gold))
	for i, g := range gold {
		goldNames[i] = g.names()
	}
	for _, p := range said {
		names, canonical := p.names(), normal(p.Name)
		for i, g := range gold {
			goldCanonical := normal(g.Name)
			score := 0.0
			if canonical == goldCanonical {
				score = 4
			}
			for _, n := range names {
				score += float64(one(slices.Contains(goldNames[i], n)))
			}
			if score == 0 && g.Type == "PERSON" && kind(p.Type) == "PERSON" && last(canonical) == last(goldCanonical) && canonical != "" {
				score = 0.5
			}
			if score == 0 && (g.Type == "AGREEMENT" || g.Type == "EVENT") && last(canonical) == last(goldCanonical) && canonical != "" {
				score = 0.5
			}
			if score > 0 {
				if kind(p.Type) == kind(g.Type) {
					score += 0.25
				}
				all = append(all, candidate{score, p.ID, g.ID})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	pairs, used := map[string]string{}, map[string]bool{}
	for _, c := range all {
		if _, taken := pairs[c.said]; !taken && !used[c.gold] {
			pairs[c.said] = c.gold
			used[c.gold] = true
		}
	}
	return pairs
}

func last(name string) string { return name[strings.LastIndexByte(name, ' ')+1:] }

// kind counts countries, cities and places as one.
func kind(t string) string {
	switch t = strings.ToUpper(t); t {
	case "COUNTRY", "CITY", "PLACE":
		return "LOC"
	}
	return t
}

func (e Entity) names() []string {
	var out []string
	add := func(s string) {
		if n := normal(s); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	add(e.Name)
	for _, a := range e.Aliases {
		add(a)
	}
	for _, m := range e.Mentions {
		add(m.Text)
	}
	return out
}

var (
	marks      = regexp.MustCompile(`[^a-z0-9]+`)
	possessive = regexp.MustCompile(`\s+s$`)
	title      = regexp.MustCompile(`^(the|a|an|president|prime minister|foreign minister|minister|secretary|mr|mrs|ms|dr|gen|general|king|queen|former)\s+`)
)

// normal is a name with case, accents, marks, articles and titles aside.
func normal(s string) string {
	ascii := strings.Map(func(r rune) rune {
		if r > 127 {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
	s = strings.TrimSpace(marks.ReplaceAllString(strings.ToLower(ascii), " "))
	s = possessive.ReplaceAllString(s, "")
	for {
		t := title.ReplaceAllString(s, "")
		if t == s {
			return s
		}
		s = t
	}
}
