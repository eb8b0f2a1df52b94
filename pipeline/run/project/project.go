// Package project keeps a store at the graph of the records that the state has.
//
// Where the last fold left what it needs, and the store holds the graph of that one,
// only what changed since is folded, and only the difference goes to the store. Else
// all records are folded, and store and graph are read side by side. Both ways lead
// to the same graph.
package project

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"
	"time"

	"backchannel/pipeline/fold"
	"backchannel/pipeline/load"
	"backchannel/pipeline/run"
	"backchannel/pipeline/state"
	"backchannel/schema"
)

// Projector brings a store to the graph of the records in the state.
type Projector struct {
	State  *state.File
	Folder *fold.Folder
	Store  func(context.Context) (load.Store, error)

	// Scratch is a folder for temporary files, which is made, and emptied before.
	Scratch string

	Doubt bool // fold all, and compare all, whatever the store says of itself

	// Meter, where set, shows how far folding and loading are.
	Meter *run.Meter

	// Folded, where set, is shown the whole graph, where all was folded, before the
	// store is brought to it.
	Folded func(context.Context, load.Store, load.Rows, Totals) error
}

// Totals are what the graph holds.
type Totals struct {
	Nodes, Edges        int
	Entities, Relations map[string]int // by type
	Busiest             string         // the name of who took part in most events when all was folded last, "" where there are none
}

// Result is what the graph holds and what it took to bring the store there. The
// nodes and edges of Written are the graph's.
type Result struct {
	Totals
	Written          load.Counts
	Folding, Loading time.Duration
}

// notes are kept with the state for the next fold.
type notes struct {
	Totals    Totals
	Proposals []fold.Proposal
}

// Bring does it; sum is the checksum of the records, and tell is told what it is at.
// Stopped in its midst it leaves state and store so that the next call reaches the
// graph.
func (p Projector) Bring(ctx context.Context, sum string, tell func(run.Phase)) (Result, error) {
	if p.Meter == nil {
		p.Meter = new(run.Meter)
	}
	store, err := p.Store(ctx)
	if err != nil {
		return Result{}, err
	}
	has, err := store.Mark(ctx)
	if err != nil {
		return Result{}, err
	}
	past, known, err := p.State.Folded(ctx)
	if err != nil {
		return Result{}, err
	}
	known = known && past.Mark == p.mark(past.Sum) && has == past.Mark && !p.Doubt
	var kept notes
	if known && json.Unmarshal(past.Notes, &kept) != nil {
		known = false // a fold of all writes them anew
	}
	switch {
	case known && past.Sum == sum:
		r := Result{Totals: kept.Totals}
		r.Written.Nodes, r.Written.Edges = r.Nodes, r.Edges
		return r, nil
	case known:
		r, done, err := p.update(ctx, store, past, kept, sum, tell)
		if done || err != nil {
			return r, err
		}
	}
	return p.all(ctx, store, sum, tell)
}

// mark names all that a graph is made of: the records and what they are folded by.
func (p Projector) mark(sum string) string { return schema.Key(sum, p.Folder.Fingerprint()) }

// update folds what changed and patches the store; false where somebody changed the
// store meanwhile.
func (p Projector) update(ctx context.Context, store load.Store, past state.Folded, kept notes, sum string, tell func(run.Phase)) (r Result, done bool, err error) {
	tell(run.Folding)
	start := time.Now()
	list, err := p.State.Edits(ctx)
	if err != nil {
		return r, false, err
	}
	decisions, err := p.State.Decisions(ctx)
	if err != nil {
		return r, false, err
	}
	var edits []fold.Edit
	var same []schema.Node
	for _, e := range list {
		switch {
		case e.Same && e.New != nil:
			same = append(same, fold.DocumentNode(*e.New))
		case e.Old != nil || e.New != nil:
			edits = append(edits, fold.Edit{Old: e.Old, New: e.New})
		}
	}
	u, err := p.Folder.Update(edits, fold.Past{
		Decisions: decisions, Proposals: kept.Proposals,
		Touched: func(hashes map[uint32]bool) iter.Seq2[schema.Record, error] { return p.State.Touched(ctx, hashes) },
		Tallies: func(ids []string) (map[string]*fold.Tally, error) { return p.tallies(ctx, ids) },
	})
	if err != nil {
		return r, false, err
	}
	change := load.Difference(u.Old, u.New)
	change.Nodes = append(change.Nodes, same...)
	r.Folding = time.Since(start)

	tell(run.Loading)
	start = time.Now()
	if err := p.State.BeginFold(false); err != nil {
		return r, false, err
	}
	if r.Written, done, err = load.Patch(ctx, store, change, past.Mark, p.mark(sum)); err != nil || !done {
		return r, false, err
	}
	r.Totals = kept.Totals
	r.Totals.countAll(u.Old, -1)
	r.Totals.countAll(u.New, 1)
	r.Written.Nodes, r.Written.Edges = r.Nodes, r.Edges
	for id, tally := range u.Tallies {
		if err := p.putTally(id, tally); err != nil {
			return r, false, err
		}
	}
	for _, e := range list {
		if e.Same {
			continue
		}
		var hashes []uint32
		if e.New != nil {
			hashes = fold.Touches(*e.New)
		}
		if err := p.State.PutTouches(e.ID, hashes); err != nil {
			return r, false, err
		}
	}
	err = p.end(sum, r.Totals, u.Decisions, u.Proposals)
	r.Loading = time.Since(start)
	return r, true, err
}

