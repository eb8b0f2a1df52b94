package fold

import (
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strings"

	"backchannel/schema"
)

// Edit is a record that came, went or changed since the last fold: nil is none.
type Edit struct{ Old, New *schema.Record }

func (e Edit) id() string {
	if e.New != nil {
		return e.New.ID
	}
	return e.Old.ID
}

// Past is what the last fold left.
type Past struct {
	Decisions []schema.Decision
	Proposals []Proposal

	// Touched yields the records, as they are now, whose Touches have one of these
	// hashes; the edits may be among them or not. It may yield others besides.
	Touched func(hashes map[uint32]bool) iter.Seq2[schema.Record, error]
	// Tallies returns those that the folds before left for these ids.
	Tallies func(ids []string) (map[string]*Tally, error)
}

// Update is what edits change in the graph.
type Update struct {
	Old, New  schema.Graph // the parts that may differ: a node or edge in New alone is new, one in Old alone goes
	Decisions []schema.Decision
	Proposals []Proposal
	Tallies   map[string]*Tally // those that changed; nil is one that goes
}

// Update folds what the edits have a part in, and no more: it gives the difference
// between the fold of all records before and after them. What it costs grows with
// the records that share a name, a pair of ends or a changed decision with an edit.
func (f *Folder) Update(edits []Edit, past Past) (u Update, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("fold: %w", err)
		}
	}()
	w := updating{Folder: f, Past: past, edits: map[string]Edit{}}
	for _, e := range edits {
		w.edits[e.id()] = e
	}
	w.byName, err = w.redecide(past.Proposals, w.edits, nil, nil)
	if err != nil {
		return u, err
	}
	// Names first: what has none meets by the names of its participants.
	var names []Proposal
	for _, p := range past.Proposals {
		if p.By != byReport {
			names = append(names, p)
		}
	}
	was, is := DecidedBy(f.Settle(names)), DecidedBy(f.Settle(w.byName))
	around, err := w.around(was, is)
	if err != nil {
		return u, err
	}
	if u.Proposals, err = w.redecide(w.byName, around, was, is); err != nil {
		return u, err
	}
	u.Decisions = f.Settle(u.Proposals)
	was, is = DecidedBy(past.Decisions), DecidedBy(u.Decisions)
	if around, err = w.around(was, is); err != nil {
		return u, err
	}
	err = w.graph(&u, around, was, is)
	return u, err
}

type updating struct {
	*Folder
	Past
	edits  map[string]Edit // by document
	byName []Proposal      // of names, renewed; those of reports as they were
}

// redecide renews the proposals of the keys under which a record's rows differ: those
// for names where is is nil, else those for reports.
func (w *updating) redecide(proposals []Proposal, edits map[string]Edit, was, is *Decided) ([]Proposal, error) {
	rows := func(r *schema.Record, d *Decided) []Row {
		switch {
		case r == nil:
			return nil
		case is == nil:
			return w.RowsForNames(*r)
		}
		return w.RowsForReports(*r, d)
	}
	stale, hashes := map[string]bool{}, map[uint32]bool{}
	for _, e := range edits {
		for _, row := range differing(rows(e.Old, was), rows(e.New, is)) {
			if stale[row.Key] {
				continue
			}
			stale[row.Key] = true
			switch {
			case strings.HasPrefix(row.Key, keyRuled):
				hashes[touch(keyEntity+strings.TrimPrefix(row.Key, keyRuled))] = true
			case is == nil:
				hashes[touch(row.Key)] = true
			default:
				i := strings.LastIndexByte(row.Key, '|') + 1
				for _, d := range []*Decided{was, is} {
					for _, id := range d.members(row.Key[i:]) {
						hashes[touch(row.Key[:i]+id)] = true
					}
				}
			}
		}
	}
	if len(stale) == 0 {
		return proposals, nil
	}
	kept := slices.DeleteFunc(slices.Clone(proposals), func(p Proposal) bool { return stale[p.Key] })
	now := InMemory(func(yield func(Row, error) bool) {
		for r, err := range w.present(hashes) {
			if err != nil {
				yield(Row{}, err)
				return
			}
			for _, row := range rows(&r, is) {
				if stale[row.Key] && !yield(row, nil) {
					return
				}
			}
		}
	})
	for p, err := range w.Decide(now) {
		if err != nil {
			return nil, err
		}
		kept = append(kept, p)
	}
	return kept, nil
}

