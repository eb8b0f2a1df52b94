package relations

import (
	"slices"

	"backchannel/schema"
)

// mergeKey says which reports in a document are reports of one thing.
type mergeKey struct {
	kind            string
	subject, object int
	status          schema.Status
	item            int
	title           string
}

// merger joins what several sentences of a document say of the same thing: one
// relation for a type, its ends, a status and an item of a list, with every
// sentence as evidence.
type merger struct {
	doc      *schema.Document
	ontology *schema.Ontology
	at       map[mergeKey]int
	out      []schema.Relation
	told     []int  // for each of out: the sentence that told it last, in Document.Sentences
	items    []int  // and its item
	sentence int    // at hand
	trace    *trace // nil unless somebody asks why
}

// add takes one report and what it rests on.
func (m *merger) add(r schema.Relation, item int, cues Cues) {
	r.Score = cues.Score()
	if m.trace != nil {
		m.trace.said = append(m.trace.said, r)
		m.trace.cues = append(m.trace.cues, cues)
	}
	kind, _ := m.ontology.Relation(r.Type)
	if kind.Symmetric && m.doc.Entities[r.Object].ID < m.doc.Entities[r.Subject].ID {
		r.Subject, r.Object = r.Object, r.Subject
	}
	key := mergeKey{r.Type, r.Subject, r.Object, r.Status, item, schema.Slug(r.Title)}
	i, ok := m.at[key]
	if !ok {
		m.at[key] = len(m.out)
		m.out, m.told, m.items = append(m.out, r), append(m.told, m.sentence), append(m.items, item)
		return
	}
	m.told[i] = m.sentence
	have := &m.out[i]
	if len(r.When.Start) > len(have.When.Start) {
		have.When = r.When
	}
	if have.Place < 0 {
		have.Place = r.Place
	}
	if have.Speaker < 0 && have.Attribution == "" {
		have.Speaker, have.Attribution = r.Speaker, r.Attribution
	}
	have.Score = max(have.Score, r.Score)
	for _, e := range r.Evidence {
		if !slices.ContainsFunc(have.Evidence, func(f schema.Evidence) bool { return f.Span == e.Span }) {
			have.Evidence = append(have.Evidence, e)
		}
	}
}

func (m *merger) done() []schema.Relation { return m.out }