// all folds all records and compares the store with their graph. Memory does not grow
// with either: what is sorted goes through temporary files.
func (p Projector) all(ctx context.Context, store load.Store, sum string, tell func(run.Phase)) (r Result, err error) {
	tell(run.Folding)
	start := time.Now()
	if err := os.RemoveAll(p.Scratch); err != nil { // of a run that was killed
		return r, err
	}
	if err := os.Mkdir(p.Scratch, 0o700); err != nil {
		return r, roomless(err)
	}
	g := newGraph(p.Scratch)
	defer func() { err = errors.Join(err, g.close(), os.RemoveAll(p.Scratch)) }()

	if err := p.State.BeginFold(true); err != nil {
		return r, err
	}
	documents, _, _, err := p.State.Size(ctx)
	if err != nil {
		return r, err
	}
	records := metered(p.State.Records(ctx), p.Meter, "read", documents)
	step := "decide"
	sort := func(rows iter.Seq2[fold.Row, error]) iter.Seq2[fold.Row, error] {
		return sortedRows(ctx, p.Scratch, rows, p.Meter, step)
	}
	decisions, proposals, err := p.Folder.Decisions(records, sort)
	if err != nil {
		return r, err
	}
	events := map[string]int{}
	step = "merge"
	elements := p.noted(p.Folder.Graph(p.touching(records), decisions, sort), func(e fold.Element) {
		r.Totals.count(e, 1)
		if e.Edge != nil && (e.Edge.Type == schema.EdgeSubject || e.Edge.Type == schema.EdgeObject) {
			events[e.Edge.From]++
		}
	})
	if err := g.gather(ctx, elements, p.Meter); err != nil {
		return r, err
	}
	r.Folding = time.Since(start)

	tell(run.Loading)
	start = time.Now()
	if p.Folded != nil {
		if err := p.Folded(ctx, store, g, r.Totals); err != nil {
			return r, err
		}
	}
	if r.Written, err = load.Sync(ctx, store, &shown{g, p.Meter, r.Totals}, p.mark(sum)); err != nil {
		return r, err
	}
	if r.Busiest, err = g.nameOf(busiest(events)); err != nil {
		return r, err
	}
	err = p.end(sum, r.Totals, decisions, proposals)
	r.Loading = time.Since(start)
	return r, err
}

// touching keeps what each record touches, as it goes by.
func (p Projector) touching(records fold.Records) fold.Records {
	return func(yield func(schema.Record, error) bool) {
		for record, err := range records {
			if err == nil {
				err = p.State.PutTouches(record.ID, fold.Touches(record))
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
	}
}

// noted keeps the tallies among the elements and yields the rest, of which it tells.
func (p Projector) noted(elements iter.Seq2[fold.Element, error], tell func(fold.Element)) iter.Seq2[fold.Element, error] {
	return func(yield func(fold.Element, error) bool) {
		for e, err := range elements {
			if err == nil && e.Tally != nil {
				if err = p.putTally(e.ID, e.Tally); err == nil {
					continue
				}
			}
			if err == nil {
				tell(e)
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

func (p Projector) end(sum string, totals Totals, decisions []schema.Decision, proposals []fold.Proposal) error {
	data, err := json.Marshal(notes{totals, proposals})
	if err != nil {
		return fmt.Errorf("fold: %w", err)
	}
	return errors.Join(p.State.PutDecisions(decisions), p.State.EndFold(state.Folded{Sum: sum, Mark: p.mark(sum), Notes: data}))
}

func (p Projector) tallies(ctx context.Context, ids []string) (map[string]*fold.Tally, error) {
	packed, err := p.State.Tallies(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := map[string]*fold.Tally{}
	for id, data := range packed {
		var t fold.Tally
		if err := json.Unmarshal(data, &t); err != nil {
			return nil, fmt.Errorf("tally of %s: %w", id, err)
		}
		out[id] = &t
	}
	return out, nil
}

func (p Projector) putTally(id string, t *fold.Tally) error {
	if t == nil {
		return p.State.PutTally(id, nil)
	}
	data, err := json.Marshal(t)
	if err != nil {
		return fmt.Errorf("tally of %s: %w", id, err)
	}
	return p.State.PutTally(id, data)
}

// count adds an element, n times.
func (t *Totals) count(e fold.Element, n int) {
	if t.Entities == nil {
		t.Entities, t.Relations = map[string]int{}, map[string]int{}
	}
	tally := func(m map[string]int, key string) {
		if m[key] += n; m[key] == 0 {
			delete(m, key)
		}
	}
	switch {
	case e.Node != nil:
		t.Nodes += n
		if e.Node.Labels[0] == schema.LabelEntity {
			tally(t.Entities, strings.Join(e.Node.Labels[1:], " "))
		}
	case e.Edge != nil:
		t.Edges += n
		if load.IsRelation(e.Edge.Type) {
			tally(t.Relations, e.Edge.Type)
		}
	}
}

func (t *Totals) countAll(g schema.Graph, n int) {
	for i := range g.Nodes {
		t.count(fold.Element{Node: &g.Nodes[i]}, n)
	}
	for i := range g.Edges {
		t.count(fold.Element{Edge: &g.Edges[i]}, n)
	}
}

// busiest is the id of the entity that took part in most events, of equals the first;
// empty where there are none.
func busiest(events map[string]int) string {
	best := ""
	for id, n := range events {
		if best == "" || n > events[best] || n == events[best] && id < best {
			best = id
		}
	}
	return best
}
