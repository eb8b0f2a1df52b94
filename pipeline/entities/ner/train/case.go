package train

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Recased is a copy whose words are written otherwise: write gets each word and
// its place in the sentence.
func (d Document) Recased(write func(w string, i int) string) Document {
	out := d
	out.Sentences = nil
	for _, s := range d.Sentences {
		t := Sentence{make([]string, len(s.Words)), s.Allowed}
		for i, w := range s.Words {
			t.Words[i] = write(w, i)
		}
		out.Sentences = append(out.Sentences, t)
	}
	return out
}

// UpperCase writes a word in capitals.
func UpperCase(w string, _ int) string { return strings.ToUpper(w) }
func smallCase(w string, _ int) string { return strings.ToLower(w) }

// TitleCase writes a word as headlines do: small words stay small.
func TitleCase(w string, i int) string {
	if i > 0 && headlineSmall[w] {
		return w
	}
	r, size := utf8.DecodeRuneInString(w)
	if !unicode.IsLower(r) || w[0] == '\'' || w == "n't" {
		return w
	}
	return string(unicode.ToUpper(r)) + w[size:]
}

var headlineSmall = map[string]bool{}

func init() {
	for _, w := range strings.Fields("a an the of in on at to for and or but nor by with from as vs via is") {
		headlineSmall[w] = true
	}
}
