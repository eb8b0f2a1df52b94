package relations

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// filler is what stands in a slot: a token and one entity that it stands for.
type filler struct {
	token  int    // or record, or here
	entity int    // index in Document.Entities
	slot   string // that it fills: "obj.with"
}

// found is what stands in the slots of one trigger, by the number of the path.
type found struct {
	sentence, trigger int
	round             uint
	slots             []struct {
		round  uint
		tokens []int
	}
}

// slot follows a path from the trigger and returns the tokens at its end, in
// order. Steps are described at schema.Frame.
func (s *sentence) slot(trigger int, p path) []int {
	f := &s.text.found
	if f.trigger != trigger || f.sentence != s.index || f.round == 0 {
		f.trigger, f.sentence = trigger, s.index
		f.round++
	}
	have := &f.slots[p.id]
	if have.round != f.round {
		have.round, have.tokens = f.round, s.walk(trigger, p.text)
	}
	return have.tokens
}

func (s *sentence) walk(trigger int, path string) []int {
	step, rest, more := strings.Cut(path, ".")
	tokens := s.step(trigger, step)
	for more && len(tokens) > 0 {
		step, rest, more = strings.Cut(rest, ".")
		var next []int
		for _, t := range tokens {
			if t >= 0 {
				next = append(next, s.step(t, step)...)
			}
		}
		tokens = next
	}
	return tokens
}

func (s *sentence) step(t int, step string) []int {
	one := func(c int) []int {
		if c == -1 {
			return nil
		}
		return []int{c}
	}
	switch step {
	case "self":
		return []int{t}
	case "subj":
		return one(s.subject(t, depth))
	case "obj":
		return s.objects(t)
	case "iobj":
		return one(s.child(t, "iobj"))
	case "adv":
		var out []int
		for _, c := range s.children(t) {
			if s.depIs(c, "advmod") {
				out = append(out, c)
			}
		}
		return out
	case "poss":
		return one(s.child(t, "nmod:poss"))
	case "mod":
		return slices.DeleteFunc(s.modifiers(t), s.spot)
	case "mods":
		if all := slices.DeleteFunc(s.modifiers(t), s.spot); len(all) > 1 {
			return all
		}
		return nil
	case "kind":
		return s.kinds(t)
	case "owner":
		return slices.Concat(one(s.child(t, "nmod:poss")), s.modifiers(t), s.brings(t, "of"), s.brings(t, "by"))
	case "holder":
		return one(s.holder(t, depth))
	case "here":
		if s.text.actor >= 0 {
			return []int{here}
		}
		return nil
	case "comp":
		return s.complements(t)
	case "pred":
		return s.predicates(t)
	case "if":
		return s.conditions(t)
	}
	return s.prepositional(t, step)
}

// kinds are the common words before a noun that say of what kind it is.
func (s *sentence) kinds(t int) []int {
	var out []int
	for _, c := range s.children(t) {
		if c < t && s.depIs(c, "compound", "amod") {
			out = append(out, c)
		}
	}
	return out
}

// modifiers are the words before a noun that belong to it without a preposition
// and stand in a name or a nationality: "US - Russia" in "US-Russia deal".
func (s *sentence) modifiers(t int) []int {
	var out []int
	self := s.mentionAt(t)
	var walk func(int)
	walk = func(t int) {
		for _, c := range s.children(t) {
			if c < t && s.depIs(c, "compound", "amod", "nmod", "conj", "flat", "nummod") && !s.depIs(c, "nmod:poss") && s.bare(c) {
				if m := s.mentionAt(c); m >= 0 && m != self && !s.verb(c) {
					out = append(out, c)
				}
				walk(c)
			} else if c > t && (s.depIs(c, "conj") || s.depIs(c, "flat", "appos") && s.mentionAt(c) >= 0 && s.mentionAt(c) != s.mentionAt(t)) && len(out) > 0 && slices.Contains(out, t) {
				out = append(out, c)
				walk(c)
			}
		}
	}
	walk(t)
	if h := s.head(t); len(out) == 0 && h >= 0 && h < t && s.depIs(t, "conj") && s.is(h, "NOUN") && s.child(t, "det", "nmod:poss", "case") < 0 {
		walk(h) // "a Russian drone and missile attack"
	}
	slices.Sort(out)
	// "Russia - backed regime": the name belongs to the participle
	return slices.DeleteFunc(out, func(c int) bool {
		return s.has(c+2) && s.word(c+1) == "-" && s.tag(c+2).XPOS == "VBN" && c+2 != t
	})
}

func (s *sentence) mentionKind(t int) schema.MentionKind {
	if m := s.mentionAt(t); m >= 0 {
		return s.doc.Mentions[m].Kind
	}
	return ""
}

// complements are the predicates of the infinitive or that-clause of t.
func (s *sentence) complements(t int) []int {
	var out []int
	for _, c := range s.children(t) {
		if s.depIs(c, "xcomp", "ccomp") || s.depIs(c, "acl", "advcl") && s.infinitive(c) || s.depIs(c, "acl", "advcl") && s.hasChild(c, []string{"of"}, "mark", "case") {
			for _, v := range s.coordinated(c) {
				if s.verb(v) {
					out = append(out, v)
				}
			}
		}
	}
	return out
}

