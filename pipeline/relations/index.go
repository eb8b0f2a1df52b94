package relations

import (
	"maps"
	"slices"
	"strings"

	"backchannel/schema"
)

// index is an ontology compiled to a map from lemma to the frames that the lemma
// may trigger, so that the cost follows the sentence, not the ontology.
type index struct {
	verbs  map[string][]*frame
	nouns  map[string][]*frame
	typed  map[schema.EntityType][]*frame // a mention of the type is the trigger
	anyone []*frame                       // verb "*"
	paths  map[string]path
	words  vocabulary
}

// path is a slot of the ontology ("obj.with"), numbered so that what stands there
// is sought once for a trigger, whatever the number of frames that ask.
type path struct {
	text string
	id   int
}

// frame is a frame of the ontology under one of its triggers.
type frame struct {
	*schema.Frame
	relation *schema.RelationType
	noun     bool   // the trigger is a noun,
	entity   bool   // or an entity of a type, and no verb
	particle string // "off" in "call off"
	before   string // "peace" in "peace talk"
	rule     string // Evidence.Rule: "MET_WITH/meet"
	subject  []path
	object   []path
	pair     []path
	title    []path
	needs    []need // in the order of the slots' names
}

// need is a word or a type that must, or must not, stand in a slot.
type need struct {
	slot path
	of   []string
}

func compile(o *schema.Ontology) *index {
	x := &index{verbs: map[string][]*frame{}, nouns: map[string][]*frame{}, typed: map[schema.EntityType][]*frame{}, paths: map[string]path{}, words: newVocabulary(o)}
	for i := range o.Relations {
		r := &o.Relations[i]
		for j := range r.Frames {
			f := &r.Frames[j]
			plan := frame{
				Frame: f, relation: r,
				subject: x.numbered(f.Subject), object: x.numbered(f.Object), pair: x.numbered(f.Pair), title: x.numbered(f.Title),
			}
			slots := slices.Sorted(maps.Keys(f.Needs))
			for i, p := range x.numbered(slots) {
				plan.needs = append(plan.needs, need{p, f.Needs[slots[i]]})
			}
			for _, lemma := range f.Verb {
				word, particle, _ := strings.Cut(lemma, " ")
				c := plan
				c.particle, c.rule = particle, r.Name+"/"+lemma
				if lemma == "*" {
					x.anyone = append(x.anyone, &c)
				} else {
					x.verbs[word] = append(x.verbs[word], &c)
				}
			}
			for _, lemma := range f.Noun {
				c := plan
				c.rule = r.Name + "/" + lemma
				if _, ok := o.Entities[schema.EntityType(lemma)]; ok {
					c.entity = true
					x.typed[schema.EntityType(lemma)] = append(x.typed[schema.EntityType(lemma)], &c)
					continue
				}
				c.noun = true
				word := lemma
				if i := strings.LastIndexByte(lemma, ' '); i >= 0 {
					c.before, word = lemma[:i], lemma[i+1:]
				}
				x.nouns[word] = append(x.nouns[word], &c)
			}
		}
	}
	return x
}

func (x *index) numbered(slots []string) []path {
	var out []path
	for _, slot := range slots {
		p, ok := x.paths[slot]
		if !ok {
			p = path{slot, len(x.paths)}
			x.paths[slot] = p
		}
		out = append(out, p)
	}
	return out
}

// candidates are the frames that a token may trigger.
func (x *index) candidates(s *sentence, t int, out []*frame) []*frame {
	lemma := s.lemma(t)
	switch {
	case s.is(t, "VERB") || s.is(t, "ADJ") && s.depIs(t, "amod") && strings.HasPrefix(s.tag(t).XPOS, "VB"):
		for _, f := range x.verbs[lemma] {
			if f.particle == "" || s.particle(t, f) {
				out = append(out, f)
			}
		}
		if !s.depIs(t, "amod") {
			out = append(out, x.anyone...)
		}
		if s.gerund(t) {
			out = append(out, x.nouns[strings.ToLower(s.word(t))]...)
		}
	case s.is(t, "NOUN") || s.is(t, "PROPN"):
		if !s.depIs(t, "compound") {
			for _, f := range x.nouns[lemma] {
				if f.before == "" || s.hasChild(t, []string{f.before}, "compound", "amod") {
					out = append(out, f)
				}
			}
		}
	}
	if m := s.mentionAt(t); m >= 0 && s.doc.Mentions[m].Head == t && s.doc.Mentions[m].Kind != schema.Pronoun {
		for _, e := range s.text.entities[m] {
			out = append(out, x.typed[s.doc.Entities[e].Type]...)
			break
		}
	}
	return out
}

// gerund reports a form in -ing that is not the predicate of a clause of its own,
// and may be a noun that was tagged as a verb: "fighting between X and Y".
func (s *sentence) gerund(t int) bool {
	if s.tag(t).XPOS != "VBG" || s.child(t, "nsubj", "nsubj:pass", "aux") >= 0 {
		return false
	}
	object := s.child(t, "obj")
	return object < 0 || s.verb(object)
}

// particle reports that the verb has the frame's particle: "called the meeting off".
// A preposition of a noun is one where the frame asks for that noun, or where it is
// one of two: "pulled out of Chad", but not "took X over torture".
func (s *sentence) particle(v int, f *frame) bool {
	for p := range strings.FieldsSeq(f.particle) {
		found := false
		for _, c := range s.children(v) {
			if strings.EqualFold(s.word(c), p) && s.depIs(c, "compound:prt", "advmod", "compound", "case", "mark", "obl") {
				found = true
			} else if s.depIs(c, "obl", "nmod") && s.hasCase(c, p) && (f.asks(p) || len(s.cases(c)) > 1) {
				found = true
			} else if s.depIs(c, "obj", "xcomp") && s.lemma(c) == p {
				found = true
			}
		}
		if !found && !(s.has(v+1) && strings.EqualFold(s.word(v+1), p)) {
			return false
		}
	}
	return true
}

// asks reports that an end of the frame stands at a preposition.
func (f *frame) asks(prep string) bool {
	at := func(p path) bool {
		first, _, _ := strings.Cut(p.text, ".")
		return first == prep
	}
	return slices.ContainsFunc(f.subject, at) || slices.ContainsFunc(f.object, at)
}
