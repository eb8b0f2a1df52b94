package fold

import (
	"cmp"
	"slices"
	"strings"

	"backchannel/schema"
)

// Scores of decisions by rule, and what the rules ask for.
const (
	scoreRuled    = 1
	scoreName     = 0.9  // the same name, but for a middle name or an initial
	scoreSpelling = 0.85 // one name by another spelling
	scoreAcronym  = 0.85
	scoreReport   = 0.8 // an unnamed thing in another report
	scoreShort    = 0.8
	scoreDominant = 0.7 // a short name, where another full name is rare

	support  = 2  // documents that use a full name before a short one joins it
	dominant = 10 // times as many documents as all other full names have
)

// decisions joins ids. What stands for an id is found by following into.
type decisions struct {
	into  map[string]string
	apart map[[2]string]string // pairs that must not be joined, and by what
	fixed map[string]bool      // ids that a person joined
	list  []schema.Decision
}

// proposal is a join that a rule would make.
type proposal struct {
	from, to   string
	by, reason string
	score      float64
	mutual     bool // neither is the fuller: what stands for them has the smaller id
}

func (d *decisions) root(id string) string {
	for d.into[id] != "" {
		id = d.into[id]
	}
	return id
}

// members are the ids that stand for one, itself among them.
func (d *decisions) members(root string) []string {
	out := []string{root}
	for id := range d.into {
		if d.root(id) == root {
			out = append(out, id)
		}
	}
	return out
}

// decide joins the ids that are one thing: first what people ruled, then rule by
// rule, each over all records together, so that their order does not matter:
//
//   - a person's name without the middle name, with an initial or by another
//     spelling joins the fuller or more frequent one, where both stand in the same
//     relation to the same third;
//   - a person known by one word joins the one full name in the corpus that ends in
//     it, where two documents use that name and speak of the same others;
//   - an organization known by its initials joins the one that is called so;
//   - an unnamed agreement, event or group joins another report of it where the
//     head word and a participant agree and at most Window days lie between them.
func (f *folder) decide(rulings Rulings) *decisions {
	d := &decisions{into: map[string]string{}, apart: map[[2]string]string{}, fixed: map[string]bool{}}
	for _, r := range rulings.different {
		d.apart[pairOf(r.id, r.with)] = r.by
		d.note(f, schema.Apart, r.id, r.with, r.by, r.why(), scoreRuled)
	}
	for _, r := range rulings.reject {
		d.fixed[r.id] = true // nothing that is said of it may move to another
		d.note(f, schema.Rejected, r.id, "", r.by, r.why(), scoreRuled)
	}
	for _, r := range rulings.same {
		if d.into[r.id] == "" {
			d.into[r.id] = r.with
		}
		d.fixed[r.id] = true
		d.note(f, schema.Joined, r.id, r.with, r.by, r.why(), scoreRuled)
	}
	about := f.others()
	d.join(f, f.sameNames())
	d.join(f, f.shortNames(d, about))
	d.join(f, f.acronyms(about))
	d.join(f, f.reports(d))
	slices.SortFunc(d.list, func(a, b schema.Decision) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.With, b.With), strings.Compare(a.By, b.By))
	})
	return d
}

func (r ruling) why() string { return cmp.Or(r.note, "so ruled") }

func pairOf(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

func (d *decisions) note(f *folder, kind schema.DecisionKind, id, with, by, reason string, score float64) {
	name := func(id string) string {
		if e := f.entities[id]; e != nil {
			return e.name()
		}
		return ""
	}
	d.list = append(d.list, schema.Decision{Kind: kind, ID: id, With: with, Name: name(id), Other: name(with), By: by, Reason: reason, Score: score})
}

// join carries out the proposals that no ruling forbids, the surest first.
func (d *decisions) join(f *folder, proposals []proposal) {
	slices.SortFunc(proposals, func(a, b proposal) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.from, b.from), strings.Compare(a.to, b.to))
	})
	for _, p := range proposals {
		from, to := d.root(p.from), d.root(p.to)
		if p.mutual {
			from, to = max(from, to), min(from, to)
		}
		if from == to || from != p.from && !p.mutual || d.fixed[from] || d.forbidden(from, to) {
			continue
		}
		d.into[from] = to
		d.note(f, schema.Joined, from, to, p.by, p.reason, p.score)
	}
}

// forbidden reports whether a ruling keeps apart what two ids stand for.
func (d *decisions) forbidden(a, b string) bool {
	if len(d.apart) == 0 {
		return false
	}
	for _, x := range d.members(a) {
		for _, y := range d.members(b) {
			if _, ok := d.apart[pairOf(x, y)]; ok {
				return true
			}
		}
	}
	return false
}
