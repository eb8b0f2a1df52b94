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

// The rules, in the order in which their proposals are carried out.
const (
	byFullName  = "full name"
	bySpelling  = "spelling"
	byShortName = "short name"
	byAcronym   = "acronym"
	byReport    = "report"
	byCopy      = "copy"
)

var phases = [][]string{{byFullName, bySpelling}, {byShortName}, {byAcronym}, {byReport}, {byCopy}}

// Proposal is a join of two ids that a rule would make. One without To only tells
// the name of an id that people ruled about.
type Proposal struct {
	From   string  `json:"from"`
	To     string  `json:"to,omitempty"`
	Name   string  `json:"name"`            // of From
	Other  string  `json:"other,omitempty"` // of To
	By     string  `json:"by,omitempty"`
	Reason string  `json:"reason,omitempty"`
	Score  float64 `json:"score,omitempty"`
	Mutual bool    `json:"mutual,omitempty"` // neither is the fuller: what stands for them has the smaller id
	Key    string  `json:"key"`              // of the rows that it was proposed for
}

// Settle takes the decisions: first what people ruled, then the proposals rule by
// rule, of each the surest first, where no ruling forbids them. The order of the
// proposals does not matter. It needs all of them at once; they are few beside the
// records.
func (f *Folder) Settle(proposals []Proposal) []schema.Decision {
	d := f.ruled()
	for _, p := range proposals {
		d.names[p.From] = max(d.names[p.From], p.Name)
		if p.To != "" {
			d.names[p.To] = max(d.names[p.To], p.Other)
		}
	}
	d.noteRulings()
	for _, rules := range phases {
		var now []Proposal
		for _, p := range proposals {
			if slices.Contains(rules, p.By) {
				now = append(now, p)
			}
		}
		d.join(now)
	}
	slices.SortFunc(d.list, func(a, b schema.Decision) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.With, b.With), strings.Compare(a.By, b.By))
	})
	return d.list
}

// settling joins ids. What stands for an id is found by following into.
type settling struct {
	rulings Rulings
	into    map[string]string
	members map[string][]string // ids that were joined to one, by what stands for them
	apart   map[[2]string]bool  // pairs that must not be joined
	fixed   map[string]bool     // ids that a person joined or rejected
	names   map[string]string
	list    []schema.Decision
}

// ruled begins with what people ruled.
func (f *Folder) ruled() *settling {
	d := &settling{
		rulings: f.rulings, into: map[string]string{}, members: map[string][]string{}, apart: map[[2]string]bool{},
		fixed: map[string]bool{}, names: map[string]string{},
	}
	for _, r := range f.rulings.different {
		d.apart[pairOf(r.id, r.with)] = true
	}
	for _, r := range f.rulings.reject {
		d.fixed[r.id] = true // nothing that is said of it may move to another
	}
	for _, r := range f.rulings.same {
		d.fixed[r.id] = true
		if d.into[r.id] == "" {
			d.into[r.id] = r.with
		}
	}
	for id := range d.into {
		root := d.root(id)
		d.members[root] = append(d.members[root], id)
	}
	return d
}

func (d *settling) noteRulings() {
	for _, r := range d.rulings.different {
		d.note(schema.Apart, r.id, r.with, r.by, r.why(), scoreRuled)
	}
	for _, r := range d.rulings.reject {
		d.note(schema.Rejected, r.id, "", r.by, r.why(), scoreRuled)
	}
	for _, r := range d.rulings.same {
		d.note(schema.Joined, r.id, r.with, r.by, r.why(), scoreRuled)
	}
}

func (r ruling) why() string { return cmp.Or(r.note, "so ruled") }

func pairOf(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

func (d *settling) root(id string) string { return rootOf(d.into, id) }

func rootOf(into map[string]string, id string) string {
	for into[id] != "" {
		id = into[id]
	}
	return id
}

func (d *settling) note(kind schema.DecisionKind, id, with, by, reason string, score float64) {
	d.list = append(d.list, schema.Decision{Kind: kind, ID: id, With: with, Name: d.names[id], Other: d.names[with], By: by, Reason: reason, Score: score})
}

// join carries out the proposals that no ruling forbids, the surest first.
func (d *settling) join(proposals []Proposal) {
	slices.SortFunc(proposals, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), strings.Compare(a.Reason, b.Reason))
	})
	for _, p := range proposals {
		from, to := d.root(p.From), d.root(p.To)
		if p.Mutual {
			from, to = max(from, to), min(from, to)
		}
		if from == to || from != p.From && !p.Mutual || d.fixed[from] || d.forbidden(from, to) {
			continue
		}
		d.into[from] = to
		d.members[to] = append(append(d.members[to], from), d.members[from]...)
		delete(d.members, from)
		kind := schema.Joined
		if p.By == byCopy {
			kind = schema.Copied
		}
		d.note(kind, from, to, p.By, p.Reason, p.Score)
	}
}

// forbidden reports whether a ruling keeps apart what two ids stand for.
func (d *settling) forbidden(a, b string) bool {
	if len(d.apart) == 0 {
		return false
	}
	for _, x := range append([]string{a}, d.members[a]...) {
		for _, y := range append([]string{b}, d.members[b]...) {
			if d.apart[pairOf(x, y)] {
				return true
			}
		}
	}
	return false
}

// Decided is what decisions make of ids.
type Decided struct {
	into  map[string]string
	names map[string]string // of ids that others were joined to
	wrong map[string]bool

	copies map[string]string // documents whose text is another's, by id

	joined map[string][]string // by what stands for them; members makes it
}

// DecidedBy reads a list of decisions.
func DecidedBy(list []schema.Decision) *Decided {
	d := &Decided{into: map[string]string{}, names: map[string]string{}, wrong: map[string]bool{}, copies: map[string]string{}}
	for _, one := range list {
		switch one.Kind {
		case schema.Joined:
			if d.into[one.ID] == "" {
				d.into[one.ID] = one.With
			}
			if one.Other != "" {
				d.names[one.With] = one.Other
			}
		case schema.Copied:
			d.copies[one.ID] = one.With
		case schema.Rejected:
			d.wrong[one.ID] = true
		}
	}
	for id := range d.copies {
		d.copies[id] = rootOf(d.copies, id)
	}
	return d
}

func (d *Decided) root(id string) string { return rootOf(d.into, id) }
