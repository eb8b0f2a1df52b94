package relations

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// sentence is a view of one sentence: its dependency tree from the top down, and
// the mentions that stand in it. Tokens are named by their index in
// Document.Tokens.
type sentence struct {
	doc   *schema.Document
	text  *documentView
	index int // in Document.Sentences
	first int
	end   int
	kids  [][]int // of token first+i, ascending
	at    []int   // of token first+i: the mention that it stands in, or -1
}

// documentView is what all sentences of a document share.
type documentView struct {
	doc      *schema.Document
	index    *index
	entities [][]int      // of each mention
	in       [][]int      // mentions of each sentence, in order
	tags     []schema.Tag // of each token, mended by repair
	lemmas   []string     // of each token, in lower case
	deps     []string     // of each token: its relation without the subtype
	actor    int          // entity that an official record leaves out, or -1
	place    int
	country  int
	found    found     // in slots
	quoted   []bool    // of each token
	last     quotation // before the sentence at hand
}

func viewOf(doc *schema.Document, x *index) *documentView {
	v := &documentView{doc: doc, index: x, entities: make([][]int, len(doc.Mentions)), in: make([][]int, len(doc.Sentences))}
	v.tags, v.quoted = slices.Clone(doc.Tags), quotedTokens(doc)
	v.lemmas, v.deps = make([]string, len(doc.Tags)), make([]string, len(doc.Tags))
	for t, tag := range doc.Tags {
		v.lemmas[t], v.deps[t] = x.words.of(tag, doc.Tokens[t].Of(doc.Text)), base(tag.Dep)
	}
	for e := range doc.Entities {
		for _, m := range doc.Entities[e].Mentions {
			v.entities[m] = append(v.entities[m], e)
		}
	}
	for m := range doc.Mentions {
		s := doc.Mentions[m].Sentence
		v.in[s] = append(v.in[s], m)
	}
	v.found.slots = make([]struct {
		round  uint
		tokens []int
	}, len(x.paths))
	v.actor = v.implied(doc.Source.Actor)
	v.place = v.implied(doc.Source.Place)
	v.country = v.implied(doc.Source.Country)
	return v
}

// verb is the verb that frames know of which a word is a form, whatever its tag.
func (v *documentView) verb(word string) (lemma string, ok bool) {
	lemma, ok = v.index.words.verbs[strings.ToLower(word)]
	return lemma, ok
}

// implied finds the entity that stands for a field of the source.
func (v *documentView) implied(name string) int {
	if name == "" {
		return -1
	}
	return slices.IndexFunc(v.doc.Entities, func(e schema.Entity) bool {
		return e.Name == name || slices.Contains(e.Aliases, name)
	})
}

func (v *documentView) sentence(i int) *sentence {
	span := v.doc.Sentences[i]
	n := span.End - span.First
	s := &sentence{doc: v.doc, text: v, index: i, first: span.First, end: span.End, kids: make([][]int, n), at: make([]int, n)}
	for i := range s.at {
		s.at[i] = -1
	}
	for _, m := range v.in[i] {
		mention := v.doc.Mentions[m]
		for t := max(mention.First, s.first); t < min(mention.End, s.end); t++ {
			if old := s.at[t-s.first]; old < 0 || s.better(m, old, t) {
				s.at[t-s.first] = m
			}
		}
	}
	s.repair()
	for t := s.first; t < s.end; t++ {
		if h := s.head(t); h >= 0 {
			s.kids[h-s.first] = append(s.kids[h-s.first], t)
		}
	}
	s.headlineVerb()
	s.secondSubjects()
	return s
}

// better says whether token t should speak for mention m rather than for old:
// as the head of one, else in the shorter of the two.
func (s *sentence) better(m, old, t int) bool {
	a, b := s.doc.Mentions[m], s.doc.Mentions[old]
	if (a.Head == t) != (b.Head == t) {
		return a.Head == t
	}
	return a.Span.Len() < b.Span.Len()
}

func (s *sentence) has(t int) bool            { return t >= s.first && t < s.end }
func (s *sentence) tag(t int) schema.Tag      { return s.text.tags[t] }
func (s *sentence) lemma(t int) string        { return s.text.lemmas[t] }
func (s *sentence) word(t int) string         { return s.doc.Tokens[t].Of(s.doc.Text) }
func (s *sentence) dep(t int) string          { return s.text.deps[t] }
func (s *sentence) children(t int) []int      { return s.kids[t-s.first] }
func (s *sentence) mentionAt(t int) int       { return s.at[t-s.first] }
func (s *sentence) is(t int, pos string) bool { return s.text.tags[t].UPOS == pos }

// head is the governor of t, or -1.
func (s *sentence) head(t int) int {
	if h := s.text.tags[t].Head; s.has(h) {
		return h
	}
	return -1
}

// base is a dependency relation without its subtype.
func base(dep string) string {
	b, _, _ := strings.Cut(dep, ":")
	return b
}

