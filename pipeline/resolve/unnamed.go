package resolve

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// near is within how many sentences "the accord" may mean the "deal" before it.
const near = 2

// unnamed groups agreements, events and groups that have no name of their own:
// same head noun and compatible modifiers within the document, or the item of a
// list, are the same thing.
func (r *resolver) unnamed() {
	for i := range r.doc.Mentions {
		m := r.mention(i)
		if m.Kind != schema.Nominal || len(r.of[i]) > 0 {
			continue
		}
		switch m.Type {
		case schema.Person, schema.Country, schema.City, schema.Place:
			continue
		case schema.Organization:
			if !r.groups[r.headNoun(i)] || m.End-m.First == 1 || !armed(m, r) {
				continue
			}
			if d, ok := r.members(i); ok {
				r.attach(i, d)
				continue
			}
		} // any other type of the ontology: AGREEMENT, EVENT
		if d, ok := r.sameThing(i); ok {
			r.attach(i, d)
			continue
		}
		head := r.headNoun(i)
		scope := r.scope(i)
		name := r.phrase(i)
		d := draft{id: schema.EntityID(m.Type, name, scope), typ: m.Type, name: name, head: head}
		if other, ok := r.byID[d.id]; ok && !r.compatible(i, other) {
			d.name = r.textOf(i)
			d.id = schema.EntityID(m.Type, d.name, scope)
		}
		r.join(i, d)
	}
}

// armed reports an unnamed group that acts or is acted on: a subject, an object,
// an agent, or one coordinated with them.
func armed(m *schema.Mention, r *resolver) bool {
	switch r.dep(m.Head) {
	case "nsubj", "obj", "conj", "obl", "nmod":
		return true
	}
	return false
}

// members is the organization whose name stands right before or behind the noun for
// its people: "Al-Shabaab militants", "the opposition party Renewal".
func (r *resolver) members(i int) (int, bool) {
	m := r.mention(i)
	for _, t := range []int{m.Head - 1, m.End} {
		if t < r.first(m.First) || t >= r.end(m.First) || r.at[t] < 0 || r.at[t] == i {
			continue
		}
		o := r.mention(r.at[t])
		if ds := r.of[r.at[t]]; o.Kind == schema.Named && o.Type == schema.Organization && len(ds) == 1 {
			return ds[0], true
		}
	}
	return 0, false
}

// sameThing is the latest thing before mention i that it may be.
func (r *resolver) sameThing(i int) (int, bool) {
	m := r.mention(i)
	head := r.headNoun(i)
	scope := r.scope(i)
	definite := r.definite(i)
	plain := len(r.sorts(i)) == 0 && len(r.states(i)) == 0
	var close []int
	for j := i - 1; j >= 0; j-- {
		o := r.mention(j)
		if o.Type != m.Type || len(r.of[j]) != 1 || r.scope(j) != scope || o.Kind == schema.Pronoun {
			continue
		}
		d := r.of[j][0]
		if o.Kind == schema.Named {
			// "the agreement" after "the Minsk agreement"
			if definite && plain && r.lemma(o.Head) == head {
				return d, true
			}
			continue
		}
		if r.headNoun(j) == head && r.plural(j) == r.plural(i) && r.compatible(i, d) {
			return d, true
		}
		if m.Sentence-o.Sentence <= near && !slices.Contains(close, d) {
			close = append(close, d)
		}
	}
	if definite && plain && len(close) == 1 && m.Type != schema.Organization && synonyms[head] {
		return close[0], true
	}
	return 0, false
}

// compatible reports that the modifiers of a mention and of all mentions of a
// draft may belong to one thing: of two sets one holds the other, and where both
// name states they share one.
func (r *resolver) compatible(i, d int) bool {
	a, as := r.sorts(i), r.states(i)
	named := func(j int) string {
		m := r.mention(j)
		for t := m.First; t < m.Head; t++ {
			if at := r.at[t]; r.tag(t).UPOS == "PROPN" && (at < 0 || at == j || r.mention(at).Type == schema.City || r.mention(at).Type == schema.Place) {
				return r.lower(t)
			}
		}
		return ""
	}
	for _, j := range r.drafts[d].mentions {
		if r.mention(j).Kind == schema.Pronoun {
			continue
		}
		b, bs := r.sorts(j), r.states(j)
		if x, y := named(i), named(j); x != "" && x != y {
			return false // "the Geneva talks" are not the talks in Doha
		}
		if !subset(a, b) && !subset(b, a) {
			return false
		}
		if len(as) > 0 && len(bs) > 0 && !overlap(as, bs) {
			return false
		}
	}
	return true
}

