package resolve

import (
	_ "embed"
	"strings"
	"sync"

	"backchannel/schema"
)

type gender uint8

const (
	unknown gender = iota
	male
	female
)

// givenNames are given names that only men or only women have, in small letters
// without accents: first the men's line, then the women's.
//
//go:embed given.txt
var givenNames string

var genders = sync.OnceValue(func() map[string]gender {
	men, women, _ := strings.Cut(givenNames, "\n")
	m := make(map[string]gender, 8000)
	for _, w := range strings.Fields(men) {
		m[w] = male
	}
	for _, w := range strings.Fields(women) {
		m[w] = female
	}
	return m
})

var menTitles = set("mr", "sir", "king", "prince", "lord", "emir", "sultan", "emperor", "sheikh", "pope", "chairman", "congressman", "spokesman", "ayatollah", "shah", "baron", "duke", "cardinal", "archbishop")
var womenTitles = set("mrs", "ms", "miss", "madam", "madame", "queen", "princess", "lady", "empress", "chairwoman", "congresswoman", "spokeswoman", "dame", "baroness", "duchess")

// courtesyOf is the gender that a word right before a name tells.
func (r *resolver) courtesyOf(m *schema.Mention) gender {
	for t := m.First - 1; t >= r.first(m.First) && t >= m.First-3; t-- {
		w := strings.TrimSuffix(r.lower(t), ".")
		switch {
		case menTitles[w]:
			return male
		case womenTitles[w]:
			return female
		case w != "" && r.tag(t).UPOS != "PROPN" && r.tag(t).UPOS != "NOUN" && w != "minister":
			return unknown
		}
	}
	return unknown
}

// genderOf is the gender that a title or the given name tells.
func (r *resolver) genderOf(m *schema.Mention) gender {
	if g := r.courtesyOf(m); g != unknown {
		return g
	}
	words := nameWords(strings.Join(strings.Fields(m.Of(r.doc.Text)), " "))
	if len(words) < 2 {
		return unknown
	}
	for _, w := range words[:len(words)-1] {
		if g := genders()[w]; g != unknown {
			return g
		}
		if len(w) > 1 {
			break
		}
	}
	return unknown
}