// child returns the first child with one of the relations, or -1. A relation is
// matched with its subtype when it names one, else without.
func (s *sentence) child(t int, deps ...string) int {
	for _, c := range s.children(t) {
		if s.depIs(c, deps...) {
			return c
		}
	}
	return -1
}

func (s *sentence) depIs(t int, deps ...string) bool {
	full, base := s.text.tags[t].Dep, s.dep(t)
	for _, d := range deps {
		if full == d || base == d {
			return true
		}
	}
	return false
}

// cases returns the prepositions of a noun in lower case: "of", "with".
func (s *sentence) cases(t int) []string {
	var out []string
	for _, c := range s.children(t) {
		if c < t && (s.depIs(c, "case") || s.participle(c) || s.adposition(c)) && !s.behindTitle(c, t) {
			out = append(out, strings.ToLower(s.word(c)))
		}
	}
	return out
}

func (s *sentence) hasCase(t int, prep string) bool {
	for _, c := range s.children(t) {
		if c < t && strings.EqualFold(s.word(c), prep) && (s.depIs(c, "case") || s.participle(c) || s.adposition(c)) {
			return true
		}
	}
	return false
}

// behindTitle reports a preposition that belongs to the title before a name and not
// to the name: "Secretary of State Marco Rubio".
func (s *sentence) behindTitle(c, t int) bool {
	d := s.child(t, "nmod:desc")
	return d >= 0 && d < c
}

// participle reports a word that parsers often take for a verb before a noun,
// although it is a preposition: "following talks".
func (s *sentence) participle(t int) bool {
	return s.depIs(t, "amod", "mark", "dep") && isAny(strings.ToLower(s.word(t)), "following", "including", "concerning", "regarding", "involving", "amid", "amidst")
}

// adposition reports a preposition that a parser took for the mark of a clause
// although a noun stands behind it: "to" in "took it to court".
func (s *sentence) adposition(t int) bool {
	h := s.head(t)
	return s.depIs(t, "mark") && s.is(t, "ADP") && (s.is(h, "NOUN") || s.is(h, "PROPN"))
}

// bare reports a noun without a preposition and without a possessive mark.
func (s *sentence) bare(t int) bool { return s.child(t, "case") < 0 }

// hasChild reports a child with one of the lemmas, under any of the relations
// (all when none is given).
func (s *sentence) hasChild(t int, lemmas []string, deps ...string) bool {
	for _, c := range s.children(t) {
		if (len(deps) == 0 || s.depIs(c, deps...)) && slices.Contains(lemmas, s.lemma(c)) {
			return true
		}
	}
	return false
}

// verb reports a word that heads a clause as a verb does.
func (s *sentence) verb(t int) bool {
	return s.is(t, "VERB") || s.is(t, "AUX") && !s.depIs(t, "aux", "cop")
}

// clause climbs from t to the predicate of its clause: the nearest verb, or the
// root of a sentence without one.
func (s *sentence) clause(t int) int {
	for !s.verb(t) || s.depIs(t, "amod") {
		h := s.head(t)
		if h < 0 || s.child(t, "cop") >= 0 {
			return t
		}
		t = h
	}
	return t
}

// coordinated returns t and all words coordinated with it, in order.
func (s *sentence) coordinated(t int) []int {
	out := []int{t}
	for i := 0; i < len(out); i++ {
		for _, c := range s.children(out[i]) {
			if s.depIs(c, "conj") && !s.encloses(c, out[i]) || c > out[i] && s.depIs(c, "nmod", "obl", "conj", "appos") && s.hasCase(c, "including") || s.depIs(c, "appos") && s.listed(c, out[i]) {
				out = append(out, c)
			}
		}
	}
	slices.Sort(out)
	return out
}

// encloses reports a place that follows on the comma behind a smaller one and only
// says where that lies: "in Ottawa, Canada".
func (s *sentence) encloses(c, t int) bool {
	a, b := s.mentionAt(t), s.mentionAt(c)
	if a < 0 || b < 0 || s.child(c, "cc") >= 0 {
		return false
	}
	inner := s.entityOf(a)
	if inner < 0 || !location(s.doc.Entities[inner].Type) {
		return false
	}
	outer, _ := s.locatedBehind(s.doc.Mentions[a], inner)
	return outer >= 0 && outer == s.entityOf(b)
}

// listed reports an apposition that is really the next of a list, since another
// follows on it: "the National Party, NZ First, and ACT".
func (s *sentence) listed(c, t int) bool {
	a, b := s.mentionAt(t), s.mentionAt(c)
	return a >= 0 && b >= 0 && a != b && s.mentionKind(t) == schema.Named && s.mentionKind(c) == schema.Named && (s.child(c, "cc") >= 0 || s.child(c, "conj") >= 0)
}

// below reports whether t stands in the subtree of top.
func (s *sentence) below(t, top int) bool {
	for ; t >= 0; t = s.head(t) {
		if t == top {
			return true
		}
	}
	return false
}