// sorts are the words before the head that say which kind of thing it is, states
// and what is joined to them left out.
func (r *resolver) sorts(i int) []string {
	m := r.mention(i)
	var out []string
	for t := m.First; t < m.Head; t++ {
		if r.words[t] == "-" || r.at[t] >= 0 && r.at[t] != i || r.tag(t).XPOS == "VBN" {
			continue
		}
		w := r.lemma(t)
		if !strings.Contains(r.headNoun(i), w) {
			out = append(out, w)
		}
	}
	return out
}

// states are the drafts named within a mention.
func (r *resolver) states(i int) []int {
	m := r.mention(i)
	var out []int
	for t := m.First; t < m.End; t++ {
		if at := r.at[t]; at >= 0 && at != i {
			out = append(out, r.of[at]...)
		}
	}
	return out
}

// phrase is the head with its modifiers, states left out: "cease-fire" of
// "US-Russia cease-fire".
func (r *resolver) phrase(i int) string {
	m := r.mention(i)
	first := m.First
	for t := m.First; t < m.Head; t++ {
		if at := r.at[t]; at >= 0 && at != i && r.mention(at).Type == schema.Country {
			first = t + 1
			for first < m.Head && (r.words[first] == "-" || r.words[first] == "–" || r.tag(first).XPOS == "VBN" || r.words[first] == "and") {
				first++
			}
		}
	}
	var b strings.Builder
	for t := first; t < m.End; t++ {
		if t > first && r.doc.Tokens[t].Start > r.doc.Tokens[t-1].End {
			b.WriteByte(' ')
		}
		if at := r.at[t]; r.tag(t).UPOS == "PROPN" || at >= 0 && at != i {
			b.WriteString(r.words[t])
		} else {
			b.WriteString(r.lower(t))
		}
	}
	return b.String()
}

func (r *resolver) plural(i int) bool {
	tag := r.tag(r.mention(i).Head)
	if w := r.headNoun(i); w == "talk" || w == "negotiation" || w == "discussion" || w == "consultation" {
		return true
	}
	return tag.XPOS == "NNS" || tag.XPOS == "NNPS"
}

func (r *resolver) headNoun(i int) string { return r.lemma(r.mention(i).Head) }

func (r *resolver) lemma(t int) string {
	l := strings.ToLower(r.tag(t).Lemma)
	if l == "" || r.tag(t).UPOS == "PROPN" {
		l = r.lower(t)
		switch {
		case len(l) > 4 && strings.HasSuffix(l, "ies"):
			l = l[:len(l)-3] + "y"
		case len(l) > 3 && strings.HasSuffix(l, "s") && !strings.HasSuffix(l, "ss"):
			l = l[:len(l)-1]
		}
	}
	switch l {
	case "ceasefire", "fire":
		return "cease-fire"
	}
	return l
}

// definite reports "the", "this", "that" or a possessive before a mention.
func (r *resolver) definite(i int) bool {
	t := r.mention(i).First
	switch r.word(t-1, t) {
	case "the", "this", "these", "those", "its", "their", "his", "her":
		return true
	}
	switch r.word(t-2, t) {
	case "the", "this", "these":
		return r.tag(t-1).UPOS == "ADJ"
	}
	return false
}

// synonyms are nouns that take up an agreement or an event called otherwise
// before.
var synonyms = set("agreement", "deal", "accord", "pact", "treaty", "talk", "negotiation", "meeting", "summit", "conference", "discussion", "arrangement", "event")

func subset(a, b []string) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}

func overlap(a, b []int) bool {
	return slices.ContainsFunc(a, func(x int) bool { return slices.Contains(b, x) })
}
