package relations

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"backchannel/schema"
	"backchannel/schema/gazetteer"
)

// An Explainer reads a document as the stage does and tells what came of every
// word that a frame might have fired at. It is the stage's own engine with a
// trace: what it says of a text is what the stage does.
type Explainer struct{ x *extractor }

// NewExplainer compiles an ontology as New does.
func NewExplainer(o *schema.Ontology, gaz *gazetteer.Index) *Explainer {
	return &Explainer{newExtractor(o, gaz)}
}

// Attempt is one frame tried at one trigger: what it said, or why it did not.
type Attempt struct {
	Sentence int    // index in Document.Sentences
	Trigger  int    // index in Document.Tokens
	Relation string // type that the frame says
	Rule     string // "MET_WITH/meet", as in Evidence
	File     string // where the frame stands; "" for what needs no frame, such as an office beside a name
	Line     int
	Said     []schema.Relation // before reports of the same thing are merged; Relations that follow from it too
	Cues     []Cues            // of each of Said: what its score rests on
	Ends     []string          // for each pair that the frame joined, where its ends stand: "subj Kerry · with Lavrov"
	Why      string            // where nothing was said
}

// Explain returns the document with its relations and the trees as the frames see
// them, mended by its names, and every attempt in the order of the text. It needs
// a document with entities.
func (e *Explainer) Explain(ctx context.Context, doc schema.Document) (schema.Document, []Attempt, error) {
	var tr trace
	doc, err := e.x.read(ctx, doc, &tr)
	if err == nil {
		doc.Tags = tr.tags
	}
	return doc, tr.attempts, err
}

// trace gathers what the engine tried.
type trace struct {
	tags     []schema.Tag
	said     []schema.Relation // since the last attempt
	cues     []Cues            // of said
	attempts []Attempt
}

func (tr *trace) take() ([]schema.Relation, []Cues) {
	said, cues := tr.said, tr.cues
	tr.said, tr.cues = nil, nil
	return said, cues
}

// derived tells of relations that no frame made.
func (tr *trace) derived(s *sentence) {
	said, cues := tr.take()
	for i, r := range said {
		e := r.Evidence[0]
		trigger := s.first
		for t := s.first; t < s.end; t++ {
			if e.Trigger.Contains(s.doc.Tokens[t].Span) {
				trigger = t
			}
		}
		tr.attempts = append(tr.attempts, Attempt{Sentence: s.index, Trigger: trigger, Relation: r.Type, Rule: e.Rule, Said: []schema.Relation{r}, Cues: cues[i : i+1]})
	}
}

// tried tells of a frame that was tried at t, what it joined, and why it said no
// more.
func (tr *trace) tried(s *sentence, f *frame, t int, pairs []pairOf, why miss) {
	a := attempt(s, f, t)
	a.Said, a.Cues = tr.take()
	for _, p := range pairs {
		a.Ends = append(a.Ends, s.place(p.subject)+" · "+s.place(p.object))
	}
	if len(a.Said) == 0 {
		a.Why = s.reason(f, t, why)
	}
	tr.attempts = append(tr.attempts, a)
}

func attempt(s *sentence, f *frame, t int) Attempt {
	return Attempt{Sentence: s.index, Trigger: t, Relation: f.relation.Name, Rule: f.rule, File: f.File, Line: f.Line}
}

// passedOver tells of frames that know the word but were not tried, since it
// stands in the sentence as something else.
func (tr *trace) passedOver(s *sentence, x *index, t int, tried []*frame) {
	if s.depIs(t, "aux", "cop") {
		return
	}
	lemma := s.lemma(t)
	tell := func(frames []*frame, why func(*frame) string) {
		for _, f := range frames {
			if !slices.Contains(tried, f) {
				a := attempt(s, f, t)
				a.Why = why(f)
				tr.attempts = append(tr.attempts, a)
			}
		}
	}
	verb, noun := s.is(t, "VERB"), s.is(t, "NOUN") || s.is(t, "PROPN")
	asVerb := func(f *frame) string {
		if !verb {
			return fmt.Sprintf("%q is a trigger as a verb and is tagged %s here", s.word(t), s.tag(t).UPOS)
		}
		return fmt.Sprintf("%q needs %q beside it", s.word(t), f.particle)
	}
	asNoun := func(f *frame) string {
		switch {
		case !noun:
			return fmt.Sprintf("%q is a trigger as a noun and is tagged %s here", s.word(t), s.tag(t).UPOS)
		case s.depIs(t, "compound"):
			return fmt.Sprintf("%q stands before another noun", s.word(t))
		}
		return fmt.Sprintf("%q needs %q before it", s.word(t), f.before)
	}
	// a lemma with frames of both kinds is read as what it is tagged
	if verb || len(x.nouns[lemma]) == 0 || !noun {
		tell(x.verbs[lemma], asVerb)
	}
	if noun || len(x.verbs[lemma]) == 0 || !verb {
		tell(x.nouns[lemma], asNoun)
	}
}

