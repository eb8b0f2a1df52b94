// Package lint finds what is probably wrong in an ontology that loads: frames that
// can never fire, frames that add nothing to another one, words that are no
// lemmas, slots that do not exist. What cannot load at all is told by
// schema.LoadOntology; whether the examples come out is for who has the stages.
//
// In: an ontology and what is known of English words. Out: defects with file, line
// and a hint, in the order of the files.
package lint

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"backchannel/schema"
	"backchannel/schema/nearest"
)

// Lexicon returns the tags that a word by itself may have, with the lemma under
// each; none for a word that it does not know.
type Lexicon func(word string) []schema.Tag

// Check returns what is probably wrong.
func Check(o *schema.Ontology, words Lexicon) []schema.Defect {
	c := checker{o: o, words: words}
	for _, r := range o.Relations {
		c.relation(r)
		for _, f := range r.Frames {
			c.triggers(r, f)
			c.slots(r, f)
			c.needs(r, f)
			c.types(r, f)
		}
	}
	c.redundant()
	slices.SortStableFunc(c.found, func(a, b schema.Defect) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return c.found
}

type checker struct {
	o     *schema.Ontology
	words Lexicon
	found []schema.Defect
}

// meant is the hint at what somebody probably wanted to write.
func meant(word string, known []string) string {
	if k := nearest.Of(word, known); k != "" {
		return fmt.Sprintf("did you mean %s?", k)
	}
	return "there are " + strings.Join(known, ", ")
}

func (c *checker) tell(file string, line int, hint, format string, args ...any) {
	c.found = append(c.found, schema.Defect{File: file, Line: line, Text: fmt.Sprintf(format, args...), Hint: hint})
}

func (c *checker) frame(r schema.RelationType, f schema.Frame, hint, format string, args ...any) {
	c.tell(f.File, f.Line, hint, "relation %s: %s", r.Name, fmt.Sprintf(format, args...))
}

// relation checks what stands beside the frames.
func (c *checker) relation(r schema.RelationType) {
	at := func(hint, format string, args ...any) {
		c.tell(r.File, r.Line, hint, "relation %s: %s", r.Name, fmt.Sprintf(format, args...))
	}
	if r.Doc == "" {
		at("doc: says in a sentence what the type covers, and what not", "it has no doc")
	}
	if len(r.Frames) == 0 && !r.Derive.Office && !r.Derive.Location && len(r.Derive.PlaceOf) == 0 {
		at("give it frames, or a way to derive it", "nothing ever finds it: it has no frames and no derive")
	}
	if n := len(r.Examples); n < 2 {
		at(`examples: - {text: "Peru thanked Chile.", says: ["`+r.Name+` Peru -> Chile"]}`, "it has %d examples, want two", n)
	}
	if p := r.Plover; p != (schema.Plover{}) {
		modes, ok := plover[p.Type]
		switch {
		case !ok:
			at(meant(p.Type, slices.Sorted(maps.Keys(plover))), "%q is no event type of PLOVER", p.Type)
		case p.Mode != "" && !slices.Contains(modes, p.Mode):
			at("it has "+cmp.Or(strings.Join(modes, ", "), "none"), "%q is no mode of PLOVER's %s", p.Mode, p.Type)
		}
	}
}

// triggers checks the words at which a frame may fire.
func (c *checker) triggers(r schema.RelationType, f schema.Frame) {
	for i, verb := range f.Verb {
		first, _, _ := strings.Cut(verb, " ")
		switch {
		case verb == "*":
		case slices.Contains(f.Verb[:i], verb):
			c.frame(r, f, "", "the verb %q stands in it twice", verb)
		case c.isType(verb):
			c.frame(r, f, "write it under noun", "%s is an entity type and no verb", verb)
		default:
			c.lemma(r, f, first, "VERB")
		}
	}
	for i, noun := range f.Noun {
		switch {
		case slices.Contains(f.Noun[:i], noun):
			c.frame(r, f, "", "the noun %q stands in it twice", noun)
		case c.isType(noun):
		case noun == strings.ToUpper(noun):
			c.frame(r, f, meant(noun, c.entityTypes()), "%s is no entity type", noun)
		default:
			c.lemma(r, f, noun[strings.LastIndexByte(noun, ' ')+1:], "NOUN")
		}
	}
	if len(f.Verb) == 0 && f.Voice != "" {
		c.frame(r, f, "leave voice out", "it can never fire: a noun is not %s", f.Voice)
	}
	if f.Status == schema.Actual {
		c.frame(r, f, "leave it out, or write planned, possible or negated", "status: actual says nothing")
	}
}

// lemma tells a word that is an inflected form, which no frame ever sees.
func (c *checker) lemma(r schema.RelationType, f schema.Frame, word, upos string) {
	if word != strings.ToLower(word) {
		c.frame(r, f, fmt.Sprintf("write %q", strings.ToLower(word)), "%q is never a lemma: they are in small letters", word)
		return
	}
	if base := c.base(word, upos); base != "" {
		c.frame(r, f, fmt.Sprintf("write %q", base), "%q is an inflected form, and frames see lemmas", word)
	}
}

// base is the lemma of a word that is never one itself, as a verb or as a noun or,
// where upos is "", as anything; "" where it is one or nobody knows.
func (c *checker) base(word, upos string) string {
	base := ""
	for _, t := range c.words(word) {
		if upos != "" && t.UPOS != upos || upos == "" && t.XPOS == "VBG" { // "backing" may be a noun
			continue
		}
		if t.Lemma == word {
			return ""
		}
		if t.Lemma != "" && t.Lemma[0] == word[0] { // a lemma that begins otherwise is a slip of the model's
			base = cmp.Or(base, strings.ToLower(t.Lemma))
		}
	}
	if base == "" {
		return ""
	}
	// "found" was seen of find only, but "founded" is of found
	for _, ending := range []string{"s", "es", "ed", "d", "ing"} {
		for _, t := range c.words(word + ending) {
			if t.Lemma == word && (upos == "" || t.UPOS == upos) {
				return ""
			}
		}
	}
	return base
}

func (c *checker) isType(word string) bool {
	_, ok := c.o.Entities[schema.EntityType(word)]
	return ok
}

func (c *checker) entityTypes() []string {
	var out []string
	for t := range c.o.Entities {
		out = append(out, string(t))
	}
	slices.Sort(out)
	return out
}
