package relations

import (
	"strings"

	"backchannel/schema"
)

// speaker returns to whom the text attributes what the trigger says: the entity (or
// -1) and the text's own words ("the source said"). A quotation without a verb of its
// own belongs to who spoke in the sentences before it.
func (s *sentence) speaker(trigger int) (entity int, words string) {
	for t := trigger; t >= 0; t = s.head(t) {
		for _, c := range s.children(t) {
			if s.depIs(c, "parataxis", "ccomp", "advcl") && saying[s.lemma(c)] && !s.below(trigger, c) && s.child(c, "obj", "ccomp", "xcomp") < 0 {
				return s.said(c)
			}
			if s.depIs(c, "obl", "advcl", "nmod") && s.hasCase(c, "according") {
				return s.speakerAt(c), s.phrase(c)
			}
		}
		h := s.head(t)
		if h >= 0 && s.depIs(t, "ccomp", "parataxis", "xcomp") && saying[s.lemma(h)] {
			return s.said(h)
		}
	}
	if !s.text.quoted[trigger] {
		return -1, ""
	}
	if v := s.quotes(); v >= 0 {
		return s.said(v)
	}
	if q := s.text.last; q.words != "" && s.index-q.sentence <= 3 && s.doc.Sentences[s.index].Section-s.doc.Sentences[q.sentence].Section <= 1 {
		return q.entity, q.words
	}
	return -1, ""
}

// quotation is who spoke in a sentence with quotation marks.
type quotation struct {
	sentence, entity int
	words            string
}

// quotes is the verb outside the quotation marks that says who speaks within them,
// or -1.
func (s *sentence) quotes() int {
	marks := false
	for t := s.first; t < s.end; t++ {
		marks = marks || s.text.quoted[t]
	}
	for t := s.first; marks && t < s.end; t++ {
		if saying[s.lemma(t)] && s.is(t, "VERB") && !s.text.quoted[t] && s.subject(t, depth) >= 0 {
			return t
		}
	}
	return -1
}

// remember keeps who speaks in a sentence for the quotations behind it.
func (s *sentence) remember() {
	if v := s.quotes(); v >= 0 {
		entity, words := s.said(v)
		s.text.last = quotation{s.index, entity, words}
	}
}

// quotedTokens tells for each token of a document whether it stands within
// quotation marks. A section begins outside of them.
func quotedTokens(doc *schema.Document) []bool {
	out := make([]bool, len(doc.Tokens))
	in, section := false, -1
	for _, sentence := range doc.Sentences {
		if sentence.Section != section {
			in, section = false, sentence.Section
		}
		for t := sentence.First; t < sentence.End; t++ {
			switch doc.Tokens[t].Of(doc.Text) {
			case "“", "``":
				in = true
			case "”", "''":
				in = false
			case "\"":
				in = !in
			default:
				out[t] = in
			}
		}
	}
	return out
}

func (s *sentence) said(verb int) (entity int, words string) {
	who := s.subject(verb, depth)
	if who < 0 {
		return -1, ""
	}
	return s.speakerAt(who), s.phrase(who) + " " + s.word(verb)
}

// speakerAt is the entity that speaks under a noun: its own, or the organization
// whose noun it is ("the Al-Monitor news site").
func (s *sentence) speakerAt(t int) int {
	if es := s.entitiesAt(t); len(es) == 1 {
		return es[0]
	}
	for _, c := range s.modifiers(t) {
		if es := s.entitiesAt(c); len(es) == 1 && s.doc.Entities[es[0]].Type == schema.Organization {
			return es[0]
		}
	}
	return -1
}

// phrase is the text of a noun with what stands before it.
func (s *sentence) phrase(t int) string {
	first := t
	for i := t - 1; i >= s.first && s.below(i, t) && !s.depIs(i, "case", "punct"); i-- {
		first = i
	}
	end := t + 1
	for end < s.end && s.depIs(end, "flat") && s.below(end, t) {
		end++
	}
	return strings.Join(strings.Fields(s.doc.Text[s.doc.Tokens[first].Start:s.doc.Tokens[end-1].End]), " ")
}
