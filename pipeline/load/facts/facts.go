// Package facts reads what happened out of a store: events with their ends and the
// sentences that say them, and which documents name an entity.
//
// A store yields nodes and edges one by one; who writes an event down needs them
// together. They are read in pages by id, in SQL or Cypher, so that memory does not
// grow with the graph. Both languages give the same.
package facts

import (
	"context"
	_ "embed"
	"fmt"
	"iter"
	"strings"
)

// Store is what is read; every store of the pipeline is one.
type Store interface {
	// Language is "sql" or "cypher".
	Language() string
	// Query returns the columns and rows that a query gives. Cells are string,
	// int64, float64 or nil.
	Query(ctx context.Context, query string, params map[string]any) (columns []string, rows [][]any, err error)
}

// Party is an entity that takes part, or the place.
type Party struct {
	ID       string
	Type     string // Person, Country, City, Place, Organization, Agreement, Occasion
	Name     string
	Wikidata string
	Country  string // ISO 3166 alpha-3: its own, of its only offices, or where it lies; "" where unknown
}

// Event is something that happened, or did not, between two.
type Event struct {
	ID, Name        string
	Type            string // of the ontology: MET_WITH
	Plover          string // CONSULT, or CONSULT/third-party with its mode
	Status          string // actual, planned, possible, negated: of the latest report
	Start, End      string // ISO days, months or years
	Precision       string // day, month, year, or reported: Start is when it was said
	Sources         int    // documents
	Score           float64
	Subject, Object Party
	Place           Party // without an ID where there is none
	Evidence        []Evidence
}

// Evidence is a sentence that says it, by the date of its document.
type Evidence struct {
	Status, Speaker, Trigger, Rule string
	Start, End                     int // in the document's text, in code points
	Sentence, Chunk                string
	Document                       Document

	id string
}

// Document is where something was read.
type Document struct{ ID, Name, URI, Published, Publisher string }

// Mentions is an entity and where it is named.
type Mentions struct {
	ID, Type, Name string
	FirstSeen      string // ISO date
	Total          int
	In             []Mention
}

// Mention is how often a document names an entity.
type Mention struct {
	Document Document
	Times    int
}

var (
	//go:embed events.sql
	eventsSQL string
	//go:embed events.cypher
	eventsCypher string
	//go:embed mentions.sql
	mentionsSQL string
	//go:embed mentions.cypher
	mentionsCypher string
)

// pageSize is how many events or entities are read at once.
const pageSize = 500

// Events yields every event, sorted by id. An error ends the sequence.
func Events(ctx context.Context, store Store) iter.Seq2[Event, error] {
	return group(ctx, store, eventsSQL, eventsCypher, func(e *Event, r *row) {
		if e.ID == "" {
			*e = Event{
				ID: r.text(), Name: r.text(), Type: r.text(), Plover: r.text(), Status: r.text(), Start: r.text(), End: r.text(), Precision: r.text(),
				Sources: r.number(), Score: r.float(), Subject: r.party(), Object: r.party(), Place: r.party(),
			}
		} else {
			r.skip(10 + 3*5)
		}
		v := Evidence{
			id: r.text(), Status: r.text(), Speaker: r.text(), Trigger: r.text(), Rule: r.text(), Start: r.number(), End: r.number(),
			Sentence: strings.Join(strings.Fields(r.text()), " "), Chunk: r.text(), Document: r.document(),
		}
		// An event with two places gives each evidence twice.
		for _, have := range e.Evidence {
			if have.id == v.id {
				return
			}
		}
		if v.id != "" {
			e.Evidence = append(e.Evidence, v)
		}
	})
}

// Named yields every entity with the documents that name it, sorted by id. An error
// ends the sequence.
func Named(ctx context.Context, store Store) iter.Seq2[Mentions, error] {
	return group(ctx, store, mentionsSQL, mentionsCypher, func(m *Mentions, r *row) {
		if m.ID == "" {
			m.ID, m.Type, m.Name, m.FirstSeen, m.Total = r.text(), r.text(), r.text(), r.text(), r.number()
		} else {
			r.skip(5)
		}
		if in := (Mention{r.document(), r.number()}); in.Document.ID != "" {
			m.In = append(m.In, in)
		}
	})
}

// group reads pages of rows whose first cell is the cursor; rows that follow each
// other with the same cursor are of one value.
func group[T any](ctx context.Context, store Store, sql, cypher string, add func(*T, *row)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		query := map[string]string{"sql": sql, "cypher": cypher}[store.Language()]
		for after := ""; ; {
			_, rows, err := store.Query(ctx, query, map[string]any{"after": after, "limit": int64(pageSize)})
			if err != nil {
				var none T
				yield(none, fmt.Errorf("read facts: %w", err))
				return
			}
			if len(rows) == 0 {
				return
			}
			for i := 0; i < len(rows); {
				var value T
				after, _ = rows[i][0].(string)
				for ; i < len(rows) && rows[i][0] == after; i++ {
					add(&value, &row{rows[i][1:]})
				}
				if !yield(value, nil) {
					return
				}
			}
		}
	}
}

// row hands out the cells of a row in their order; what is NULL is empty.
type row struct{ cells []any }

func (r *row) skip(n int) { r.cells = r.cells[n:] }

func (r *row) next() any {
	cell := r.cells[0]
	r.skip(1)
	return cell
}

func (r *row) text() string {
	s, _ := r.next().(string)
	return s
}

func (r *row) number() int {
	n, _ := r.next().(int64)
	return int(n)
}

func (r *row) float() float64 {
	f, _ := r.next().(float64)
	return f
}

func (r *row) party() Party {
	return Party{ID: r.text(), Type: r.text(), Name: r.text(), Wikidata: r.text(), Country: r.text()}
}

func (r *row) document() Document {
	return Document{ID: r.text(), Name: r.text(), URI: r.text(), Published: r.text(), Publisher: r.text()}
}
