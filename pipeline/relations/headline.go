package relations

import (
	"slices"
	"strings"

	"backchannel/schema"
)

// News tells what happened in the present tense, and a tagger that learnt from other
// prose takes "votes", "kill" and "lands" behind a noun for nouns too. Then a whole
// sentence hangs together as one long name. What follows mends the two forms of it.

// headlineVerb makes a verb of a root that was tagged as a plural noun but stands
// like a verb of the present behind a name: "Finnish Parliament votes to withdraw",
// "Subianto tours the Middle East".
func (s *sentence) headlineVerb() {
	for t := s.first + 1; t < s.end; t++ {
		if s.head(t) >= 0 || !s.is(t, "NOUN") || s.tag(t).XPOS != "NNS" {
			continue
		}
		if _, known := s.text.index.verbs[s.lemma(t)]; !known {
			return
		}
		if s.child(t, "det", "nmod:poss", "case", "cop", "nummod") >= 0 || !s.has(t+1) || isAny(strings.ToLower(s.word(t+1)), "of", "between", "by", "against", ".") {
			return
		}
		subject := s.child(t, "nsubj")
		for _, c := range s.children(t) {
			if c < t && subject < 0 && s.depIs(c, "compound", "amod", "nmod") && s.mentionAt(c) >= 0 {
				subject = c
			}
		}
		if subject >= 0 && (s.mentionAt(t-1) >= 0 || s.is(t-1, "PROPN")) {
			s.text.tags[t].UPOS, s.text.tags[t].XPOS = "VERB", "VBZ"
			s.link(subject, t, "nsubj")
			for _, c := range s.children(t) {
				if c > t && s.bare(c) && s.mentionAt(c) >= 0 && s.depIs(c, "vocative", "appos", "dep", "flat", "compound", "nmod") && s.child(t, "obj") < 0 {
					s.link(c, t, "obj")
				}
			}
		}
		return
	}
}

// presentVerb finds the verb of a sentence that was read without one: "Israeli
// airstrikes across Gaza kill 50 people", "A missile lands near Haifa". It is a word
// that the ontology knows as a verb and stands behind a noun that agrees with it and
// before the beginning of another phrase. What stands before it becomes its subject,
// what stands behind its objects.
func (s *sentence) presentVerb() {
	if s.doc.Sections[s.doc.Sentences[s.index].Section].Kind != schema.Body || s.text.actor >= 0 {
		return
	}
	root := -1
	for t := s.first; t < s.end; t++ {
		if s.head(t) < 0 {
			root = t
		}
		if isAny(s.tag(t).XPOS, "VBD", "VBZ", "VBP", "MD") && isAny(s.dep(t), "root", "conj", "parataxis", "ccomp", "cop", "aux") {
			return
		}
	}
	if root < 0 || !s.is(root, "NOUN") && !s.is(root, "PROPN") {
		return
	}
	for v := s.first + 1; v+1 < s.end; v++ {
		if s.couldBeVerb(v, root) {
			s.makeVerb(v)
			return
		}
	}
}

// couldBeVerb reports a noun that agrees, as a verb, with the noun before it.
func (s *sentence) couldBeVerb(v, root int) bool {
	tag := s.tag(v)
	adjective := tag.UPOS == "ADJ" && s.is(v-1, "PROPN") // "Canada and France open consulates"
	if tag.UPOS != "NOUN" && tag.UPOS != "PROPN" && !adjective || v <= s.first || s.mentionAt(v) >= 0 && s.doc.Mentions[s.mentionAt(v)].Kind == schema.Named {
		return false
	}
	frames, known := s.text.index.verbs[s.lemma(v)]
	if !known || strings.ToLower(s.word(v)) != s.word(v) {
		return false
	}
	if !s.is(v-1, "NOUN") && !s.is(v-1, "PROPN") && s.word(v-1) != ")" {
		return false
	}
	if !s.opens(v+1) && !slices.ContainsFunc(frames, func(f *frame) bool { return f.particle != "" && f.particle == s.lemma(v+1) }) {
		return false
	}
	plural := strings.HasPrefix(s.tag(root).XPOS, "NN") && strings.HasSuffix(s.tag(root).XPOS, "S") && root < v
	plural = plural || s.tag(v-1).XPOS == "NNS" || isAny(s.lemma(v-1), "police", "people", "military")
	for t := s.first; t < v; t++ {
		plural = plural || s.word(t) == "and"
	}
	if tag.XPOS == "NNS" {
		return !plural || s.tag(v-1).XPOS == "NN" || s.tag(v-1).XPOS == "NNP"
	}
	return plural && (tag.XPOS == "NN" || adjective)
}

// opens reports a word that begins a phrase behind a verb.
func (s *sentence) opens(t int) bool {
	switch s.tag(t).UPOS {
	case "DET", "NUM", "PRON", "PROPN", "ADJ":
		return true
	case "ADP":
		return !isAny(strings.ToLower(s.word(t)), "of", "between", "by")
	case "ADV", "PART":
		return true
	case "NOUN":
		return s.tag(t).XPOS == "NNS" || s.has(t+1) && s.tag(t+1).XPOS == "NNS"
	}
	return false
}

// makeVerb hangs the sentence on v.
func (s *sentence) makeVerb(v int) {
	type link struct {
		t   int
		dep string
	}
	var links []link
	subject, object, prep := -1, -1, -1 // prep is a preposition that hung on v
	for t := s.first; t < s.end; t++ {
		h := s.head(t)
		if t == v || t < v && h >= 0 && h < v || t > v && h > v {
			continue
		}
		dep := "dep"
		noun := s.is(t, "NOUN") || s.is(t, "PROPN") || s.is(t, "NUM") || s.is(t, "PRON")
		switch {
		case t < v && s.is(t, "ADP"):
			prep = t
			continue
		case t < v && noun && prep >= 0 && subject >= 0: // "airstrikes across Gaza kill"
			s.link(prep, t, "case")
			s.link(t, subject, "nmod")
			prep = -1
			continue
		case s.is(t, "PUNCT"):
			dep = "punct"
		case t < v && noun && s.hasBelow(t, "case"):
			dep = "obl"
		case t < v && noun && subject >= 0:
			dep = "conj"
		case t < v && noun:
			dep, subject = "nsubj", t
		case t > v && noun && s.hasBelow(t, "case"):
			dep = "obl"
		case t > v && noun && object < 0:
			dep, object = "obj", t
		case t > v && (s.is(t, "VERB") || s.is(t, "AUX")):
			dep = "advcl"
		case s.is(t, "ADP"), s.is(t, "ADV"), s.is(t, "CCONJ"), s.is(t, "DET"), s.is(t, "ADJ"), s.is(t, "PART"):
			dep = s.tag(t).Dep
		}
		links = append(links, link{t, dep})
	}
	s.link(v, -1, "root")
	for _, l := range links {
		if l.dep == "conj" && subject >= 0 {
			s.link(l.t, subject, "conj")
		} else {
			s.link(l.t, v, l.dep)
		}
	}
	tag := &s.text.tags[v]
	tag.UPOS, tag.XPOS = "VERB", "VBP"
	if strings.HasSuffix(s.word(v), "s") {
		tag.XPOS = "VBZ"
	}
	tag.Feats = "Mood=Ind|Tense=Pres|VerbForm=Fin"
}