// present yields the records as they are now that touch one of the hashes.
func (w *updating) present(hashes map[uint32]bool) iter.Seq2[schema.Record, error] {
	return func(yield func(schema.Record, error) bool) {
		for _, id := range slices.Sorted(maps.Keys(w.edits)) {
			if r := w.edits[id].New; r != nil && !yield(*r, nil) {
				return
			}
		}
		if len(hashes) == 0 {
			return
		}
		for r, err := range w.Touched(hashes) {
			if _, edited := w.edits[r.ID]; edited && err == nil {
				continue
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// around are the edits, and beside them the records that stay as they are but speak
// of an id on which something else is decided now.
func (w *updating) around(was, is *Decided) (map[string]Edit, error) {
	hashes := map[uint32]bool{}
	for id := range changed(was, is) {
		hashes[touch(keyEntity+id)] = true
	}
	all := maps.Clone(w.edits)
	for r, err := range w.present(hashes) {
		if err != nil {
			return nil, err
		}
		if _, edited := all[r.ID]; !edited {
			all[r.ID] = Edit{&r, &r}
		}
	}
	return all, nil
}

// changed are the ids that stand for something else now, or are called otherwise.
func changed(was, is *Decided) map[string]bool {
	ids := map[string]bool{}
	for _, d := range []*Decided{was, is} {
		for id, to := range d.into {
			ids[id], ids[to] = true, true
		}
		for id := range d.names {
			ids[id] = true
		}
		for id := range d.wrong {
			ids[id] = true
		}
		for id := range d.copies {
			ids[id] = true
		}
	}
	for id := range ids {
		a, b := was.root(id), is.root(id)
		if a == b && was.names[a] == is.names[b] && was.wrong[a] == is.wrong[b] && was.copies[id] == is.copies[id] {
			delete(ids, id)
		}
	}
	return ids
}

// members are an id and those that were joined to it.
func (d *Decided) members(root string) []string {
	if d.joined == nil {
		d.joined = map[string][]string{}
		for id := range d.into {
			to := d.root(id)
			d.joined[to] = append(d.joined[to], id)
		}
	}
	return append([]string{root}, d.joined[root]...)
}

// pair is what the reports under one key have in common.
type pair struct{ kind, subject, object string }

// graph makes the parts of the graph in which the records around the edits have a
// part, as they were and as they are.
func (w *updating) graph(u *Update, around map[string]Edit, was, is *Decided) error {
	old, now := into(&u.Old), into(&u.New)
	moved := changed(was, is)
	roots := map[string]bool{} // of entities that may differ
	pairs := map[string]pair{} // of reports that differ, by key
	said := map[bool]map[string][]report{false: {}, true: {}}
	deltas := map[string]*Tally{}
	for _, id := range slices.Sorted(maps.Keys(around)) {
		e := around[id]
		_, edited := w.edits[id]
		side := func(r *schema.Record, d *Decided, after bool, out sink, n int) (reports []Row) {
			if r == nil {
				return nil
			}
			for _, row := range w.Rows(*r, d) {
				switch {
				case row.Document != nil:
					row.Document.write(out)
				case row.Report != nil:
					reports = append(reports, row)
					said[after][row.Key] = append(said[after][row.Key], row.report())
				case edited || moved[row.Entity.ID]:
					roots[d.root(row.Entity.ID)] = true
					if edited {
						tallyOf(deltas, row.Entity.ID).add(*row.Entity, n)
					}
				}
			}
			return reports
		}
		a, b := side(e.Old, was, false, old, -1), side(e.New, is, true, now, 1)
		for _, row := range differing(a, b) {
			is := row.Report.Relation
			pairs[row.Key] = pair{is.Type, is.Subject, is.Object}
		}
	}
	hashes := map[uint32]bool{}
	for _, p := range pairs {
		for _, d := range []*Decided{was, is} {
			for _, subject := range d.members(p.subject) {
				for _, object := range d.members(p.object) {
					hashes[touchPair(p.kind, subject, object)] = true
				}
			}
		}
	}
	for r, err := range w.present(hashes) {
		if err != nil {
			return err
		}
		if _, done := around[r.ID]; done {
			continue
		}
		for _, row := range w.Rows(r, is) {
			if _, wanted := pairs[row.Key]; wanted {
				for _, after := range []bool{false, true} {
					said[after][row.Key] = append(said[after][row.Key], row.report())
				}
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(pairs)) {
		for after, out := range map[bool]sink{false: old, true: now} {
			if reports := said[after][key]; len(reports) > 0 {
				w.writeReports(key, reports, out)
			}
		}
	}
	return w.entities(u, slices.Sorted(maps.Keys(roots)), deltas, was, is)
}

// entities makes the nodes of these ids, as they were and as they are.
func (w *updating) entities(u *Update, roots []string, deltas map[string]*Tally, was, is *Decided) error {
	ids := map[string]bool{}
	for id := range deltas {
		ids[id] = true
	}
	for _, root := range roots {
		for _, d := range []*Decided{was, is} {
			for _, id := range d.members(root) {
				ids[id] = true
			}
		}
	}
	before, err := w.tallies(ids, is)
	if err != nil {
		return err
	}
	after := maps.Clone(before)
	u.Tallies = map[string]*Tally{}
	for id, delta := range deltas {
		t := NewTally()
		t.merge(before[id])
		t.merge(delta)
		if after[id], u.Tallies[id] = t, t; t.Records < hub {
			u.Tallies[id] = nil
		}
	}
	write := func(root string, d *Decided, tallies map[string]*Tally, out sink) {
		joined := map[string]*Tally{}
		for _, id := range d.members(root) {
			if t := tallies[id]; t.Records > 0 {
				joined[id] = t
			}
		}
		if len(joined) > 0 && !d.wrong[root] && d.root(root) == root {
			writeEntity(root, joined, out)
		}
	}
	for _, root := range roots {
		write(root, was, before, into(&u.Old))
		write(root, is, after, into(&u.New))
	}
	return nil
}

// tallies are those of these ids before the edits, all of them: kept, or made again of
// the records that speak of the id.
func (w *updating) tallies(ids map[string]bool, d *Decided) (map[string]*Tally, error) {
	tallies, err := w.Tallies(slices.Sorted(maps.Keys(ids)))
	if err != nil {
		return nil, err
	}
	lacking, hashes := map[string]bool{}, map[uint32]bool{}
	for id := range ids {
		if tallies[id] == nil {
			tallies[id] = NewTally()
			lacking[id] = true
			hashes[touch(keyEntity+id)] = true
		}
	}
	add := func(r schema.Record) {
		for _, row := range w.Rows(r, d) {
			if row.Entity != nil && lacking[row.Entity.ID] {
				tallies[row.Entity.ID].add(*row.Entity, 1)
			}
		}
	}
	for _, e := range w.edits {
		if e.Old != nil {
			add(*e.Old)
		}
	}
	for r, err := range w.present(hashes) {
		if err != nil {
			return nil, err
		}
		if _, edited := w.edits[r.ID]; !edited {
			add(r)
		}
	}
	return tallies, nil
}

func tallyOf(tallies map[string]*Tally, id string) *Tally {
	if tallies[id] == nil {
		tallies[id] = NewTally()
	}
	return tallies[id]
}

// into is a sink that gathers a graph.
func into(g *schema.Graph) sink {
	return sink{
		node: func(n schema.Node) { g.Nodes = append(g.Nodes, n) },
		edge: func(e schema.Edge) { g.Edges = append(g.Edges, e) },
	}
}

// differing are rows, one of each key under which two records do not say the same.
func differing(a, b []Row) (out []Row) {
	byKey := func(rows []Row) map[string][]Row {
		keyed := map[string][]Row{}
		for _, r := range rows {
			keyed[r.Key] = append(keyed[r.Key], r)
		}
		return keyed
	}
	old, now := byKey(a), byKey(b)
	for key, rows := range old {
		if !reflect.DeepEqual(rows, now[key]) {
			out = append(out, rows[0])
		}
	}
	for key, rows := range now {
		if old[key] == nil {
			out = append(out, rows[0])
		}
	}
	return out
}