// predicates are the words that say what a verb makes or calls its object or, in
// the passive, its subject: "called Zelensky a dictator", "elected him president",
// "was taken hostage". Parsers hang the noun on the verb, as a second object or as
// the only one, or on the object.
func (s *sentence) predicates(t int) []int {
	var out []int
	objects := 0
	for _, c := range s.children(t) {
		if c < t || s.verb(c) {
			continue
		}
		switch {
		case s.depIs(c, "xcomp"):
			out = append(out, c)
		case s.depIs(c, "obj"):
			if objects++; objects > 1 || s.mentionAt(c) < 0 {
				out = append(out, c)
			}
		}
	}
	for _, o := range s.objects(t) {
		if o < 0 {
			continue
		}
		for _, c := range s.children(o) {
			if c > t && !s.verb(c) && s.depIs(c, "appos") && s.child(c, "det") >= 0 && s.mentionAt(c) < 0 {
				out = append(out, c)
			}
		}
	}
	return out
}

func (s *sentence) conditions(t int) []int {
	var out []int
	for _, c := range s.children(t) {
		if s.depIs(c, "advcl") && s.hasChild(c, conditional, "mark") {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		for _, c := range s.complements(t) {
			out = append(out, s.conditions(c)...)
		}
	}
	return out
}

// fillers are the entities of the allowed types that stand at a token or are
// coordinated with it. Who acts must be able to.
func (s *sentence) fillers(token int, allowed []schema.EntityType, acts bool) []filler {
	if token < 0 {
		for _, e := range s.leftOut(token) {
			if e >= 0 && slices.Contains(allowed, s.doc.Entities[e].Type) {
				return []filler{{token: token, entity: e}}
			}
		}
		return nil
	}
	var out []filler
	own := s.cases(token)
	for _, t := range s.coordinated(token) {
		if t != token && s.otherCase(t, own) {
			continue
		}
		for _, e := range s.denoted(t, allowed, acts, reach) {
			f := filler{token: t, entity: e}
			if !slices.ContainsFunc(out, func(g filler) bool { return g.entity == e }) {
				out = append(out, f)
			}
		}
	}
	return out
}

// leftOut are the entities that a record may mean by what it leaves out, the
// likeliest first, or -1.
func (s *sentence) leftOut(token int) []int {
	switch token {
	case record:
		return []int{s.text.actor}
	case here:
		return []int{s.text.country, s.text.place}
	}
	return nil
}

// otherCase reports a coordinated noun that a preposition of its own sets apart:
// "in Jordan and with Israel".
func (s *sentence) otherCase(t int, own []string) bool {
	for _, p := range s.cases(t) {
		if !slices.Contains(own, p) && p != "including" {
			return true
		}
	}
	return false
}

// entitiesAt are the entities for which a token stands: those of its mention, or
// of the name that a title or an apposition explains.
func (s *sentence) entitiesAt(t int) []int {
	if m := s.mentionAt(t); m >= 0 {
		if s.doc.Mentions[m].Kind == schema.Nominal { // "British citizen Jane Roe"
			for _, c := range s.children(t) {
				if n := s.mentionAt(c); c > t && n >= 0 && s.depIs(c, "flat", "appos") && s.doc.Mentions[n].Kind == schema.Named && s.doc.Mentions[n].Type == schema.Person && len(s.text.entities[n]) > 0 {
					return s.text.entities[n]
				}
			}
		}
		es := s.text.entities[m]
		if len(es) > 1 && s.doc.Mentions[m].Kind == schema.Nominal { // "Indian officials" of whom several were named before
			var own []int
			for c := t - 1; s.has(c) && (s.is(c, "ADJ") || s.is(c, "PROPN") || s.is(c, "CCONJ") || s.word(c) == ","); c-- {
				if m := s.mentionAt(c); m >= 0 {
					if e := s.entityOf(m); e >= 0 && slices.Contains(es, e) && !slices.Contains(own, e) {
						own = append(own, e)
					}
				}
			}
			if len(own) > 0 {
				return own
			}
		}
		if len(es) > 0 {
			return es
		}
	}
	// "Foreign Minister Sergey Lavrov" headed by "Minister"
	for _, m := range s.text.in[s.index] {
		mention := s.doc.Mentions[m]
		if mention.Title != "" && mention.First > t && mention.First-t <= 4 && s.titleSpan(mention).has(t) {
			return s.text.entities[m]
		}
	}
	for _, c := range s.children(t) {
		if s.depIs(c, "appos", "flat") {
			if m := s.mentionAt(c); m >= 0 && len(s.text.entities[m]) > 0 {
				return s.text.entities[m]
			}
		}
	}
	return nil
}

// run is a half-open range of tokens.
type run struct{ first, end int }

func (r run) has(t int) bool { return t >= r.first && t < r.end }

// titleSpan is the run of tokens before a mention that its title takes up.
func (s *sentence) titleSpan(m schema.Mention) run {
	words := len(strings.Fields(strings.ReplaceAll(m.Title, "-", " - ")))
	return run{max(s.first, m.First-words), m.First}
}
