// Package fold merges the records of all documents into one graph.
//
// In: records in any order. Out: nodes and edges; the same records give the same
// graph whatever their order. Everything is a merge by key of rows, and a row says
// what one record says under one key: entities by id, relations by type and ends
// and then by time into events, facts by ends and title. So the rows of one key
// can meet anywhere, and memory holds one key's rows at a time.
//
//	records ─ Rows for names ─ by key ─ Decide ─ Settle ─┐
//	records ─ Rows for reports, as decided so far ─ by key ─ Decide ─ Settle ─ decisions
//	records ─ Rows, as decided ─ by key ─ Merge ─ graph
//
// Decisions that join two ids (a short name with the full one, an unnamed
// cease-fire with another report of it) are returned with their reasons; people
// overrule them by rows in files, see Rulings.
//
// It never joins by edit distance: a duplicate is better than a false merge.
package fold

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"backchannel/schema"
)

// Version is raised when the same records may give another graph, so that stores are
// brought up to date.
//
//	1  keyed merges of entities, events and facts
//	2  full names, spellings and initials joined; rulings; coarse dates from fine to coarse
//	3  an event is called by the names that its own reports use
//	4  copies of a text are one source
//	5  furniture
const Version = 5

// Window is how many days may lie between two reports of one event.
const Window = 3

// Folder folds by one ontology and the rulings of people.
type Folder struct {
	ontology *schema.Ontology
	rulings  Rulings
}

// New returns a Folder. It may be used by many goroutines at once.
func New(o *schema.Ontology, rulings Rulings) *Folder { return &Folder{o, rulings} }

// Fingerprint names all that a graph is made of besides the records.
func (f *Folder) Fingerprint() string {
	parts := []string{strconv.Itoa(Version), f.rulings.Fingerprint}
	for _, r := range f.ontology.Relations {
		parts = append(parts, fmt.Sprint(r.Name, r.Symmetric, r.Fact, r.Plover))
	}
	return schema.Key(parts...)
}

// Sorter puts rows in the order of their keys. Rows of one key may come in any order.
// It ranges over its rows to their end before it yields one, in the goroutine that
// ranges over it.
type Sorter func(iter.Seq2[Row, error]) iter.Seq2[Row, error]

// Records are all records; they may be ranged over several times.
type Records = iter.Seq2[schema.Record, error]

// Element is a part of the graph, a node or an edge; or the tally of an entity id of
// which many records speak, for Update. One of the three is set.
type Element struct {
	Node  *schema.Node
	Edge  *schema.Edge
	ID    string // of the tally
	Tally *Tally
}

// fewRecords is how many records are kept in memory rather than read a second time.
const fewRecords = 4096

// Decisions are what joins ids across all records, which are read once, or twice where
// they are many; beside them
// come the proposals that led to them, for Update.
func (f *Folder) Decisions(records Records, sort Sorter) ([]schema.Decision, []Proposal, error) {
	var proposals []Proposal
	collect := func(rows iter.Seq2[Row, error]) error {
		for p, err := range f.Decide(sort(rows)) {
			if err != nil {
				return fmt.Errorf("fold: %w", err)
			}
			proposals = append(proposals, p)
		}
		return nil
	}
	var unnamed []schema.Record // of a few, what the second step needs
	few := true
	err := collect(RowsOf(records, func(r schema.Record) []Row {
		if about, ok := ofUnnamed(r); ok && few {
			unnamed = append(unnamed, about)
			if few = len(unnamed) < fewRecords; !few {
				unnamed = nil
			}
		}
		return f.RowsForNames(r)
	}))
	if err != nil {
		return nil, nil, err
	}
	names := DecidedBy(f.Settle(proposals))
	if few {
		records = func(yield func(schema.Record, error) bool) {
			for _, r := range unnamed {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
	err = collect(RowsOf(records, func(r schema.Record) []Row { return f.RowsForReports(r, names) }))
	if err != nil {
		return nil, nil, err
	}
	return f.Settle(proposals), proposals, nil
}

// Graph yields the nodes and edges that the records say together, each once, in no
// order. Records are read once; what one of them makes alone is yielded at once.
func (f *Folder) Graph(records Records, decisions []schema.Decision, sort Sorter) iter.Seq2[Element, error] {
	d := DecidedBy(decisions)
	return func(yield func(Element, error) bool) {
		more := true
		out := sinkOf(yield, &more)
		keyed := RowsOf(records, func(r schema.Record) []Row {
			rows := f.Rows(r, d)
			last := len(rows) - 1 // the document's
			if more {
				rows[last].Document.write(out)
			}
			return rows[:last]
		})
		for e, err := range f.Merge(sort(keyed)) {
			if !more || !yield(e, err) {
				return
			}
		}
	}
}

// RowsOf yields the rows of every record, up to the first error.
func RowsOf(records Records, rows func(schema.Record) []Row) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for r, err := range records {
			if err != nil {
				yield(Row{}, err)
				return
			}
			for _, row := range rows(r) {
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

// Fold is the whole in memory, for few records: their graph, sorted, and the
// decisions that made it. The error is the first one that records yields.
func Fold(records Records, o *schema.Ontology, rulings Rulings) (g schema.Graph, _ []schema.Decision, err error) {
	f := New(o, rulings)
	decisions, _, err := f.Decisions(records, InMemory)
	if err != nil {
		return g, nil, err
	}
	for e, err := range f.Graph(records, decisions, InMemory) {
		switch {
		case err != nil:
			return schema.Graph{}, nil, fmt.Errorf("fold: %w", err)
		case e.Node != nil:
			g.Nodes = append(g.Nodes, *e.Node)
		case e.Edge != nil:
			g.Edges = append(g.Edges, *e.Edge)
		}
	}
	g.Sort()
	return g, decisions, nil
}

// InMemory is a Sorter of rows that fit into memory.
func InMemory(rows iter.Seq2[Row, error]) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		var all []Row
		for r, err := range rows {
			if err != nil {
				yield(Row{}, err)
				return
			}
			all = append(all, r)
		}
		slices.SortFunc(all, func(a, b Row) int { return strings.Compare(a.Key, b.Key) })
		for _, r := range all {
			if !yield(r, nil) {
				return
			}
		}
	}
}
