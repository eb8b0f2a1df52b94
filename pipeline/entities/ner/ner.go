// Package ner finds names: persons, places and organizations. In come the tokens
// and sentences of a document, out go stretches of tokens with a type and a score.
//
// The model is a linear-chain conditional random field over hashed features
// (words, shapes, affixes, word clusters, gazetteers, what the rest of the
// document shows of a word), trained by cmd/train on the corpora that MODEL.md
// lists. It looks only at stretches of capitals and what may join them, so most
// tokens cost next to nothing, and it reads headlines in title case or all
// capitals. Any location is a PLACE here: which are countries or cities is for the
// gazetteer to say. Words for nationalities ("Russian") are no names; titles
// ("President") are no part of one.
package ner

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"sync"

	"backchannel/pipeline/entities/ner/internal/crf"
	"backchannel/pipeline/stage"
	"backchannel/schema"
)

//go:embed model.bin
var shipped []byte

var types = [...]schema.EntityType{crf.Person: schema.Person, crf.Place: schema.Place, crf.Organization: schema.Organization}

// Version of the stage's answer; to be raised with another model.
const version = 1

// New makes the stage.
func New() (stage.Stage, error) {
	m, err := Default()
	if err != nil {
		return stage.Stage{}, err
	}
	return stage.Stage{
		Name:    "names",
		Doc:     "finds names of persons, places and organizations by their form and context",
		Version: version,
		Needs:   schema.LayerTags,
		Gives:   schema.LayerNames,
		Run: func(ctx context.Context, doc schema.Document) (schema.Document, error) {
			doc.Names = m.Names(doc.Text, doc.Sentences, doc.Tokens, doc.Tags)
			return doc, ctx.Err()
		},
	}, nil
}

// Model finds names. It is safe for concurrent use.
type Model struct {
	weights  *crf.Model
	decoders sync.Pool // of *crf.Decoder
}

// Open reads a model that training wrote. The model keeps data and reads from
// it, so data must not change.
func Open(data []byte) (*Model, error) {
	m, err := crf.Open(data)
	if err != nil {
		return nil, err
	}
	return &Model{weights: m, decoders: sync.Pool{New: func() any { return new(decoder) }}}, nil
}

type decoder struct {
	crf.Decoder
	found []crf.Found
}

var opened = sync.OnceValues(func() (*Model, error) {
	m, err := Open(shipped)
	if err != nil {
		return nil, fmt.Errorf("shipped name model: %w", err)
	}
	return m, nil
})

// Default is the model that ships with the program, opened once.
func Default() (*Model, error) { return opened() }

// Ordinary reports a word that running text writes in small letters more often
// than not, however it is written here.
func (m *Model) Ordinary(word string) bool {
	entry, known := m.weights.Lexicon.Word(crf.HashWord(word))
	return known && entry.Flags&crf.Common != 0
}

// Names returns the names of a document in order; they do not overlap and cross no
// sentence. The tags of the tokens are welcome but not used yet: they may be nil.
func (m *Model) Names(text string, sentences []schema.Sentence, tokens []schema.Token, _ []schema.Tag) []schema.Name {
	d := m.decoders.Get().(*decoder)
	defer m.decoders.Put(d)
	d.found = d.Names(m.weights, text, sentences, tokens, d.found[:0])
	if len(d.found) == 0 {
		return nil
	}
	names := make([]schema.Name, len(d.found))
	for i, f := range d.found {
		names[i] = schema.Name{First: f.First, End: f.End, Type: types[f.Class], Score: math.Round(1000*f.Score) / 1000}
	}
	return names
}
