// Package relations finds what happened between the entities of a document: who
// met, agreed with, threatened whom, where, when, whether it really happened, and
// who says so.
//
// In: a document with entities. Out: Document.Relations, one for each type, ends,
// status and item of a list, with the sentences that say it. The frames of an
// ontology (schema.Frame) match lemmas and paths in the dependency tree; status
// follows the grammar above the trigger (modals, negation, governing predicates,
// conditions, purpose; status.go, governors.go); time and place come from the
// trigger's own clause, or from a later sentence that takes the event up again. Before
// frames are tried, repair mends the parser's trees with what is known by now: names,
// titles, rows of names, and in official records a subject that is left out.
//
// The idea of frames over dependency paths is that of FrameNet and of PETRARCH2
// (Norris, Schrodt and Beieler, 2017); status follows the FactBank distinctions
// (Saurí and Pustejovsky, 2009).
//
// It does not resolve who "they" are (resolve does), and it makes no relation of
// an entity with itself.
//
// To read it in order: relations.go goes through the sentences; tree.go is a view of
// one, whose tree repair.go and the files beside it mend with what the names say;
// index.go knows which frames a word may trigger, match.go fires one, slot.go and
// clause.go find what stands in its slots; status.go and context.go say whether it
// happened, when, where and who says so; derive.go finds what needs no frame;
// merge.go joins reports of one thing; confidence.go gives them a score; explain.go
// tells what was tried.
package relations

import (
	"context"

	"backchannel/pipeline/stage"
	"backchannel/schema"
	"backchannel/schema/dates"
	"backchannel/schema/gazetteer"
)

// Version 1: frames, offices, locations, places of meetings.
// Version 2: trees mended with names; records; status of what is denied or to come.
// Version 3: scores are probabilities; forms of words that the lemmatizer does not know.
// Version 4: what is planned for a weekday is on the coming one.
const version = 4

// New compiles the frames of an ontology into the stage. The gazetteer knows the
// titles of offices.
func New(o *schema.Ontology, gaz *gazetteer.Index) stage.Stage {
	x := newExtractor(o, gaz)
	return stage.Stage{
		Name:        "relations",
		Doc:         "finds who did what to whom, with status, time, place and speaker",
		Version:     version,
		Needs:       schema.LayerEntities,
		Gives:       schema.LayerRelations,
		Fingerprint: schema.Key(o.Types(), gaz.Fingerprint()),
		Parts:       parts(o),
		Run: func(ctx context.Context, doc schema.Document) (schema.Document, error) {
			return x.read(ctx, doc, nil)
		},
	}
}

type extractor struct {
	ontology  *schema.Ontology
	index     *index
	gazetteer *gazetteer.Index
}

func newExtractor(o *schema.Ontology, gaz *gazetteer.Index) *extractor {
	return &extractor{ontology: o, index: compile(o), gazetteer: gaz}
}

// read fills Document.Relations. A trace, where there is one, is told of every
// frame that was tried.
func (x *extractor) read(ctx context.Context, doc schema.Document, tr *trace) (schema.Document, error) {
	view := viewOf(&doc, x.index)
	m := merger{doc: &doc, at: map[mergeKey]int{}, ontology: x.ontology, trace: tr}
	var fits []*frame
	for i := range doc.Sentences {
		if err := ctx.Err(); err != nil {
			return doc, err
		}
		section := doc.Sections[doc.Sentences[i].Section]
		if !section.Read() && section.Kind != schema.Dateline || len(view.in[i]) == 0 {
			continue
		}
		s := view.sentence(i)
		x.derive(s, &m)
		if tr != nil {
			tr.derived(s)
		}
		if !section.Read() {
			continue
		}
		var found []dates.Found
		looked := false
		m.sentence = i
		for t := s.first; t < s.end; t++ {
			fits = x.index.candidates(s, t, fits[:0])
			said := false
			for _, f := range fits {
				pairs, why := s.match(f, t)
				said = said || len(pairs) > 0
				for _, p := range pairs {
					if !looked {
						found, looked = dates.Find(s.words(), section.Date), true
					}
					why = x.say(s, f, t, p, found, section, &m)
				}
				if tr != nil {
					tr.tried(s, f, t, pairs, why)
				}
			}
			if !said && len(fits) > 0 {
				x.again(s, t, section, &m)
			}
			if tr != nil {
				tr.passedOver(s, x.index, t, fits)
			}
		}
		s.remember()
	}
	if tr != nil {
		tr.tags = view.tags
	}
	doc.Relations = m.done()
	return doc, nil
}

// say writes one relation that a frame found, and the places that follow from
// it, or returns why it does not.
func (x *extractor) say(s *sentence, f *frame, t int, p pairOf, found []dates.Found, section schema.Section, m *merger) miss {
	when := s.when(t, found)
	r := schema.Relation{
		Type: f.relation.Name, Subject: p.subject.entity, Object: p.object.entity,
		Status: s.status(t), When: when.When, Reported: section.Date,
		Place: -1, Speaker: -1,
		Evidence: []schema.Evidence{{
			Span: s.doc.Sentences[s.index].Span, Trigger: s.doc.Tokens[t].Span, Rule: f.rule,
		}},
	}
	if f.Status != "" && r.Status == schema.Actual {
		r.Status = f.Status
	}
	if r.Status == schema.Actual && len(section.Date) == len("2006-01-02") && r.When.Start > section.Date && s.presently(t, found) {
		r.Status = schema.Planned // "Kerry meets Lavrov on Friday"
	}
	if r.Status == schema.Planned || r.Status == schema.Possible && s.tag(t).XPOS == "VB" {
		r.When = when.Coming() // "will meet on Friday"; "reportedly met on Friday" is past
	}
	tied := false // to a place by the text
	if !f.relation.Fact {
		r.Place = s.placeOf(t, p.subject, p.object)
		if r.Place == r.Subject || r.Place == r.Object && !f.relation.Symmetric {
			r.Place = -1
		}
		tied = r.Place >= 0
		if !tied && (p.subject.token < 0 || p.object.token < 0) && s.text.place != r.Subject && s.text.place != r.Object {
			r.Place = s.text.place
		}
	}
	r.Speaker, r.Attribution = s.speaker(t)
	for _, slot := range f.title {
		for _, token := range s.slot(t, slot) {
			if r.Title == "" && token >= 0 {
				r.Title = x.officeAt(s, token)
			}
		}
	}
	if len(f.title) > 0 && r.Title == "" {
		return miss{why: missTitle}
	}
	cues := s.cuesOf(f, t, p, r)
	m.add(r, section.Item, cues)
	if !tied {
		return miss{}
	}
	x.placed(s, r, r.Place, section.Item, cues, m)
	return miss{}
}

func typed(t schema.EntityType, allowed []schema.EntityType) bool {
	for _, a := range allowed {
		if a == t {
			return true
		}
	}
	return false
}
