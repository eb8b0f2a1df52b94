package relations

import (
	"backchannel/schema"
	"backchannel/schema/dates"
)

// placeOf is the entity of the location that a preposition ties to the trigger
// or to its clause, to one of those who take part ("met with Starmer in London"), or
// to which they go for it ("flew to Riyadh for talks"); -1 if none.
func (s *sentence) placeOf(trigger int, ends ...filler) int {
	tops := []int{trigger}
	c := s.clause(trigger)
	if c != trigger && (!s.depIs(trigger, "nsubj") || occurs[s.lemma(c)]) {
		tops = append(tops, c)
	}
	for _, end := range ends {
		if t := end.token; t > trigger && (s.head(t) == trigger || s.head(t) == c || s.below(t, trigger)) {
			tops = append(tops, t)
		}
	}
	for _, top := range tops {
		if e := s.placeBelow(top, nil); e >= 0 {
			return e
		}
	}
	// the place to which they go for it
	for t, h := trigger, s.head(trigger); h >= 0; t, h = h, s.head(h) {
		purpose := s.depIs(t, "advcl", "acl", "xcomp") && s.infinitive(t) || s.depIs(t, "obl", "nmod") && s.hasCase(t, "for")
		if purpose && movement[s.lemma(h)] || purpose && voyage[s.lemma(h)] {
			for _, slot := range [...][]int{s.objects(h), s.prepositional(h, "to"), s.prepositional(h, "in")} {
				for _, o := range slot {
					for _, e := range s.entitiesAt(o) {
						if location(s.doc.Entities[e].Type) {
							return e
						}
					}
				}
			}
		}
		if !s.depIs(t, "advcl", "acl", "xcomp", "obl", "nmod", "obj") {
			break
		}
	}
	return -1
}

// occurs are verbs that say of an event only that it takes place, or how long.
var occurs = set("begin", "start", "open", "resume", "restart", "continue", "end", "conclude", "close", "finish", "take", "happen", "occur", "hold", "convene", "proceed", "follow", "break", "collapse", "fail",
	"stall", "drag", "wrap", "go", "last", "produce", "yield", "focus", "schedule", "plan", "expect", "set", "be", "host", "stage", "organize", "organise")

// voyage are nouns of going somewhere.
var voyage = set("delegation", "visit", "trip", "journey", "mission", "flight", "team")

func (s *sentence) placeBelow(top int, ends []int) int {
	for _, c := range s.children(top) {
		switch {
		case s.depIs(c, "obl", "nmod") && (s.hasCase(c, "in") || s.hasCase(c, "at") || s.hasCase(c, "near") || s.hasCase(c, "outside")):
			for _, e := range s.entitiesAt(c) {
				if location(s.doc.Entities[e].Type) {
					return e
				}
			}
			if !s.verb(c) {
				if e := s.placeBelow(c, ends); e >= 0 {
					return e
				}
			}
		case s.depIs(c, "obl", "nmod", "obj") && !s.verb(c) && c > top && !s.hasCase(c, "with") && !s.hasCase(c, "between") && !s.hasCase(c, "over") && !s.hasCase(c, "about") && s.eventful(c):
			if e := s.placeBelow(c, ends); e >= 0 {
				return e
			}
		case s.depIs(c, "acl") && occurs[s.lemma(c)] && s.eventful(top): // "talks held in Lima"
			if e := s.placeBelow(c, ends); e >= 0 {
				return e
			}
		}
	}
	return -1
}

// eventful reports a noun whose place is the place of what is said with it: an
// event, or the sidelines of one.
func (s *sentence) eventful(t int) bool {
	if m := s.mentionAt(t); m >= 0 {
		return s.doc.Mentions[m].Type == schema.Event
	}
	return s.hasCase(t, "on") || s.hasCase(t, "of") || s.hasCase(t, "during")
}

func location(t schema.EntityType) bool {
	return t == schema.City || t == schema.Country || t == schema.Place
}

// when is the time that the trigger's clause gives, or that of a clause around it.
func (s *sentence) when(trigger int, found []dates.Found) dates.Found {
	best, nearest := dates.Found{}, 1000
	for _, f := range found {
		head := s.first + f.First
		for t := s.first + f.First; t < s.first+f.End; t++ {
			if h := s.head(t); h < s.first+f.First || h >= s.first+f.End {
				head = t
				break
			}
		}
		if d := s.distance(head, trigger); d < nearest {
			best, nearest = f, d
		}
	}
	return best
}

// distance counts the steps in the tree from a date to a trigger. A clause that
// neither holds the other ends the way.
func (s *sentence) distance(date, trigger int) int {
	steps := map[int]int{}
	n := 0
	for t := trigger; t >= 0; t = s.head(t) {
		steps[t] = n
		n++
		if s.depIs(t, "advcl", "ccomp", "parataxis") || s.tag(t).Dep == "acl:relcl" {
			n += 2
		}
	}
	n = 0
	for t := date; t >= 0; t = s.head(t) {
		if d, ok := steps[t]; ok {
			return n + d
		}
		n++
		if t != trigger && (s.depIs(t, "advcl", "acl", "ccomp", "parataxis") || s.depIs(t, "conj") && s.verb(t)) {
			return 1000
		}
	}
	return 1000
}

// words are the tokens of the sentence as strings.
func (s *sentence) words() []string {
	out := make([]string, 0, s.end-s.first)
	for t := s.first; t < s.end; t++ {
		out = append(out, s.word(t))
	}
	return out
}
