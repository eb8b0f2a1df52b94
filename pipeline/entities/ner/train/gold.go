package train

import (
	"fmt"

	"backchannel/pipeline/entities/ner/internal/crf"
	"backchannel/schema"
)

// Test reads the dev part of a gold set ("uner-ewt", "gum-names") as a test of
// any recognizer: the words and names as they were annotated, except that titles
// are taken out of GUM's persons ("President Obama" counts as "Obama", "Mr."
// alone as nothing), since other corpora keep them out.
func (c *Corpora) Test(set string) ([]Document, error) {
	switch set {
	case "uner-ewt":
		return c.readColumns(unerFile("dev"), Document{Gold: true}, newdoc, unerColumns, 0, func(l labelled) Sentence {
			return NewSentence(l.words, l.names)
		})
	case "gum-names":
		return c.readColumns(gumFile("dev"), Document{Gold: true}, newdoc, threeColumns, 0, func(l labelled) Sentence {
			var names []crf.Name
			for _, n := range l.names {
				if n.Class == crf.Person {
					n = c.rules.name(l.words, n)
				}
				if n.First < n.End {
					names = append(names, n)
				}
			}
			return NewSentence(l.words, names)
		})
	}
	return nil, fmt.Errorf("read names: no gold set %q", set)
}

var entityTypes = [...]schema.EntityType{crf.Person: schema.Person, crf.Place: schema.Place, crf.Organization: schema.Organization}

// Name is a name of a document: its tokens [First, End) and its type.
type Name struct {
	First, End int
	Type       schema.EntityType
}

// Names are the names of a document of which all is known.
func (d Document) Names() []Name {
	var out []Name
	at := 0
	for _, s := range d.Sentences {
		for _, n := range s.Names() {
			out = append(out, Name{at + n.First, at + n.End, entityTypes[n.Class]})
		}
		at += len(s.Words)
	}
	return out
}