// place says which slot a filler fills and with which word: "with Lavrov".
func (s *sentence) place(f filler) string {
	if f.token < 0 {
		return f.slot + " (left out by the record)"
	}
	return f.slot + " " + s.word(f.token)
}

// reason says for people why a frame said nothing at t.
func (s *sentence) reason(f *frame, t int, why miss) string {
	switch why.why {
	case missVoice:
		return fmt.Sprintf("voice: the frame asks for the %s", f.Voice)
	case missNeed:
		return fmt.Sprintf("needs %s: %s; %s", why.need.slot.text, wanted(why.need.of), s.standing(t, []path{why.need.slot}, nil))
	case missSubject:
		return fmt.Sprintf("no subject: %s", s.standing(t, f.subject, f.relation.Subject))
	case missObject:
		subjects := s.firstOf(t, f.subject, f.relation.Subject, true)
		return fmt.Sprintf("no object: %s; the subject would be %s", s.standing(t, f.object, f.relation.Object), s.names(subjects))
	case missPair:
		if all := s.allOf(t, f.pair, f.relation.Subject); len(all) > 0 {
			return fmt.Sprintf("a pair needs two: there is only %s", s.names(all))
		}
		return fmt.Sprintf("no pair: %s", s.standing(t, f.pair, f.relation.Subject))
	case missTitle:
		return fmt.Sprintf("no office stands in the title: %s", s.standing(t, f.title, nil))
	}
	return "both ends are the same entity"
}

func wanted(of []string) string {
	if len(of) == 0 {
		return "something must stand there"
	}
	if len(of) > 6 {
		of = append(slices.Clone(of[:6]), "…")
	}
	return "[" + strings.Join(of, ", ") + "]"
}

// standing says what stands in the slots and, where types are given, what is
// wrong with it.
func (s *sentence) standing(t int, slots []path, allowed []schema.EntityType) string {
	var out []string
	var empty []string
	for _, slot := range slots {
		tokens := s.slot(t, slot)
		if len(tokens) == 0 {
			empty = append(empty, slot.text)
		}
		for _, token := range tokens {
			out = append(out, slot.text+" has "+s.whatStandsAt(token, allowed))
		}
	}
	if len(empty) > 0 {
		out = append(out, "nothing at "+strings.Join(empty, ", "))
	}
	return strings.Join(out, "; ")
}

func (s *sentence) whatStandsAt(token int, allowed []schema.EntityType) string {
	if token < 0 {
		return "left out by the record"
	}
	es := s.entitiesAt(token)
	if len(es) == 0 {
		return fmt.Sprintf("%q, which stands for no entity", s.word(token))
	}
	var names []string
	wrong := true
	for _, e := range es {
		names = append(names, fmt.Sprintf("%s %s", s.doc.Entities[e].Type, s.doc.Entities[e].Name))
		wrong = wrong && !slices.Contains(allowed, s.doc.Entities[e].Type)
	}
	text := fmt.Sprintf("%q (%s)", s.word(token), strings.Join(names, ", "))
	if allowed != nil && wrong {
		text += " of a type that the relation does not join here"
	}
	return text
}

func (s *sentence) names(fillers []filler) string {
	var out []string
	for _, f := range fillers {
		out = append(out, s.doc.Entities[f.entity].Name)
	}
	return strings.Join(out, ", ")
}
