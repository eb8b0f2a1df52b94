// Package tokenize cuts the sections of a document into sentences and words.
//
// In come sections, out go sentences and tokens, both spans of bytes of the
// text: the tokens and the white space between them make up each sentence, and a
// sentence never crosses a section's border. What a word is follows Universal
// Dependencies English (EWT and GUM): "do n't", "can not", "Lavrov 's",
// "US - Russia", "e-mail", "U.S.", "$ 5", "10 %". Bylines and furniture have no
// sentences.
//
// Chunks between white space that are plainly one word stay as they are. The
// others go to the tokenizer of github.com/jdkato/prose/v2 (prose.go), and a
// linear model that was trained on the two treebanks, for which prose's cuts are
// one feature among others, decides about every place in them where a word may
// end (chunk.go, words.go). A second one decides where sentences end
// (sentences.go), after Gillick, Sentence Boundary Detection and the Problem
// with the U.S. (2009), with features for text without marks. MODEL.md says how
// they were trained and how good they are.
//
// It does not correct the text, and does not join a word that a line break cuts.
package tokenize

import (
	"context"
	"fmt"
	"sync"

	"backchannel/pipeline/stage"
	"backchannel/schema"
)

// Version history:
//
//	1  words by prose and a model over its cuts, sentences by a model
//	2  within a line a sentence ends in a mark
//	3  an abbreviation has one class, always the same; learnt anew
//	4  en and em dashes are words of their own
//	5  a mail address or URL is one word
const version = 5

// New returns the stage: sections in, sentences and tokens out.
func New() stage.Stage {
	m := defaultModel()
	return stage.Stage{
		Name:        "tokenize",
		Doc:         "cuts the sections into sentences and words",
		Version:     version,
		Needs:       schema.LayerSections,
		Gives:       schema.LayerTokens,
		Fingerprint: m.sum,
		Run:         m.run,
	}
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func (m *model) run(ctx context.Context, doc schema.Document) (schema.Document, error) {
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	doc.Tokens = make([]schema.Token, 0, len(doc.Text)/5+8)
	doc.Sentences = make([]schema.Sentence, 0, len(doc.Text)/100+8)
	for i, section := range doc.Sections {
		if !section.Read() && section.Kind != schema.Dateline {
			continue
		}
		if err := ctx.Err(); err != nil {
			return doc, err
		}
		first := len(doc.Tokens)
		var err error
		if doc.Tokens, err = m.tokens(doc.Tokens, doc.Text, section.Start, section.End, s); err != nil {
			return doc, fmt.Errorf("section %d: %w", i, err)
		}
		tokens := doc.Tokens[first:]
		s.first = m.borders(s.first[:0], tokens, doc.Text, s)
		for k, from := range s.first {
			to := len(tokens)
			if k+1 < len(s.first) {
				to = s.first[k+1]
			}
			doc.Sentences = append(doc.Sentences, schema.Sentence{
				Span:  schema.Span{Start: tokens[from].Start, End: tokens[to-1].End},
				First: first + from, End: first + to, Section: i,
			})
		}
	}
	return doc, nil
}
