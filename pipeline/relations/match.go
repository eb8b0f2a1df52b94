package relations

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// pairOf is one subject and one object that a frame joins.
type pairOf struct{ subject, object filler }

// miss is why a frame joins nothing at a trigger.
type miss struct {
	why  reason
	need need // that is unmet
}

type reason uint8

const (
	hit       reason = iota
	missVoice        // active where passive is asked for, or the other way round
	missNeed         // of what stands in a slot
	missSubject
	missObject
	missPair  // fewer than two ends
	missTitle // no office in the title slots
)

// match fires a frame at a trigger and returns what it joins, or else why it
// joins nothing.
func (s *sentence) match(f *frame, t int) ([]pairOf, miss) {
	if f.Voice != "" && (f.Voice == "passive") != s.passive(t) {
		return nil, miss{why: missVoice}
	}
	for _, n := range f.needs {
		if !s.needed(t, n.slot, n.of) {
			return nil, miss{missNeed, n}
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
	why := miss{why: missPair}
	if len(f.subject) > 0 && len(f.object) > 0 {
		why = miss{why: missSubject}
		if subjects := s.withCompany(t, s.firstOf(t, f.subject, f.relation.Subject, true), f.relation.Subject); len(subjects) > 0 {
			why = miss{why: missObject}
			for _, b := range s.firstOf(t, f.object, f.relation.Object, f.relation.Symmetric, subjects...) {
				for _, a := range subjects {
					add(a, b)
				}
			}
		}
	}
	if len(f.pair) > 0 {
		partnered := s.partnered(f, t)
		all := s.allOf(t, f.pair, f.relation.Subject)
		for i, a := range all {
			for _, b := range all[i+1:] {
				if b.token >= 0 && s.hasCase(b.token, "including") && s.head(b.token) == a.token {
					continue // "officials, including Modi" are one side
				}
				if partnered && s.doc.Entities[a.entity].Type == schema.Person && s.doc.Entities[b.entity].Type == schema.Person {
					continue // of one side
				}
				add(a, b)
				if !f.relation.Symmetric {
					add(b, a)
				}
			}
		}
	}
	if len(out) > 0 {
		why = miss{}
	}
	return out, why
}

// partnered reports that the text says with whom, known or not, besides the
// subjects: "Carter and Vance met with several leaders" pairs no Carter and Vance,
// but two states that meet with a third meet each other.
func (s *sentence) partnered(f *frame, t int) bool {
	for _, p := range f.object {
		if (p.text == "with" || p.text == "obj.with") && len(s.slot(t, p)) > 0 {
			return true
		}
	}
	return false
}

// firstOf returns the fillers of the first slot that has any besides those given.
func (s *sentence) firstOf(t int, slots []path, allowed []schema.EntityType, acts bool, besides ...filler) []filler {
	for _, slot := range slots {
		var out []filler
		for _, token := range s.slot(t, slot) {
			for _, g := range s.fillers(token, allowed, acts) {
				same := func(h filler) bool { return h.entity == g.entity }
				if !slices.ContainsFunc(out, same) && !slices.ContainsFunc(besides, same) {
					g.slot = slot.text
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

// withCompany adds to the subjects of what t says those who do it in their company.
func (s *sentence) withCompany(t int, subjects []filler, allowed []schema.EntityType) []filler {
	if len(subjects) == 0 || subjects[0].slot != "subj" && subjects[0].slot != "holder" {
		return subjects
	}
	for _, token := range s.inCompany(t) {
		for _, g := range s.fillers(token, allowed, true) {
			if !slices.ContainsFunc(subjects, func(h filler) bool { return h.entity == g.entity }) {
				subjects = append(subjects, g)
			}
		}
	}
	return subjects
}

// allOf returns the fillers of all slots, each entity once.
func (s *sentence) allOf(t int, slots []path, allowed []schema.EntityType) []filler {
	var out []filler
	for _, slot := range slots {
		for _, token := range s.slot(t, slot) {
			for _, g := range s.fillers(token, allowed, true) {
				if !slices.ContainsFunc(out, func(h filler) bool { return h.entity == g.entity }) {
					g.slot = slot.text
					out = append(out, g)
				}
			}
		}
	}
	return out
}

// needed reports whether one of the lemmas or entity types stands in the slot. A
// lemma with "!" must not stand there, and with "!" alone nothing must; an empty list
// asks for anything at all.
func (s *sentence) needed(t int, slot path, of []string) bool {
	tokens := s.slot(t, slot)
	if len(of) == 0 {
		return len(tokens) > 0
	}
	positive, found := false, false
	for _, want := range of {
		not, want := strings.HasPrefix(want, "!"), strings.TrimPrefix(want, "!")
		stands := want == "" && len(tokens) > 0 // "!" alone: nothing at all
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
		return token == record && want == "record"
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
