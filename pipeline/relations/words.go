package relations

import (
	"maps"
	"slices"
	"strings"

	"backchannel/schema"
)

// vocabulary knows the regular forms of the words that frames and the grammar ask
// for. A lemmatizer that never saw a verb guesses its lemma from the ending
// ("traded" of "trad"); where the guess is no word that anybody asks for, and the
// form belongs to one that somebody does, that one is meant.
type vocabulary struct {
	verbs, nouns map[string]string // form: lemma
}

// newVocabulary gathers the words of an ontology and of the grammar.
func newVocabulary(o *schema.Ontology) vocabulary {
	asked := map[string]bool{}
	for _, r := range o.Relations {
		for _, f := range r.Frames {
			ask(asked, f)
		}
	}
	for _, class := range []map[string]bool{subjectControl, light, saying, plans, trying, hoping, failing, ending, cancelling, putOff, preparing, seeking, movement} {
		maps.Copy(asked, class)
	}
	v := vocabulary{map[string]string{}, map[string]string{}}
	words := slices.Sorted(maps.Keys(asked))
	for _, w := range words {
		v.verbs[w], v.nouns[w] = w, w
	}
	for _, w := range words {
		v.inflect(w)
	}
	return v
}

// ask gathers the words of a frame.
func ask(asked map[string]bool, f schema.Frame) {
	for _, v := range f.Verb {
		first, _, _ := strings.Cut(v, " ")
		asked[first] = true
	}
	for _, n := range f.Noun {
		asked[n[strings.LastIndexByte(n, ' ')+1:]] = true
	}
	for _, of := range f.Needs {
		for _, w := range of {
			asked[strings.TrimPrefix(w, "!")] = true
		}
	}
}

func (v vocabulary) inflect(word string) {
	if word == "" || word[0] < 'a' || word[0] > 'z' {
		return // "*", or an entity type
	}
	add := func(forms map[string]string, form string) {
		if _, ok := forms[form]; !ok {
			forms[form] = word
		}
	}
	add(v.verbs, inS(word))
	add(v.nouns, inS(word))
	for _, stem := range stems(word) {
		add(v.verbs, stem+"ed")
		add(v.verbs, stem+"ing")
	}
	if y, ok := strings.CutSuffix(word, "y"); ok && !endsInVowel(y) {
		add(v.verbs, y+"ied")
	}
}

// of returns the lemma of a token as frames write it.
func (v vocabulary) of(tag schema.Tag, word string) string {
	lemma := strings.ToLower(tag.Lemma)
	forms := v.nouns
	switch tag.UPOS {
	case "VERB", "AUX":
		forms = v.verbs
	case "NOUN":
	default:
		return lemma
	}
	if forms[lemma] == lemma {
		return lemma
	}
	if known, ok := forms[strings.ToLower(word)]; ok {
		return known
	}
	return lemma
}

// inS is the form in -s, of a verb or of a noun.
func inS(word string) string {
	for _, end := range [...]string{"s", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(word, end) {
			return word + "es"
		}
	}
	if y, ok := strings.CutSuffix(word, "y"); ok && !endsInVowel(y) {
		return y + "ies"
	}
	return word + "s"
}

// stems are what -ed and -ing may be joined to: "trad", "plann", "travel" and
// "travell".
func stems(word string) []string {
	n := len(word)
	switch {
	case strings.HasSuffix(word, "ee"):
		return []string{word, word[:n-1]} // "agreeing", "agreed"
	case strings.HasSuffix(word, "e"):
		return []string{word[:n-1]}
	case n >= 3 && !vowel(word[n-1]) && vowel(word[n-2]) && !vowel(word[n-3]) && !strings.ContainsRune("wxy", rune(word[n-1])):
		return []string{word, word + word[n-1:]}
	}
	return []string{word}
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

func endsInVowel(s string) bool { return s == "" || vowel(s[len(s)-1]) }
