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
		tallies, wrong := map[string]*Tally{}, false // of one entity, by the ids that were joined
		var reports []report
		err := walk(rows, func(r Row) error {
			switch {
			case r.Document != nil:
				r.Document.write(out)
			case r.Entity != nil:
				tallyOf(tallies, r.Entity.ID).add(*r.Entity, 1)
				wrong = r.Entity.Wrong
			case r.Report != nil:
				reports = append(reports, r.report())
			default:
				return fmt.Errorf("row %.80q is none to merge", r.Key)
			}
			return nil
		}, func(key string) bool {
			switch {
			case len(tallies) > 0:
				if !wrong {
					writeEntity(strings.TrimPrefix(key, keyEntity), tallies, out)
				}
				for id, t := range tallies {
					more = more && (t.Records < hub || yield(Element{ID: id, Tally: t}, nil))
				}
			case len(reports) > 0:
				f.writeReports(key, reports, out)
			}
			reports = nil
			clear(tallies)
			return more
		})
		if err != nil && more {
			yield(Element{}, err)
		}
	}
}

// writeReports writes the events, or the fact, of the reports under one key.
func (f *Folder) writeReports(key string, reports []report, out sink) {
	if strings.HasPrefix(key, keyEvent) {
		f.writeEvents(reports, out)
		return
	}
	f.writeFact(reports, out)
}

func (r Row) report() report {
	is := r.Report
	return report{r.Doc, cmp.Or(is.Source, r.Doc), is.Ends, is.Names, is.Speaker, is.Relation}
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
