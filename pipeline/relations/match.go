package relations

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// frames is an ontology compiled to an index from lemma to the frames that the
// lemma may trigger, so that the cost follows the sentence, not the ontology.
type frames struct {
	verbs  map[string][]*frame
	nouns  map[string][]*frame
	typed  map[schema.EntityType][]*frame // a mention of the type is the trigger
	anyone []*frame                       // verb "*"
}

type frame struct {
	schema.Frame
	relation *schema.RelationType
	particle string // "off" in "call off"
	before   string // "peace" in "peace talk"
	name     string // Evidence.Rule: "MET_WITH/meet"
}

func compile(o *schema.Ontology) *frames {
	x := &frames{verbs: map[string][]*frame{}, nouns: map[string][]*frame{}, typed: map[schema.EntityType][]*frame{}}
	for i := range o.Relations {
		r := &o.Relations[i]
		for _, f := range r.Frames {
			for _, lemma := range f.Verb {
				word, particle, _ := strings.Cut(lemma, " ")
				c := &frame{Frame: f, relation: r, particle: particle, name: r.Name + "/" + lemma}
				if lemma == "*" {
					x.anyone = append(x.anyone, c)
				} else {
					x.verbs[word] = append(x.verbs[word], c)
				}
			}
			for _, lemma := range f.Noun {
				c := &frame{Frame: f, relation: r, name: r.Name + "/" + lemma}
				if _, ok := o.Entities[schema.EntityType(lemma)]; ok {
					x.typed[schema.EntityType(lemma)] = append(x.typed[schema.EntityType(lemma)], c)
					continue
				}
				word := lemma
				if i := strings.LastIndexByte(lemma, ' '); i >= 0 {
					c.before, word = lemma[:i], lemma[i+1:]
				}
				x.nouns[word] = append(x.nouns[word], c)
			}
		}
	}
	return x
}

// candidates are the frames that a token may trigger.
func (x *frames) candidates(s *sentence, t int, out []*frame) []*frame {
	lemma := s.lemma(t)
	switch {
	case s.is(t, "VERB") || s.is(t, "ADJ") && s.depIs(t, "amod") && strings.HasPrefix(s.tag(t).XPOS, "VB"):
		for _, f := range x.verbs[lemma] {
			if f.particle == "" || s.particle(t, f.particle) {
				out = append(out, f)
			}
		}
		if !s.depIs(t, "amod") {
			out = append(out, x.anyone...)
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

// particle reports that the verb has the particle: "called the meeting off".
func (s *sentence) particle(v int, particle string) bool {
	for p := range strings.FieldsSeq(particle) {
		found := false
		for _, c := range s.children(v) {
			if strings.EqualFold(s.word(c), p) && s.depIs(c, "compound:prt", "advmod", "compound", "case", "mark", "obl") {
				found = true
			} else if s.depIs(c, "obl", "nmod") && s.hasCase(c, p) {
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

// pairOf is one subject and one object that a frame joins.
type pairOf struct{ subject, object filler }

// match fires a frame at a trigger and returns what it joins.
func (s *sentence) match(f *frame, t int) []pairOf {
	if f.Voice != "" && (f.Voice == "passive") != s.passive(t) {
		return nil
	}
	for slot, of := range f.Needs {
		if !s.needed(t, slot, of) {
			return nil
		}
	}
	var out []pairOf
	add := func(a, b filler) {
		if a.entity == b.entity {
			return
		}
		p := pairOf{a, b}
		if !slices.ContainsFunc(out, func(q pairOf) bool {
			return q.subject.entity == a.entity && q.object.entity == b.entity ||
				f.relation.Symmetric && q.subject.entity == b.entity && q.object.entity == a.entity
		}) {
			out = append(out, p)
		}
	}
	if len(f.Subject) > 0 && len(f.Object) > 0 {
		subjects := s.firstOf(t, f.Subject, f.relation.Subject)
		if len(subjects) > 0 {
			for _, b := range s.firstOf(t, f.Object, f.relation.Object, subjects...) {
				for _, a := range subjects {
					add(a, b)
				}
			}
		}
	}
	if len(f.Pair) > 0 {
		var all []filler
		for _, slot := range f.Pair {
			for _, token := range s.slot(t, slot) {
				for _, g := range s.fillers(token, f.relation.Subject) {
					if !slices.ContainsFunc(all, func(h filler) bool { return h.entity == g.entity }) {
						all = append(all, g)
					}
				}
			}
		}
		for i, a := range all {
			for _, b := range all[i+1:] {
				add(a, b)
				if f.relation.Derive.Adversary {
					add(b, a)
				}
			}
		}
	}
	return out
}

// firstOf returns the fillers of the first slot that has any besides those given.
func (s *sentence) firstOf(t int, slots []string, allowed []schema.EntityType, besides ...filler) []filler {
	for _, slot := range slots {
		var out []filler
		for _, token := range s.slot(t, slot) {
			for _, g := range s.fillers(token, allowed) {
				same := func(h filler) bool { return h.entity == g.entity }
				if !slices.ContainsFunc(out, same) && !slices.ContainsFunc(besides, same) {
					out = append(out, g)
				}
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// needed reports whether one of the lemmas or entity types stands in the slot. A
// lemma with "!" must not stand there; an empty list asks for anything at all.
func (s *sentence) needed(t int, slot string, of []string) bool {
	tokens := s.slot(t, slot)
	if len(of) == 0 {
		return len(tokens) > 0
	}
	positive, found := false, false
	for _, want := range of {
		not, want := strings.HasPrefix(want, "!"), strings.TrimPrefix(want, "!")
		stands := false
		for _, token := range tokens {
			stands = stands || s.answers(token, want)
		}
		if not && stands {
			return false
		}
		positive = positive || !not
		found = found || !not && stands
	}
	return found || !positive
}

func (s *sentence) answers(token int, want string) bool {
	if token < 0 {
		return false
	}
	if s.lemma(token) == want {
		return true
	}
	for _, e := range s.entitiesAt(token) {
		if string(s.doc.Entities[e].Type) == want {
			return true
		}
	}
	return false
}
