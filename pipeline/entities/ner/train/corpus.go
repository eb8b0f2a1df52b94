// Package train makes the model of the name recognizer: it reads the corpora,
// cleans their conventions into one, compiles the word lists, clusters the words
// of raw text, and trains the weights. In comes the folder of data sets, out
// comes one file; the same data gives the same bytes.
//
// It is called by `go run ./cmd/train names` and by the scoring tests; nothing
// that ships imports it.
package train

import (
	"backchannel/pipeline/entities/ner/internal/crf"
	"backchannel/schema"
)

// Sentence is a list of words and what is known of their labels: a set of labels
// for each word, one bit each. Most sets have one member; a word of which the
// corpus does not tell has them all.
type Sentence struct {
	Words   []string
	Allowed []uint16
}

// Document is a text of a corpus.
type Document struct {
	Source    string // file and place in it, as in exclude.tsv: "linking/current-events/current_events.jsonl line 27"
	Gold      bool   // annotated by people, by our conventions or nearly so
	Weight    float32
	Sentences []Sentence
}

const (
	anyLabel = uint16(1)<<crf.NumLabels - 1
	outside  = uint16(1) << crf.O
)

// NewSentence is a sentence whose names are all known.
func NewSentence(words []string, names []crf.Name) Sentence {
	labels := make([]crf.Label, len(words))
	crf.Labels(names, labels)
	s := Sentence{words, make([]uint16, len(words))}
	for i, l := range labels {
		s.Allowed[i] = 1 << l
	}
	return s
}

// Names are the names of a sentence of which all is known.
func (s Sentence) Names() []crf.Name {
	labels := make([]crf.Label, len(s.Words))
	for i, set := range s.Allowed {
		for l := crf.Label(0); l < crf.NumLabels; l++ {
			if set == 1<<l {
				labels[i] = l
			}
		}
	}
	return crf.Names(labels, 0, nil)
}

// Text writes a document as a text and its layers, words joined by blanks.
func (d Document) Text() (string, []schema.Sentence, []schema.Token) {
	var text []byte
	var sentences []schema.Sentence
	var tokens []schema.Token
	for _, s := range d.Sentences {
		sent := schema.Sentence{First: len(tokens), Span: schema.Span{Start: len(text)}}
		for _, w := range s.Words {
			tokens = append(tokens, schema.Token{Span: schema.Span{Start: len(text), End: len(text) + len(w)}})
			text = append(append(text, w...), ' ')
		}
		sent.End, sent.Span.End = len(tokens), max(sent.Start, len(text)-1)
		sentences = append(sentences, sent)
	}
	return string(text), sentences, tokens
}
